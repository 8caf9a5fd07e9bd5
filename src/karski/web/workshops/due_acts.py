"""What workshops bring about when its moment comes."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from karski.web.due.acts import Act
from karski.web.workshops.actions import consents, follow_up

ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "follow_up": Act(do=follow_up.follow_up, every=timedelta(days=1)),
        "forget": Act(do=consents.forget, every=timedelta(days=1)),
    }
)

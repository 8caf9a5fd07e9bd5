"""What exercises bring about when its moment comes."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from karski.web.due.acts import Act
from karski.web.exercises.actions import retention, running

ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "fall_due": Act(do=running.fall_due),
        "forget": Act(do=retention.forget, every=timedelta(days=1), forgets=True),
    }
)

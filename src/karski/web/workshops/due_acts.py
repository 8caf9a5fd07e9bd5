"""What workshops bring about when its moment comes."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from karski.web.due.acts import Act
from karski.web.workshops.actions import retention


def retire() -> None:
    """Erase what its date has come for."""
    retention.retire()


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "retire": Act(do=retire, every=timedelta(days=1), forgets=True),
    }
)

"""What workshops bring about when its moment comes."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from karski.web.due.acts import Act
from karski.web.workshops.actions import closing, follow_up, offers, retention


def retire() -> None:
    """Erase what its date has come for."""
    retention.retire()


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "close_what_is_over": Act(
            do=closing.close_what_is_over, every=timedelta(days=1)
        ),
        "follow_up": Act(do=follow_up.follow_up, every=timedelta(days=1)),
        "lapse": Act(do=offers.lapse),
        "remind": Act(do=offers.remind),
        "retire": Act(do=retire, every=timedelta(days=1), forgets=True),
    }
)

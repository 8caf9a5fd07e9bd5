"""What people's data have to be done with from time to time."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from django.utils import timezone

from karski.web.due.acts import Act
from karski.web.people import privacy


def retention() -> None:
    """Delete what was kept for long enough."""
    privacy.sweep(timezone.now())


ACTS: Mapping[str, Act] = MappingProxyType(
    {"retention": Act(do=retention, every=timedelta(days=1), forgets=True)}
)

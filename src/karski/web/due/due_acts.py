"""What this package itself has to do: send letters, and forget what is long done."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from django.utils import timezone

from karski.web.due import letters
from karski.web.due.acts import Act
from karski.web.due.models import Work

KEPT = timedelta(days=90)  # longer than any span of a recurring act


def forget() -> None:
    """Delete work that was done, given up or left uncertain long ago."""
    for ended in ("done", "given_up", "claimed"):
        Work.objects.filter(**{f"{ended}__lt": timezone.now() - KEPT}).delete()


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "letter": Act(do=letters.send, outside=True),
        "forget": Act(do=forget, every=timedelta(days=1), forgets=True),
    }
)

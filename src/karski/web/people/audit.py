"""The audit trail; kept by what is still to come."""

from collections.abc import Mapping

from django.db.models import Model

from karski.web.people.models import User

Detail = Mapping[str, str | int | bool | None]
NOTHING: Detail = {}


def record(
    action: str, *, by: User | None, on: Model | None = None, detail: Detail = NOTHING
) -> None:
    """Record what was done, in the transaction that did it."""

"""What due work holds of a person: letters to them that wait."""

from typing import Any, Protocol

from django.db.models import QuerySet

from karski.web.due import letters
from karski.web.due.models import Work


class Person(Protocol):
    """Whoever has an address; accounts lie above this package."""

    email: str


def export(user: Person) -> dict[str, Any]:
    """Return the letters that wait to be sent."""
    waiting = _letters(user).order_by("at").values("at", "arguments")
    return {
        "letters": [
            {"at": each["at"].isoformat(), **each["arguments"]} for each in waiting
        ]
    }


def erase(user: Person) -> dict[str, int]:
    """Delete the letters that wait; return how many."""
    return {"letters": _letters(user).delete()[0]}


def _letters(user: Person) -> QuerySet[Work]:
    return Work.objects.filter(act=letters.ACT, arguments__to__iexact=user.email)

"""What exercises hold of a person with an account: that they made one.

Who plays needs no account and is known to the journal by an opaque number; their names
and private notes are forgotten by date (`actions.retention`).
"""

from typing import Any

from karski.web.exercises.models import Exercise
from karski.web.people.models import User


def export(user: User) -> dict[str, Any]:
    """Return the exercises that they made."""
    rows = Exercise.objects.filter(made_by=user).order_by("pk")
    return {"exercises made": list(rows.values("public_id", "title", "made"))}


def erase(user: User) -> dict[str, int]:
    """Take their name off the exercises that they made."""
    return {
        "exercises made": Exercise.objects.filter(made_by=user).update(made_by=None)
    }

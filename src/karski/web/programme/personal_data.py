"""What the programme holds of a person: commitments made and reviewed."""

from typing import Any

from karski.web.people.models import User
from karski.web.programme.models import Commitment

FIELDS = ("what", "aim", "by_when", "state", "note", "made", "closed")


def export(user: User) -> dict[str, Any]:
    """Return commitments somebody made, and those they review."""
    return {
        "commitments": list(Commitment.objects.filter(person=user).values(*FIELDS)),
        "reviews": list(Commitment.objects.filter(reviewer=user).values(*FIELDS)),
    }


def erase(user: User) -> dict[str, int]:
    """Take the name off; the commitment stays with the organisation."""
    return {
        "commitments": Commitment.objects.filter(person=user).update(person=None),
        "reviews": Commitment.objects.filter(reviewer=user).update(reviewer=None),
    }

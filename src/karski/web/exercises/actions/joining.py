"""Coming in by the code on the screen, sitting down, and leaving for good."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.exercises.actions import seats
from karski.web.exercises.models import Exercise, Player
from karski.web.exercises.queries.codes import exercise_with
from karski.web.people import audit
from karski.web.people.tokens import digest, new_token

MOST = 200  # people in one exercise: a code that went round the world fills no journal


@transaction.atomic
def join(code: str, *, name: str, language: str) -> str:
    """Let somebody in by a code; return the secret of their personal link."""
    exercise = _opened_by(code)
    token = new_token()
    player = Player(exercise=exercise, name=name, language=language)
    player.token_hash = digest(token)
    player.full_clean()
    player.save()
    audit.record("joined an exercise", by=None, on=player)
    return token


@transaction.atomic
def sit(role: str, *, by: Player) -> None:
    """Take a seat that one chose oneself, where the exercise lets people choose."""
    if not by.exercise.choosing:
        raise ValidationError(_("The facilitator gives out the seats; ask for yours."))
    seats.assign(by, role, by=None)


@transaction.atomic
def leave(*, by: Player) -> None:
    """Leave for good: the seat is free, and the personal link leads nowhere."""
    if by.role:
        seats.assign(by, "", by=None)
    by.left, by.token_hash = timezone.now(), f"left {uuid4()}"
    by.save(update_fields=["left", "token_hash"])
    audit.record("left an exercise", by=None, on=by)


def _opened_by(code: str) -> Exercise:
    exercise = exercise_with(code)
    if exercise is None:
        raise ValidationError(
            {
                "code": _(
                    "No exercise is open under this code. Compare it with the screen,"
                    " or ask the facilitator."
                )
            }
        )
    if exercise.ended is not None:
        raise ValidationError({"code": _("This exercise has ended; nobody can join.")})
    if exercise.players.filter(left=None).count() >= MOST:
        raise ValidationError({"code": _("The exercise is full; ask the facilitator.")})
    return exercise

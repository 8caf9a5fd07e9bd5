"""Who sits where, by which link: what those who run an exercise arrange."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.exercise.commands import HandToBot, HandToPeople, LeaveSeat, TakeSeat
from karski.exercise.events import FACILITATOR
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.actions.making import require_runs
from karski.web.exercises.actions.steering import steer
from karski.web.exercises.models import Exercise, Part, Player
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.people.tokens import digest, new_token


@transaction.atomic
def invite(
    exercise: Exercise, *, by: User, part: str, name: str, language: str, role: str = ""
) -> tuple[Player, str]:
    """Add somebody to an exercise; return them and the secret of their link."""
    require_runs(by, exercise)
    token = new_token()
    player = Player(exercise=exercise, part=part, name=name, language=language)
    player.token_hash = digest(token)
    player.full_clean()
    player.save()
    audit.record(
        "added somebody to an exercise", by=by, on=player, detail={"part": part}
    )
    if role:
        assign(player, role, by=by)
    return player, token


@transaction.atomic
def new_link(player: Player, *, by: User) -> str:
    """Return the secret of a new link for somebody; the one they had ends."""
    require_runs(by, player.exercise)
    token = new_token()
    player.token_hash, player.left = digest(token), None
    player.save(update_fields=["token_hash", "left"])
    audit.record("made a new link for an exercise", by=by, on=player)
    return token


@transaction.atomic
def assign(player: Player, role: str, *, by: User | None) -> None:
    """Seat a player: at another desk, or with an empty role at none.

    `by` is who runs the exercise, or None where the player chose.
    """
    if by is not None:
        require_runs(by, player.exercise)
    held = Player.objects.select_for_update(of=("self",)).get(pk=player.pk)
    _check_seat(held, role)
    if held.role == role:
        return
    mover = FACILITATOR if by else role or held.role
    if held.role:
        _leave(held, mover if by else held.role)
    if role:
        _take(held, role, mover)
    held.role = player.role = role
    held.save(update_fields=["role"])
    audit.record("gave somebody a seat", by=by, on=held, detail={"role": role})


@transaction.atomic
def remove(player: Player, *, by: User) -> None:
    """Have somebody leave for good: their link ends and their seat is free."""
    require_runs(by, player.exercise)
    if player.role:
        assign(player, "", by=by)
    player.left, player.token_hash = timezone.now(), f"left {uuid4()}"
    player.save(update_fields=["left", "token_hash"])
    audit.record("removed somebody from an exercise", by=by, on=player)


def hand_over(exercise: Exercise, role: str, *, by: User, to_bot: bool) -> None:
    """Let a bot play a seat, or people again."""
    command = HandToBot if to_bot else HandToPeople
    steer(exercise, lambda _: command(by=FACILITATOR, role=role), by=by)


@transaction.atomic
def fill_with_bots(exercise: Exercise, *, by: User) -> int:
    """Let bots play every seat that nobody plays; return how many those are."""
    require_runs(by, exercise)
    with states.reading(exercise) as state:
        seats = state.seats.items()
        empty = [name for name, seat in seats if not seat.bot and not seat.players]
    for name in empty:
        hand_over(exercise, name, by=by, to_bot=True)
    return len(empty)


def _check_seat(player: Player, role: str) -> None:
    if player.part != Part.PLAYER:
        raise ValidationError(_("Experts and observers have no seat."))
    if player.left is not None:
        raise ValidationError(_("This person has left; make them a new link first."))
    if role and role not in states.pack_of(player.exercise).roles:
        raise ValidationError(_("This exercise has no such seat; choose another."))


def _leave(player: Player, by: str) -> None:
    who = str(player.public_id)
    running.act(
        player.exercise, lambda _: LeaveSeat(by=by, role=player.role, player=who)
    )


def _take(player: Player, role: str, by: str) -> None:
    who = str(player.public_id)
    running.act(player.exercise, lambda _: TakeSeat(by=by, role=role, player=who))

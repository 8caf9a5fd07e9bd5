"""Seats and the people in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from karski.exercise.state import State
from karski.web.exercises.models import Exercise, Part, Player
from karski.web.exercises.templatetags.exercises import told

HERE = timedelta(minutes=3)  # since a device asked for anything


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who takes part."""

    player: Player
    here: bool
    out: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A seat of the pack, and who plays it."""

    role: str
    title: str
    team: str
    needed: bool
    bot: bool
    people: tuple[Sitting, ...]

    @property
    def filled(self) -> bool:
        """Whether somebody plays it."""
        return self.bot or bool(self.people)


def present(exercise: Exercise) -> list[Player]:
    """Return those who take part and have not left."""
    return list(Player.objects.filter(exercise=exercise, left=None))


def rows(state: State, players: Sequence[Player]) -> list[Row]:
    """Return the seats in the pack's order."""
    return [
        Row(
            role=name,
            title=told(role.title),
            team=role.team,
            needed=role.needed,
            bot=state.seats[name].bot,
            people=tuple(
                _sitting(state, each) for each in players if each.role == name
            ),
        )
        for name, role in state.pack.roles.items()
    ]


def without_seat(state: State, players: Sequence[Player]) -> list[Sitting]:
    """Return players who have no seat yet."""
    return [
        _sitting(state, each)
        for each in players
        if each.part == Part.PLAYER and not each.role
    ]


def watching(state: State, players: Sequence[Player]) -> list[Sitting]:
    """Return experts and observers."""
    return [_sitting(state, each) for each in players if each.part != Part.PLAYER]


def _sitting(state: State, player: Player) -> Sitting:
    seen = player.seen is not None and timezone.now() - player.seen < HERE
    seat = state.seats.get(player.role)
    out = seat is not None and str(player.public_id) in seat.out
    return Sitting(player, seen, out)

"""What experts and observers note. Desks never see it."""

from dataclasses import dataclass
from typing import Literal

from karski.exercise.commands.command import Command

Rating = Literal["P", "S", "M", "U"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observe(Command):
    """Write down what some roles did, or did not."""

    text: str
    roles: tuple[str, ...] = ()
    about: int | None = None
    player: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark(Command):
    """Mark an event for the review."""

    event: int
    player: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Command):
    """Rate a capability against the evaluation guide, with evidence.

    Attributes
    ----------
    rating : str
        P performed without challenges, S with some, M with major ones, U unable.
    events : tuple of int
        What it rests on.
    """

    capability: str
    rating: Rating
    evidence: str
    events: tuple[int, ...] = ()
    player: str = ""

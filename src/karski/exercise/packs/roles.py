"""Seats to play: what each is, knows, may do, and how a bot would play it."""

from typing import Literal, TypeAlias

from karski.core.documents import Document, Words
from karski.exercise.packs.texts import Text

Sector: TypeAlias = Literal[
    "defence",
    "interior",
    "foreign affairs",
    "justice",
    "intelligence",
    "research",
    "civil society",
    "media",
    "EU",
    "UN",
    "OSCE",
    "government",
]
Policy: TypeAlias = Literal["steady", "eager", "cautious", "silent"]


class Role(Document):
    """A seat.

    Attributes
    ----------
    title : Text
    sector : str
    institution : str or None
        One of the pack's.
    team : str
        Seats of one team share a board.
    brief : Text
        What this seat alone knows at the start.
    authority : Text
        What it may and may not do.
    objectives : tuple of Text
    bot : str
        How a bot plays it: see `karski.exercise.bots`.
    needed : bool
        Whether the exercise cannot be played without it; a bot can play it.
    """

    title: Text
    sector: Sector
    institution: Words | None = None
    team: Words
    brief: Text
    authority: Text
    objectives: tuple[Text, ...] = ()
    bot: Policy = "steady"
    needed: bool = True


class Capability(Document):
    """What experts watch for, and rate P, S, M or U: a part of the evaluation guide."""

    title: Text
    tasks: tuple[Text, ...]

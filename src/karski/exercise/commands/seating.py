"""Who plays which seat. A player is an opaque id, never a name."""

from dataclasses import dataclass

from karski.exercise.commands.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Command):
    """Sit down in a seat: the player, or the facilitator for them."""

    role: str
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSeat(Command):
    """Leave a seat for good."""

    role: str
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandToBot(Command):
    """Let a bot play a seat; by the facilitator."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandToPeople(Command):
    """Let people play a seat again; by the facilitator."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOut(Command):
    """Step out for a while. It needs no reason and is never refused."""

    role: str
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack(Command):
    """Be back."""

    role: str
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Command):
    """Note that a player has read an event that reached their desk."""

    event: int
    player: str = ""

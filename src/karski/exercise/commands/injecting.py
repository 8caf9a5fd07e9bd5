"""What reaches desks, by hand. All by the facilitator."""

from dataclasses import dataclass
from typing import Literal

from karski.exercise.commands.command import Command, Words

Variable = Literal["phase", "trust", "factor", "incidents", "deaths", "displaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInject(Command):
    """Send an inject of the pack now."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInject(Command):
    """Keep an inject back until it is released."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInject(Command):
    """Let a held inject go: at its time, or at once if that has passed."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInject(Command):
    """Say an inject that is yet to come in other words."""

    inject: str
    text: Words
    title: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetargetInject(Command):
    """Send an inject that is yet to come to other roles; ``("all",)`` is everybody."""

    inject: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallInject(Command):
    """Take back what was sent: `sent` is the number of that event."""

    sent: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvise(Command):
    """Send something that the pack does not hold, as anybody.

    Attributes
    ----------
    sender : str
        An actor, institution or role of the pack, or free words.
    grade : tuple of str and int, or None
        Source A to F and information 1 to 6; intelligence needs one.
    """

    text: Words
    channel: str
    sender: str
    to: tuple[str, ...]
    title: Words = ""
    grade: tuple[str, int] | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjust(Command):
    """Change the world by hand, with a reason.

    Attributes
    ----------
    community : str
        As ``region/group``.
    variable : str
        ``phase`` (0 to 4), ``trust`` (0 to 1) and ``factor`` (0 to 1, with its number)
        become `value`; ``incidents``, ``deaths`` and ``displaced`` grow by it.
    """

    community: str
    variable: Variable
    value: float
    reason: str
    factor: int | None = None

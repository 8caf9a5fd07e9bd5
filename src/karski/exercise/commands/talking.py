"""What people tell each other."""

from dataclasses import dataclass

from karski.exercise.commands.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Command):
    """Send a message to roles; to nobody, it goes to those who run the exercise.

    Attributes
    ----------
    about : int or None
        The number of an event that the sender sees.
    """

    text: str
    to: tuple[str, ...] = ()
    about: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Command):
    """Show roles a copy of what one received, with a comment."""

    event: int
    to: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOnBoard(Command):
    """Write on the board of one's team."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInformation(Command):
    """Ask a role, or the ``facilitator``, for information."""

    text: str
    of: str = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveInformation(Command):
    """Answer a request: the role that was asked, or the facilitator."""

    request: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint(Command):
    """Help one role in private; by the facilitator."""

    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAdvice(Command):
    """Ask the experts in the room."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAdvice(Command):
    """Answer a role that asked for advice; by an expert or the facilitator."""

    asked: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce(Command):
    """Tell everybody something; by the facilitator."""

    text: str

"""Running the exercise: its clock, its phases, its end. All by the facilitator."""

from dataclasses import dataclass

from karski.exercise.commands.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed(Command):
    """A command that moves the clock at a wall time [ms since the epoch]."""

    wall: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Timed):
    """Begin; `rate` is the pack's unless given."""

    rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Timed):
    """Let time stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Timed):
    """Let time go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRate(Timed):
    """Let time run `rate` times as fast as the room's, from now on."""

    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Timed):
    """Go on at exercise time `to` [ms]; all that falls due until then happens first."""

    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Timed):
    """Stop for safety: every desk sees it at once. Experts and observers may too."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continue(Timed):
    """End a safety stop; the clock runs again if it ran before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Timed):
    """End the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPhase(Command):
    """Say what the room does now: brief, discuss, decide, resolve or plenary."""

    stage: str
    title: str = ""

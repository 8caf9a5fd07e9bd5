"""The clock as those who run an exercise see it."""

from dataclasses import dataclass

from karski.exercise.state import State
from karski.web.exercises.actions import running
from karski.web.exercises.templatetags.exercises import told

USUAL = (1, 12, 60)


@dataclass(frozen=True, slots=True)
class Next:
    """The inject that comes next by its own time."""

    name: str
    title: str
    at: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The clock, and what can be done with it.

    Attributes
    ----------
    now : int
        Wall time [ms].
    at : int
        Exercise time [ms] then.
    status : str
        new, running, paused, stopped or ended.
    """

    now: int
    at: int
    rate: int
    status: str
    rates: tuple[int, ...]
    next: Next | None
    stage: str | None
    starts: int
    ends: int

    @property
    def over(self) -> bool:
        """Whether the story is told while the exercise goes on."""
        return self.status in ("running", "paused") and self.at >= self.ends

    @property
    def moving(self) -> bool:
        """Whether exercise time passes."""
        return self.status == "running"


def shown(state: State) -> Shown:
    """Return the clock as it stands at this moment."""
    wall = running.now_ms()
    pack, clock = state.pack, state.clock
    at = max(state.at, clock.reads(wall))
    return Shown(
        now=wall,
        at=state.at if state.ended else at,
        rate=clock.rate,
        status=status(state),
        rates=tuple(sorted({*USUAL, pack.rate, clock.rate})),
        next=next_inject(state, at),
        stage=state.stage,
        starts=pack.starts,
        ends=pack.ends,
    )


def status(state: State) -> str:
    """Return how an exercise stands: new, running, paused, stopped or ended."""
    if state.ended:
        return "ended"
    if state.stopped:
        return "stopped"
    if not state.begun:
        return "new"
    return "running" if state.clock.running else "paused"


def next_inject(state: State, at: int) -> Next | None:
    """Return the inject that its moment sends next, unless its condition fails then."""
    coming = [
        (moment, name)
        for name, fate in state.injects.items()
        if fate.waits and not fate.held
        if (moment := fate.due or state.pack.injects[name].at) is not None
        if moment >= at
    ]
    if not coming:
        return None
    moment, name = min(coming)
    return Next(name, told(state.pack.injects[name].title), moment)

"""The world as only those who run an exercise see it, beside what desks were told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from karski.exercise.events import Kind
from karski.exercise.state import State
from karski.exercise.triggers import measured
from karski.web.exercises.queries import other_worlds
from karski.web.exercises.templatetags.exercises import target

COUNTED = ("displaced", "deaths", "incidents")


@dataclass(frozen=True, slots=True)
class Count:
    """People or events so far, in this exercise; the range is of others like it.

    Attributes
    ----------
    low, middle, high : int or None
        Where nine in ten runs lie that have the same decisions and other chance.
    told : tuple of two int, or None
        Between which counts the newest report told it.
    """

    name: str
    now: int
    low: int | None
    middle: int | None
    high: int | None
    told: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Place:
    """A community; risk and trust are 0 to 1, drawn 0 to 100."""

    key: str
    title: str
    phase: int
    phase_name: str
    trust: float
    risk: float | None
    deaths: int
    displaced: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The world; `runs` is how many the ranges rest on, 0 if none could be made."""

    day: int
    counts: tuple[Count, ...]
    places: tuple[Place, ...]
    runs: int


def shown(state: State) -> Shown:
    """Return the world as of the last midnight, without what else it could be."""
    return Shown(
        day=state.day,
        counts=tuple(_counts(state)),
        places=tuple(_places(state)),
        runs=0,
    )


def among(world: Shown, ranges: other_worlds.Ranges) -> Shown:
    """Return the world beside what else it could be."""
    if not ranges.runs:
        return world
    counts = (_among(count, *ranges.of[count.name]) for count in world.counts)
    return replace(world, counts=tuple(counts), runs=ranges.runs)


def _among(count: Count, low: int, middle: int, high: int) -> Count:
    return replace(count, low=low, middle=middle, high=high)


def _counts(state: State) -> Iterator[Count]:
    for name in COUNTED:
        now = measured(state, name, "all") or 0
        yield Count(name, round(now), None, None, None, _told(state, name))


def _told(state: State, variable: str) -> tuple[int, int] | None:
    """Return the newest range that an inject told of a count over all communities."""
    for event in reversed(state.events):
        report = event.data.get("report")
        if event.kind != Kind.INJECT_SENT or not isinstance(report, dict):
            continue
        meant = state.pack.injects[str(event.data["inject"])].report
        if meant is not None and meant.variable == variable:
            return int(str(report["low"])), int(str(report["high"]))
    return None


def _places(state: State) -> Iterator[Place]:
    names = (_("calm"), _("tension"), _("incidents"), _("attacks"), _("mass violence"))
    for key, place in state.places.items():
        yield Place(
            key=key,
            title=target(key, state.pack),
            phase=place.phase,
            phase_name=names[place.phase],
            trust=place.trust,
            risk=place.risk,
            deaths=place.deaths,
            displaced=place.displaced,
            incidents=place.incidents,
        )

"""Where injects lie on a drawing of time, by channel; the table beside has the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.exercise.moments import DAY, HOUR, day, time_of_day
from karski.web.exercises.queries.injects import Row
from karski.web.exercises.words import CHANNELS

STEP, TOP, RADIUS = 29, 24, 6  # px
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the axis."""

    x: float
    said: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An inject; `looks` are classes."""

    x: float
    y: int
    looks: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A channel."""

    y: int
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing, in its own units."""

    width: int
    left: int
    bottom: int
    height: int
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    now: float
    said: str


def drawn(rows: Sequence[Row], at: int, *, width: int, left: int) -> Drawing | None:
    """Draw injects that have a moment, and where time stands; None without any."""
    known = [row for row in rows if row.at is not None]
    if not known:
        return None
    moments = [row.at for row in known if row.at is not None] + [at]
    first, last = _frame(min(moments), max(moments))

    def x(moment: int) -> float:
        share = (moment - first) / (last - first)
        return round(left + share * (width - left - 2 * RADIUS), 1)

    names = [name for name in CHANNELS if any(row.channel == name for row in known)]
    y = {name: TOP + STEP * number for number, name in enumerate(names)}
    bottom = TOP + STEP * len(names)
    return Drawing(
        width=width,
        left=left,
        bottom=bottom,
        height=bottom + 20,
        ticks=tuple(Tick(x(each), said) for each, said in _ticks(first, last)),
        lanes=tuple(Lane(y[name], str(CHANNELS[name])) for name in names),
        dots=tuple(
            Dot(x(row.at), y[row.channel], LOOKS[row.is_], row.title)
            for row in known
            if row.at is not None and row.channel in y
        ),
        now=x(at),
        said=_said(known),
    )


LOOKS = {
    "sent": "dot",
    "recalled": "dot c3",
    "passed": "dot c3",
    "held": "dot hollow dash",
    "next": "dot c2",
    "due": "dot hollow",
    "waiting": "dot hollow",
    "hand": "dot hollow",
}


def _frame(first: int, last: int) -> tuple[int, int]:
    unit = 6 * HOUR if last - first <= 3 * DAY else DAY
    return first // unit * unit, (last // unit + 1) * unit


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    step = next(
        hours * HOUR
        for hours in (1, 3, 6, 12, 24, 48, 96, 24 * 7, 24 * 14, 24 * 90, 24 * 1000)
        if (last - first) / (hours * HOUR) <= MOST_TICKS
    )
    start = -(-first // step) * step
    return [(each, _tick(each)) for each in range(start, last + 1, step)]


def _tick(at: int) -> str:
    if at % DAY == 0:
        return _("day {day}").format(day=day(at))
    return time_of_day(at)


def _said(rows: Sequence[Row]) -> str:
    past = sum(row.past for row in rows)
    ahead = len(rows) - past
    sent = ngettext("{n} inject is over", "{n} injects are over", past)
    come = ngettext("{n} is to come", "{n} are to come", ahead)
    return _("Timeline by channel: {sent}, {come}. The table has the same.").format(
        sent=sent.format(n=past), come=come.format(n=ahead)
    )

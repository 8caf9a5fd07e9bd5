"""What changed since the last issue, and why, in words."""

from dataclasses import dataclass
from math import log

from django.utils.translation import gettext

from karski.briefings.edition.story import Change, Shift
from karski.explanation.sentences import SHIFT, SHIFT_NOW, SHIFT_WAS, STEADY
from karski.web.monitor import words
from karski.web.monitor.queries.lines import Line, Moved, World
from karski.web.monitor.queries.reasons import Recorded, Theme

MOST = 5  # countries, of those whose chance moved

ICONS: dict[Moved, str] = {
    "higher": "up",
    "lower": "down",
    "same": "same",
    "new": "note",
}
CLASSES: dict[Moved, str] = {
    "higher": "up",
    "lower": "down",
    "same": "same",
    "new": "same",
}


@dataclass(frozen=True, slots=True)
class Move:
    """How a chance changed: an arrow, a word, and from what to what."""

    icon: str
    look: str
    word: str
    ends: str


def of_line(line: Line) -> Move:
    """Tell a line's change."""
    return told(line.moved, line.probability, line.before)


def told(moved: Moved, now: float, before: float | None) -> Move:
    """Tell a change of a probability."""
    word = {
        "higher": gettext("higher"),
        "lower": gettext("lower"),
        "same": gettext("no change"),
        "new": gettext("not forecast before"),
    }[moved]
    ends = ""
    if before is not None and moved != "same":
        form = gettext("from {before} to {now}")
        said, was = words.apart(now, before)
        ends = form.format(before=was, now=said)
    return Move(ICONS[moved], CLASSES[moved], word, ends)


def most(world: World) -> list[Line]:
    """Return the lines that moved most, either way."""
    moved = [line for line in world.lines if line.moved in ("higher", "lower")]
    return sorted(moved, key=lambda line: -abs(line.step))[:MOST]


def why(line: Line) -> str:
    """Say in a phrase why the figure is what it is."""
    if isinstance(line.why, Theme):
        if line.why.name is None:
            return gettext("nothing raises it much")
        return words.msgid(line.why.name)
    if isinstance(line.why, Recorded):
        form = gettext("{count} killed in the last 12 months")
        return form.format(count=words.number(line.why.killed))
    return gettext("no reason at hand")


def why_moved(line: Line) -> str:
    """Say why the figure moved."""
    if isinstance(line.why, Theme):
        return change(line.why.change)
    if isinstance(line.why, Recorded) and line.why.month is not None:
        return newest(line.why)
    return gettext("The edition does not say why.")


def newest(recorded: Recorded) -> str:
    """Say what the newest month brought beside what had been expected."""
    assert recorded.month is not None
    assert recorded.deaths is not None
    assert recorded.low is not None
    assert recorded.high is not None
    form = gettext(
        "{month}: {deaths} killed; nine in ten futures had lain between {low} and"
        " {high}."
    )
    return form.format(
        month=words.month(recorded.month),
        deaths=words.number(recorded.deaths),
        low=words.about(recorded.low),
        high=words.about(recorded.high),
    )


def change(since: Change | None) -> str:
    """Say in one sentence what changed since the year before."""
    if since is None:
        return gettext("There is no earlier year to compare with.")
    if since.steady:
        return gettext(STEADY)
    if not since.shifts:
        return gettext("The newly fitted model, not the country's data, moved it.")
    moved = shift(since.shifts[0])
    if abs(log(since.from_model)) > abs(log(since.from_data)):
        form = gettext("Mostly the newly fitted model. In the data: {shift}")
        return form.format(shift=moved)
    return moved


def shift(moved: Shift) -> str:
    """Say how a value moved."""
    was = words.clause(moved.was) if moved.was else ""
    now = words.clause(moved.now) if moved.now else ""
    if not now:
        return gettext(SHIFT_WAS).format(was=was)
    if not was:
        return gettext(SHIFT_NOW).format(now=now)
    return gettext(SHIFT).format(now=now, was=was)

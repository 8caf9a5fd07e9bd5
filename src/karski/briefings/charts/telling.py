"""Who told whom: seats in a round, an arrow from each that told another something."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from karski.briefings.charts._drawing import INK, PAPER, SERIES, Size
from karski.briefings.charts._frame import Frame, wrapped
from karski.briefings.charts._plain import Point, disc, stroked, text
from karski.briefings.charts._tidy import short

FRAMES = {
    "wide": Frame(width=600, height=460, left=300, top=230, right=0, bottom=0),
    "narrow": Frame(width=350, height=350, left=175, top=175, right=0, bottom=0),
}
RADII = {"wide": (250.0, 195.0), "narrow": (136.0, 136.0)}
DISC = 13.0  # pixels
WIDTHS = ((1, 1.0), (3, 2.0), (6, 3.0))  # from so many times on, so wide [pixels]
_BEND, _HEAD = 0.14, 7.0


@dataclass(frozen=True, slots=True)
class Told:
    """How often one seat told another something.

    Attributes
    ----------
    giver, taker : int
        Their places in the round.
    times : int
    """

    giver: int
    taker: int
    times: int


def telling(seats: Sequence[int], ties: Sequence[Told], size: Size) -> str:
    """Draw who told whom.

    Parameters
    ----------
    seats : sequence of int
        The number of each seat, as a table beside explains it, in the round's order;
        seats of a team stand together.
    ties : sequence of Told
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element without words; the more often, the wider the arrow. Seats
        that told nobody anything are hollow.
    """
    places = [_place(number, len(seats), size) for number in range(len(seats))]
    givers = {tie.giver for tie in ties}
    marks = [_arrow(places[t.giver], places[t.taker], t.times) for t in ties]
    for number, (place, seat) in enumerate(zip(places, seats, strict=True)):
        fill = INK if number in givers else PAPER
        marks.append(disc(*place, DISC, fill, INK))
        look = "" if number in givers else "strong"
        marks.append(_number(place, seat, look))
    return wrapped("".join(marks), size, FRAMES[size])


def _number(place: Point, seat: int, look: str) -> str:
    """Write a number: on a hollow disc, or beside a full one, away from the middle."""
    if look:
        return text(*place, str(seat), "middle", look)
    far = hypot(*place) or 1.0
    out = 1 + (DISC + 11) / far
    return text(place[0] * out, place[1] * out, str(seat), "middle", "strong")


def _place(number: int, seats: int, size: Size) -> Point:
    across, down = RADII[size]
    turn = 2 * pi * number / max(1, seats) - pi / 2
    return across * cos(turn), down * sin(turn)


def _arrow(start: Point, end: Point, times: int) -> str:
    """Draw an arrow, bent to its left, so that both ways of a tie can be seen."""
    (x, y), (x2, y2) = start, end
    bend = ((x + x2) / 2 - _BEND * (y2 - y), (y + y2) / 2 + _BEND * (x2 - x))
    first, last = _nearer(start, bend, DISC), _nearer(end, bend, DISC + 2)
    width = max(wide for least, wide in WIDTHS if times >= least)
    back = _nearer(last, bend, _HEAD)
    side = ((back[1] - last[1]) / 2, (last[0] - back[0]) / 2)
    path = (
        f"M{_at(first)}Q{_at(bend)},{_at(last)}"
        f"M{_at((back[0] + side[0], back[1] + side[1]))}L{_at(last)}"
        f"L{_at((back[0] - side[0], back[1] - side[1]))}"
    )
    return stroked(path, SERIES[0], width)


def _nearer(point: Point, towards: Point, by: float) -> Point:
    dx, dy = towards[0] - point[0], towards[1] - point[1]
    far = hypot(dx, dy) or 1.0
    return point[0] + dx * by / far, point[1] + dy * by / far


def _at(point: Point) -> str:
    return f"{short(point[0])},{short(point[1])}"

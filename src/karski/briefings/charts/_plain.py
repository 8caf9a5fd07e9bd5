"""Marks written without Altair: lines, bands, discs and texts, in pixels of a plot."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

from karski.briefings.charts._text import with_braces
from karski.briefings.charts._tidy import short

Point: TypeAlias = tuple[float, float]


def through(points: Iterable[Point]) -> str:
    """Return the path through points.

    Examples
    --------
    >>> through([(0, 1.25), (2, 3)])
    'M0,1.2L2,3'
    """
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in points)


def stroked(path: str, colour: str, width: float = 1, dash: str = "") -> str:
    """Draw a path as a line."""
    look = f' stroke-width="{short(width)}"' if width != 1 else ""
    look += f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{path}" stroke="{colour}"{look}/>'


def shaded(low: Sequence[Point], high: Sequence[Point], colour: str) -> str:
    """Draw the band between two lines."""
    path = through([*low, *reversed(high)])
    return f'<path d="{path}Z" fill="{colour}" fill-opacity="0.16"/>'


def disc(x: float, y: float, radius: float, fill: str, rim: str) -> str:
    """Draw a disc."""
    half = f"a{short(radius)},{short(radius)},0,1,1,"
    path = f"M{short(x + radius)},{short(y)}{half}{short(-2 * radius)},0"
    path += f"{half}{short(2 * radius)},0"
    return f'<path d="{path}" fill="{fill}" stroke="{rim}" stroke-width="1.5"/>'


def text(
    x: float, y: float, written: str, anchor: str = "", look: str = "", drop: float = 4
) -> str:
    """Write at a place; `written` is a `literal`, its middle about on `y`."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    looks = f' class="{look}"' if look else ""
    said = with_braces(escape(written))
    return f'<text x="{short(x)}" y="{short(y + drop)}"{placed}{looks}>{said}</text>'

"""Charts with a row for each thing: its name at the left, or above it on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from karski.briefings.charts._drawing import Row, Size, line, written
from karski.briefings.charts._frame import Frame
from karski.briefings.charts._text import Label, literal

SIDE = 0.28


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal height [pixels].

    Attributes
    ----------
    frame : Frame
        Its plot holds the marks; names stand left of it, or in it above the marks.
    row, first : int
        Height of a row, and the middle of the first row's marks.
    """

    frame: Frame
    row: int
    first: int
    above: bool

    def y(self, index: int) -> float:
        """Return the middle of a row's marks."""
        return self.first + self.row * index

    def names(self, labels: Sequence[Label]) -> list[Row]:
        """Write the rows' names."""
        shift = 15 if self.above else 0
        longest = self.frame.width // 7 if self.above else self.frame.left // 6
        return [
            written(-self.frame.left, self.y(i) - shift, literal(each, longest))
            for i, each in enumerate(labels)
        ]

    def uprights(self, positions: Sequence[float]) -> list[Row]:
        """Draw lines across all rows."""
        return [line(x, 0, x, self.frame.down) for x in positions]

    def under(self, positions: Sequence[float], texts: Sequence[str]) -> list[Row]:
        """Write numbers under the plot."""
        y = self.frame.down + 14
        pairs = zip(positions, texts, strict=True)
        return [written(x, y, text) for x, text in pairs]


@dataclass(frozen=True, slots=True)
class Diverging:
    """An even scale from `low` < 0 to `high` > 0, `across` pixels long."""

    low: float
    high: float
    across: int

    def x(self, number: float) -> float:
        """Return where a number stands."""
        return self.across * (number - self.low) / (self.high - self.low)


def diverging(low: float, high: float, least: float, across: int) -> Diverging:
    """Return a scale that holds `low` and `high`, and `least` to either side of 0.

    Zero has room for a word to either side: a share of `SIDE` of the length or more.
    """
    low, high = min(low, -least), max(high, least)
    part = SIDE / (1 - SIDE)
    return Diverging(min(low, -part * high), max(high, -part * low), across)


def named_rows(size: Size, rows: int, left: int, right: int, top: int) -> Table:
    """Return a table whose names stand at the left if wide, else above the marks."""
    above = size == "narrow"
    row, first = (40, 26) if above else (26, 13)
    frame = Frame(
        width=350 if above else 600,
        height=top + row * rows + 24,
        left=16 if above else left,
        top=top,
        right=16 if above else right,
        bottom=24,
    )
    return Table(frame, row, first, above)

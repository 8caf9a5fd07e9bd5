"""A scenario: what comes when by channel, and under it what waits for what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from karski.briefings.charts._frame import Frame, wrapped
from karski.briefings.charts._text import literal, with_braces
from karski.briefings.charts._tidy import short

WIDE, LEFT, RIGHT, TOP, BOTTOM = 1160, 110, 16, 10, 10  # pixels; at least so wide
LANE, NEAR, RADIUS = 22, 32, 5  # pixels: of a row, of two marks too close, of a mark
ROW, AXIS, BETWEEN = 19, 26, 30  # pixels: of a node, under the lanes, of both parts
LONGEST = 36  # characters of a label
LABEL = 256  # pixels that such a label takes, its dot included
GAP = 120  # pixels between columns, at least
LIFT = 4  # pixels from the middle of a letter to the line it stands on
INK, QUIET, RULE, AGAINST = "var(--ink)", "var(--ink-3)", "var(--rule)", "var(--stop)"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that has its moment.

    Attributes
    ----------
    lane : int
        Of `lanes`.
    at : float
        From 0, the exercise's start, to 1, its end.
    label : str
        A number.
    sure : bool
        Whether it comes whatever people do; else it is hollow.
    """

    lane: int
    at: float
    label: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """That `target` waits for `source`, or that `source` prevents it (dashed)."""

    source: str
    target: str
    against: bool


@dataclass(frozen=True, slots=True)
class Node:
    """What waits, or is waited for; a milestone is a square, all else round."""

    key: str
    label: str
    milestone: bool = False


Columns = Sequence[Sequence[Node]]
Places = Mapping[str, tuple[float, float]]


def scenario_graph(
    marks: Sequence[Mark],
    lanes: Sequence[str],
    ticks: Sequence[tuple[float, str]],
    columns: Columns,
    ties: Sequence[Tie],
) -> str:
    """Draw a scenario.

    Parameters
    ----------
    marks : sequence of Mark
    lanes : sequence of str
        Their names, from the top.
    ticks : sequence of (float, str)
        Moments, from 0 to 1, and what stands under them.
    columns : sequence of sequence of Node
        From what waits for nothing to what waits longest.
    ties : sequence of Tie

    Returns
    -------
    str
        One ``<svg>`` element whose ``aria-label`` is the placeholder ``{alternative}``.
    """
    wide = max(WIDE, len(columns) * (LABEL + GAP))
    rows, heights = _rows(marks, len(lanes), wide - LEFT - RIGHT)
    deep = sum(heights) * LANE
    under = deep + AXIS + BETWEEN
    tallest = max(map(len, columns), default=0)
    high = TOP + under + tallest * ROW + BOTTOM
    frame = Frame(wide, high, LEFT, TOP, RIGHT, BOTTOM)
    shapes = [
        *_grid(ticks, frame.across, deep),
        *_lanes(lanes, heights),
        *_marks(marks, rows, heights, frame.across),
        *_graph(_places(columns, wide, under), columns, ties),
    ]
    return wrapped(with_braces("".join(shapes)), "graph", frame)


def _rows(
    marks: Sequence[Mark], lanes: int, across: int
) -> tuple[list[int], list[int]]:
    """Return in which row of its lane each mark stands, and how high each lane is."""
    free: list[list[float]] = [[] for _ in range(lanes)]
    found: dict[int, int] = {}
    for number in sorted(range(len(marks)), key=lambda n: marks[n].at):
        at, ends = marks[number].at * across, free[marks[number].lane]
        row = next((n for n, end in enumerate(ends) if at >= end), len(ends))
        ends[row : row + 1] = [at + NEAR]
        found[number] = row
    return [found[n] for n in range(len(marks))], [max(len(each), 1) for each in free]


def _top(heights: Sequence[int], lane: int) -> float:
    return sum(heights[:lane]) * LANE + LANE / 2


def _grid(ticks: Sequence[tuple[float, str]], across: int, deep: int) -> Iterator[str]:
    for at, text in ticks:
        x = short(at * across)
        yield f'<path d="M{x},0V{deep}" stroke="{RULE}"/>'
        yield _text(at * across, deep + AXIS / 2, text)


def _lanes(lanes: Sequence[str], heights: Sequence[int]) -> Iterator[str]:
    for number, name in enumerate(lanes):
        yield _text(-LEFT + 2, _top(heights, number), name, "strong")


def _marks(
    marks: Sequence[Mark], rows: Sequence[int], heights: Sequence[int], across: int
) -> Iterator[str]:
    for each, row in zip(marks, rows, strict=True):
        x, y = each.at * across, _top(heights, each.lane) + row * LANE
        yield _dot(x, y, hollow=not each.sure)
        yield _text(x + RADIUS + 3, y, each.label)


def _places(columns: Columns, wide: int, top: float) -> Places:
    """Return where nodes stand; each column is in the middle of the tallest."""
    step = (wide - LABEL - RIGHT) / max(len(columns) - 1, 1)
    tallest = max(map(len, columns), default=0)
    return {
        node.key: (
            number * step - LEFT + 2 * RADIUS,
            top + (row + 0.5 + (tallest - len(column)) / 2) * ROW,
        )
        for number, column in enumerate(columns)
        for row, node in enumerate(column)
    }


def _graph(places: Places, columns: Columns, ties: Sequence[Tie]) -> Iterator[str]:
    """Draw ties, then nodes over them."""
    ordered = sorted(ties, key=lambda tie: tie.against)
    for against, alike in groupby(ordered, lambda tie: tie.against):
        look = f'stroke="{AGAINST}" stroke-dasharray="4,3"' if against else ""
        look = look or f'stroke="{QUIET}"'
        curves = "".join(_curve(tie, places) for tie in alike)
        yield f'<path d="{curves}" {look} stroke-opacity="0.7"/>'
    waiting = {tie.target for tie in ties}
    for node in (node for column in columns for node in column):
        x, y = places[node.key]
        yield _dot(x, y, hollow=node.key in waiting, square=node.milestone)
        yield _text(x + RADIUS + 4, y, node.label, "halo")


def _curve(tie: Tie, places: Places) -> str:
    """Lead from the end of one label to the dot of another node."""
    (x, y), (to_x, to_y) = places[tie.source], places[tie.target]
    start = x + LABEL if to_x > x else x
    reach = (to_x - start) / 2
    numbers = (start, y, start + reach, y, to_x - reach, to_y, to_x - RADIUS, to_y)
    first, *others = (
        f"{short(numbers[n])},{short(numbers[n + 1])}" for n in range(0, 8, 2)
    )
    return f"M{first}C{' '.join(others)}"


def _dot(x: float, y: float, *, hollow: bool, square: bool = False) -> str:
    fill, r, wide = "var(--paper)" if hollow else INK, RADIUS, 2 * RADIUS
    if square:
        shape = f"M{short(x - r)},{short(y - r)}h{wide}v{wide}h-{wide}z"
    else:
        around = f"a{r},{r},0,1,1,{wide},0a{r},{r},0,1,1,-{wide},0"
        shape = f"M{short(x - r)},{short(y)}{around}"
    return f'<path d="{shape}" fill="{fill}" stroke="{INK}"/>'


def _text(x: float, y: float, text: str, look: str = "") -> str:
    written = literal(text, LONGEST)
    kind = f' class="{look}"' if look else ""
    said = written.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text{kind} x="{short(x)}" y="{short(y + LIFT)}">{said}</text>'

"""A scenario as a graph: injects by channel over time, and what each waits for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from karski.briefings.charts._drawing import (
    INK,
    QUIET,
    RULE,
    SERIES,
    Compiled,
    Row,
    Size,
    compiled,
    dot,
    dots,
    draw,
    line,
    rules,
    texts,
    written,
)
from karski.briefings.charts._frame import Frame

WIDE, LEFT, RIGHT, TOP, BOTTOM = 1160, 110, 24, 14, 30  # pixels
ROW, NEAR, RADIUS = 24, 30, 6  # pixels: of a row, of two nodes too close, of a node


@dataclass(frozen=True, slots=True)
class Mark:
    """A node of the graph.

    Attributes
    ----------
    key : str
    lane : int
        Of `lanes`.
    at : float
        From 0, the exercise's start, to 1, its end.
    label : str
        A number or a short word, drawn above.
    sure : bool
        Whether it comes whatever people do; else it is hollow.
    """

    key: str
    lane: int
    at: float
    label: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """That `target` waits for `source`, or that `source` prevents it (dashed)."""

    source: str
    target: str
    against: bool


def scenario_graph(
    marks: Sequence[Mark],
    arrows: Sequence[Arrow],
    lanes: Sequence[str],
    ticks: Sequence[tuple[float, str]],
) -> str:
    """Draw a scenario.

    Parameters
    ----------
    marks, arrows
    lanes : sequence of str
        Their names, from the top.
    ticks : sequence of (float, str)
        Moments, from 0 to 1, and what stands under them.

    Returns
    -------
    str
        One ``<svg>`` element.
    """
    rows, heights = _rows(marks, len(lanes))
    frame = _frame(sum(heights))
    places = {
        each.key: (each.at * frame.across, _top(heights, each.lane) + row * ROW)
        for each, row in zip(marks, rows, strict=True)
    }
    tables = {
        "grid": [
            line(at * frame.across, 0, at * frame.across, frame.down) for at, _ in ticks
        ],
        "ties": list(_ties(arrows, places, against=False)),
        "against": list(_ties(arrows, places, against=True)),
        "nodes": [_node(each, places[each.key]) for each in marks],
        "labels": [
            written(places[each.key][0] + RADIUS + 3, places[each.key][1], each.label)
            for each in marks
        ],
        "lanes": [
            written(-LEFT + 2, _top(heights, number), name)
            for number, name in enumerate(lanes)
        ],
        "moments": [
            written(at * frame.across, frame.down + 16, text) for at, text in ticks
        ],
    }
    size: Size = "wide"
    return draw(_chart(), tables, size, frame)


def _frame(rows: int) -> Frame:
    return Frame(WIDE, TOP + rows * ROW + BOTTOM, LEFT, TOP, RIGHT, BOTTOM)


def _rows(marks: Sequence[Mark], lanes: int) -> tuple[list[int], list[int]]:
    """Return in which row of its lane each mark stands, and how high each lane is."""
    free: list[list[float]] = [[] for _ in range(lanes)]
    rows = []
    order = sorted(range(len(marks)), key=lambda number: marks[number].at)
    found = {}
    for number in order:
        each = marks[number]
        at, ends = each.at * (WIDE - LEFT - RIGHT), free[each.lane]
        row = next((n for n, end in enumerate(ends) if at - end >= NEAR), len(ends))
        width = NEAR + 6 * len(each.label)
        ends[row : row + 1] = [at + width - NEAR]
        found[number] = row
    rows = [found[number] for number in range(len(marks))]
    return rows, [max(len(each), 1) for each in free]


def _top(heights: Sequence[int], lane: int) -> float:
    return sum(heights[:lane]) * ROW + ROW / 2


def _ties(
    arrows: Sequence[Arrow],
    places: dict[str, tuple[float, float]],
    *,
    against: bool,
) -> Iterator[Row]:
    for each in arrows:
        if each.against is against:
            yield line(*places[each.source], *places[each.target])


def _node(mark: Mark, place: tuple[float, float]) -> Row:
    return dot(*place, INK if mark.sure else SERIES[0], hollow=not mark.sure)


@cache
def _chart() -> Compiled:
    return compiled(
        rules("grid", RULE),
        rules("ties", QUIET, opacity=0.6),
        rules("against", SERIES[1], strokeDash=[4, 3], opacity=0.6),
        dots("nodes", RADIUS),
        texts("labels", halo=True),
        texts("lanes", strong=True),
        texts("moments", "center"),
    )

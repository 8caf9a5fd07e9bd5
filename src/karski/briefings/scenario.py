"""The drawing of a scenario pack, for pages and for files."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from karski.briefings.charts.scenario_graph import Mark, Node, Tie, scenario_graph
from karski.briefings.charts.words import filled
from karski.exercise.graphing import Key, Sort, graph
from karski.exercise.moments import DAY, day
from karski.exercise.numbering import numbers
from karski.exercise.packs.pack import Pack

Name = Callable[[Sort, str], str]
QUIET_DAY = 0.3  # of the width of a day on which something comes
LOOK = (
    "svg{--ink:#1b2025;--ink-3:#5f656d;--rule:#b9b3a6;--paper:#fbfaf7;--stop:#96192f;"
    "background:#fbfaf7;font:12px sans-serif}text{fill:#1b2025}"
    ".strong{font-weight:bold}.halo{paint-order:stroke;stroke:#fbfaf7;stroke-width:3}"
)


def drawing(
    pack: Pack, channels: Mapping[str, str], name: Name, alternative: str
) -> str:
    """Draw a pack: its injects by channel and day, and what waits for what.

    Parameters
    ----------
    pack : Pack
    channels : mapping of str to str
        What each channel is called; the lanes, from the top.
    name : callable
        Given sort and name of a node of the graph, says what it is called.
    alternative : str
        What the drawing says, for those who hear the page.

    Returns
    -------
    str
        One ``<svg>`` element, coloured by the custom properties of a stylesheet.
    """
    used = [each for each in channels if _uses(pack, each)]
    scale, found = _scale(pack), graph(pack)
    svg = scenario_graph(
        _marks(pack, used, scale),
        [channels[each] for each in used],
        [(scale((each - 1) * DAY), str(each)) for each in sorted(_days(pack))],
        [[_node(pack, key, name) for key in column] for column in found.columns()],
        [Tie(_key(e.source), _key(e.target), e.against) for e in found.edges],
    )
    return filled(svg, {}, alternative)


def standalone(svg: str, title: str) -> str:
    """Return a drawing as a file of its own: with its colours, fonts and title."""
    opening, rest = svg.split(">", 1)
    return f"{opening}><title>{escape(title)}</title><style>{LOOK}</style>{rest}\n"


def _uses(pack: Pack, channel: str) -> bool:
    timed = (each for each in pack.injects.values() if each.at is not None)
    return any(each.channel == channel for each in timed)


def _days(pack: Pack) -> set[int]:
    """Return the days on which something comes at a moment of its own."""
    return {day(each.at) for each in pack.injects.values() if each.at is not None}


def _scale(pack: Pack) -> Callable[[int], float]:
    """Return where a moment lies from 0 to 1: days without news are narrow."""
    first, last, busy = day(pack.starts), day(pack.ends), _days(pack)
    widths = [1.0 if each in busy else QUIET_DAY for each in range(first, last + 1)]
    whole = sum(widths)

    def place(at: int) -> float:
        number = min(max(day(at) - first, 0), last - first)
        into = (at - (first + number - 1) * DAY) / DAY
        return (sum(widths[:number]) + into * widths[number]) / whole

    return place


def _marks(
    pack: Pack, lanes: Sequence[str], scale: Callable[[int], float]
) -> list[Mark]:
    number = numbers(pack)
    return [
        Mark(lanes.index(each.channel), scale(each.at), number[name], each.when is None)
        for name, each in pack.injects.items()
        if each.at is not None
    ]


def _node(pack: Pack, key: Key, name: Name) -> Node:
    sort, node = key
    said = name(sort, node)
    label = f"{numbers(pack)[node]} {said}" if sort == "inject" else said
    return Node(_key(key), label, milestone=sort == "milestone")


def _key(node: Key) -> str:
    return f"{node[0]} {node[1]}"

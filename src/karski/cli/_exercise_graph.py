"""``karski exercise graph``: a pack as a drawing, and as a list of what waits."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from karski.briefings.scenario import drawing, standalone
from karski.cli._exercise_options import PackArgument, read_pack
from karski.cli._terminal import out
from karski.exercise.graphing import Graph, Key, Sort
from karski.exercise.graphing import graph as graph_of
from karski.exercise.numbering import numbers
from karski.exercise.packs.pack import Pack
from karski.measures import catalogue

CHANNELS = {
    "cable": "Cable",
    "intelligence": "Intelligence",
    "press": "Press",
    "social": "Social media",
    "radio": "Radio",
    "field": "Field report",
    "call": "Call",
}


def graph(
    pack: PackArgument,
    *,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="Draw it into this file."),
    ] = None,
) -> None:
    """Draw a pack: what comes when by channel, and what waits for what.

    Without a file it lists what waits for what. A full dot comes whatever people do, a
    hollow one only if its condition holds, a square is a milestone; a dashed line
    prevents.
    """
    held, _text = read_pack(pack)
    if to is None:
        out.print(_table(held, graph_of(held)))
        return
    to.write_text(picture(held), "utf-8")
    out.print(f"{held.title.en} is drawn in {to}.", markup=False)


def picture(pack: Pack) -> str:
    """Return a pack's drawing as a file of its own, in English."""
    title = pack.title.en
    svg = drawing(pack, CHANNELS, lambda *key: _name(pack, *key), title)
    return standalone(svg, title)


def _name(pack: Pack, sort: Sort, name: str) -> str:
    if sort == "inject":
        return pack.injects[name].title.en
    if sort == "milestone":
        return pack.milestones[name].title.en
    if sort == "world":
        return f"the world: {name}"
    own = pack.measures[name].title if name in pack.measures else None
    return own.en if own else catalogue()[name].title


def _table(pack: Pack, found: Graph) -> Table:
    table = Table(title=pack.title.en, title_justify="left")
    for heading in ("What", "waits for", "is prevented by"):
        table.add_column(heading)
    targets = dict.fromkeys(edge.target for edge in found.edges)
    for target in targets:
        ties = [edge for edge in found.edges if edge.target == target]
        waits = "\n".join(_told(pack, e.source) for e in ties if not e.against)
        prevented = "\n".join(_told(pack, e.source) for e in ties if e.against)
        table.add_row(_told(pack, target), waits, prevented)
    return table


def _told(pack: Pack, key: Key) -> str:
    sort, name = key
    said = _name(pack, sort, name)
    return f"{numbers(pack)[name]} {said}" if sort == "inject" else said

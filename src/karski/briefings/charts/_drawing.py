"""From an Altair chart, built once, to the SVG of many tables of numbers.

Building and compiling a chart takes ten times as long as drawing it. So each chart is
compiled once per width with named tables and without scales that depend on them:
positions are pixels, and all that differs between two drawings are the tables.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import altair as alt
import vl_convert

from karski.briefings.charts._frame import NONE, Frame, wrapped
from karski.briefings.charts._text import with_braces
from karski.briefings.charts._tidy import drawn

Size: TypeAlias = Literal["wide", "narrow"]
Row: TypeAlias = Mapping[str, float | str | None]
Rows: TypeAlias = Sequence[Row]
Compiled: TypeAlias = Mapping[str, Any]  # a Vega specification, as JSON

TEXT = 12  # pixels; the stylesheet's
NOBODY: list[str] = []  # addresses that the converter may ask for data
INK, QUIET, RULE = "var(--ink)", "var(--ink-3)", "var(--rule)"
PAPER, SERIES = "var(--paper)", ("var(--c1)", "var(--c2)", "var(--c3)")


def compiled(*layers: alt.Chart) -> Compiled:
    """Compile the layers of a chart whose positions are pixels of its plot.

    Layers read their rows from named tables; `x`, `x2`, `y` and `y2` are pixels from
    the plot's top left corner.
    """
    chart = alt.layer(*layers).properties(
        width=1, height=1, padding=0, autosize=alt.AutoSizeParams(type="none")
    )
    plain = chart.configure(aria=False).configure_view(stroke=None)
    return dict(vl_convert.vegalite_to_vega(plain.to_dict()))


def table(name: str) -> alt.Chart:
    """Begin a layer that draws the rows of a named table."""
    return alt.Chart(alt.NamedData(name=name))


def at(*channels: str) -> dict[str, Any]:
    """Return encodings of positions by the columns of the same names, in pixels."""
    kinds = {"x": alt.X, "x2": alt.X2, "y": alt.Y, "y2": alt.Y2}
    return {each: _pixels(kinds[each], each) for each in channels}


def _pixels(kind: Any, column: str) -> Any:  # noqa: ANN401 -- Altair's own classes
    if column in ("x2", "y2"):
        return kind(column)
    return kind(column, type="quantitative", scale=None, axis=None)


def texts(
    name: str,
    align: Literal["left", "center", "right"] = "left",
    *,
    strong: bool = False,
    halo: bool = False,
) -> alt.Chart:
    """Draw the column `text` of a table beside `x`, `y`, its middle on `y`."""
    mark = table(name).mark_text(
        align=align,
        baseline="middle",
        fontSize=TEXT,
        fontWeight="bold" if strong else "normal",
        stroke=PAPER if halo else alt.Undefined,
    )
    layer: alt.Chart = mark.encode(
        text=alt.Text("text", type="nominal"), **at("x", "y")
    )
    return layer


def rules(name: str, colour: str, width: float = 1, **look: Any) -> alt.Chart:  # noqa: ANN401 -- what Altair's rules take
    """Draw a line from `x`, `y` to `x2`, `y2` for each row of a table."""
    mark = table(name).mark_rule(color=colour, strokeWidth=width, **look)
    layer: alt.Chart = mark.encode(**at("x", "y", "x2", "y2"))
    return layer


def dots(name: str, radius: float) -> alt.Chart:
    """Draw a circle at `x`, `y` with the `fill` and the `stroke` of each row."""
    mark = table(name).mark_point(
        shape="circle", size=(2 * radius) ** 2, opacity=1, strokeWidth=1.5
    )
    layer: alt.Chart = mark.encode(
        fill=alt.Fill("fill", type="nominal", scale=None),
        stroke=alt.Stroke("stroke", type="nominal", scale=None),
        **at("x", "y"),
    )
    return layer


def coloured(layer: alt.Chart) -> alt.Chart:
    """Give every row of a layer the colour in its column `colour`."""
    return layer.encode(color=alt.Color("colour", type="nominal", scale=None))


def draw(
    chart: Compiled,
    tables: Mapping[str, Rows],
    size: Size,
    frame: Frame,
    data: Mapping[str, int] = NONE,
) -> str:
    """Draw a compiled chart.

    Parameters
    ----------
    chart : mapping
        From `compiled`.
    tables : mapping of str to rows
        The rows of every named table of the chart, positions in pixels of the plot.
    size, frame
        The width it is drawn for, which is the class of the root, and its measures.
    data : mapping of str to int
        Attributes of the root for the page's script.

    Returns
    -------
    str
        One ``<svg>`` element whose ``aria-label`` is the placeholder ``{alternative}``.
    """
    svg = vl_convert.vega_to_svg(_with(chart, tables), allowed_base_urls=NOBODY)
    return wrapped(with_braces(drawn(svg)), size, frame, data)


def _with(chart: Compiled, tables: Mapping[str, Rows]) -> dict[str, Any]:
    named = {each["name"] for each in chart["data"] if set(each) == {"name"}}
    assert named == set(tables), f"tables {sorted(tables)} of {sorted(named)}"
    filled = [
        {"name": each["name"], "values": list(tables[each["name"]])}
        if each["name"] in named
        else each
        for each in chart["data"]
    ]
    return {**chart, "data": filled}


def line(x: float, y: float, x2: float, y2: float) -> Row:
    """Return the row of a line."""
    return {"x": x, "y": y, "x2": x2, "y2": y2}


def written(x: float, y: float, text: str) -> Row:
    """Return the row of a text."""
    return {"x": x, "y": y, "text": text}


def dot(
    x: float, y: float, colour: str, *, hollow: bool = False, rim: str = PAPER
) -> Row:
    """Return the row of a circle; a full one has a rim, a hollow one its colour's."""
    fill, stroke = (PAPER, colour) if hollow else (colour, rim)
    return {"x": x, "y": y, "fill": fill, "stroke": stroke}

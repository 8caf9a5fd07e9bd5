"""What vl-convert draws, made small and fit for a page with a strict policy."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_SHIFT = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
_LOOK = (
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-linecap"),
)


def drawn(svg: str) -> str:
    """Return the marks of a drawing by vl-convert, without all else it writes.

    Groups, names of roles, fonts and what is not visible go; coordinates have one
    decimal; lines and circles that look alike become one path. A bold text has the
    class ``strong`` and one with an outline ``halo``: the stylesheet, which says how
    text looks, knows both.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 -- our own converter wrote it
    marks = [_mark(each) for each in _marks(root)]
    return "".join(
        before + "".join(shape for _, shape in alike) + after
        for (before, after), alike in groupby(marks, key=lambda mark: mark[0])
    )


def _marks(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Walk to what is visible; its groups do not shift it."""
    for child in element:
        if _name(child) == "g":
            yield from _marks(child)
        elif _visible(child):
            yield child


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _visible(element: ElementTree.Element) -> bool:
    furniture = element.get("class") in ("background", "foreground")
    nothing = element.get("d") == "" or (_name(element) == "text" and not element.text)
    return not (furniture or nothing or _name(element) == "rect")


def _mark(element: ElementTree.Element) -> tuple[tuple[str, str], str]:
    """Return what an element writes before and after its shape, and the shape."""
    if _name(element) == "text":
        return (_text(element), ""), ""
    shape = _line(element) or _circle(element)
    if shape is None:  # see-through areas must stay apart: together they are darker
        return (f'<path d="{_area(element)}"{_look(element)}/>', ""), ""
    return ('<path d="', f'"{_look(element)}/>'), shape


def _look(element: ElementTree.Element) -> str:
    given = {key: element.attrib[key] for key in _LOOK if key in element.attrib}
    if given.get("stroke-width") == "1":
        del given["stroke-width"]
    return "".join(f" {key}={quoteattr(value)}" for key, value in given.items())


def _line(element: ElementTree.Element) -> str | None:
    if _name(element) != "line":
        return None
    x, y = _place(element.attrib)
    dx, dy = float(element.get("x2", 0)), float(element.get("y2", 0))
    return f"M{short(x)},{short(y)}L{short(x + dx)},{short(y + dy)}"


def _circle(element: ElementTree.Element) -> str | None:
    circle = _CIRCLE.fullmatch(element.attrib["d"])
    if circle is None:
        return None
    x, y = _place(element.attrib)
    r = float(circle[1])
    half = f"a{short(r)},{short(r)},0,1,1,"
    return f"M{short(x + r)},{short(y)}{half}{short(-2 * r)},0{half}{short(2 * r)},0"


def _area(element: ElementTree.Element) -> str:
    assert _place(element.attrib) == (0, 0), "a path that is not where it says"
    return rounded(element.attrib["d"])


def _place(given: Mapping[str, str]) -> tuple[float, float]:
    shift = _SHIFT.fullmatch(given.get("transform", "translate(0,0)"))
    assert shift is not None, f"not only shifted: {given['transform']}"
    return float(shift[1]), float(shift[2])


def _text(element: ElementTree.Element) -> str:
    x, y = (short(each) for each in _place(element.attrib))
    anchor = element.get("text-anchor", "start")
    aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    bold, outlined = element.get("font-weight") == "bold", "stroke" in element.attrib
    looks = ["strong"] * bold + ["halo"] * outlined
    classes = f' class="{" ".join(looks)}"' if looks else ""
    return (
        f'<text x="{x}" y="{y}"{aligned}{classes}>{escape(element.text or "")}</text>'
    )


def rounded(text: str) -> str:
    """Write every number in a text with at most one decimal.

    Examples
    --------
    >>> rounded("M0.5,12.04L-0.04,3.96")
    'M0.5,12L0,4'
    """
    return _NUMBER.sub(lambda found: short(float(found[0])), text)


def short(number: float) -> str:
    """Write a number with at most one decimal and no sign before zero."""
    tenths = f"{number:.1f}".removesuffix(".0")
    return "0" if tenths in ("-0", "0") else tenths

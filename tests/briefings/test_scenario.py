"""The drawing of a scenario: strict, whole, in its frame, and true to the pack."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from exercise_pack import pack as low_water
from karski.briefings.charts.scenario_graph import WIDE, Mark, Node, Tie, scenario_graph
from karski.briefings.scenario import drawing, standalone
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import names, shipped

SVG = "{http://www.w3.org/2000/svg}"
CHANNELS = {
    each: each.upper()
    for each in ("cable", "intelligence", "press", "social", "radio", "field", "call")
}
ATTRIBUTES = {
    *("class", "viewBox", "role", "aria-label", "transform", "d", "x", "y", "fill"),
    *("stroke", "stroke-opacity", "stroke-dasharray"),
}


def drawn(pack: Pack) -> str:
    return drawing(pack, CHANNELS, lambda sort, name: f"{sort} <{name}>", 'A "graph"')


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own drawing


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in tree(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", names())
def test_every_pack_is_drawn_within_its_frame_without_style_or_script(
    name: str,
) -> None:
    root = tree(drawn(shipped(name)))
    every = list(root.iter())
    assert {each.tag for each in every} == {
        f"{SVG}{n}" for n in ("svg", "g", "path", "text")
    }
    assert {key for each in every for key in each.attrib} <= ATTRIBUTES
    width, height = (float(each) for each in root.attrib["viewBox"].split()[2:])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in _places(root))
    assert root.attrib["aria-label"] == 'A "graph"'


def _places(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    left, top = (float(n) for n in re.findall(r"[\d.]+", root[0].attrib["transform"]))
    for each in root.iter(f"{SVG}text"):
        yield left + float(each.attrib["x"]), top + float(each.attrib["y"])
    for each in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"M(-?[\d.]+),(-?[\d.]+)", each.attrib["d"]):
            yield left + float(x), top + float(y)


def test_what_has_a_moment_stands_in_its_lane_and_what_waits_below() -> None:
    found = texts(drawn(low_water()))
    assert found[:3] == ["1", "5", "INTELLIGENCE"]  # the days on which something comes
    assert [each for each in found if each.isupper()] == [
        *("INTELLIGENCE", "PRESS", "RADIO", "FIELD"),  # calls have no moment of theirs
    ]
    assert [each for each in found if each.isdigit()][2:] == ["01", "02", "03", "04"]
    assert "measure <mediation>" in found
    assert "05 inject <after_warning>" in found


def test_a_condition_is_hollow_and_what_prevents_is_dashed() -> None:
    marks = (Mark(0, 0.1, "01", sure=True), Mark(0, 0.9, "02", sure=False))
    columns = ((Node("a", "A"),), (Node("b", "B", milestone=True),))
    ties = (Tie("a", "b", against=True),)
    svg = scenario_graph(marks, ("Lane",), ((0.5, "3"),), columns, ties)
    paths = [each.attrib for each in tree(svg).iter(f"{SVG}path")]
    filled = [each["fill"] for each in paths if "fill" in each]
    assert filled == ["var(--ink)", "var(--paper)", "var(--ink)", "var(--paper)"]
    assert [each["stroke"] for each in paths if "stroke-dasharray" in each] == [
        "var(--stop)"
    ]


def test_many_columns_make_it_wider_and_none_overlap() -> None:
    columns = tuple((Node(str(n), str(n)),) for n in range(5))
    width = float(
        tree(scenario_graph((), (), (), columns, ())).attrib["viewBox"].split()[2]
    )
    assert width > WIDE


def test_a_file_of_its_own_brings_colours_and_title() -> None:
    svg = standalone(drawn(low_water()), "Low & Water")
    root = tree(svg)
    assert root[0].text == "Low & Water"
    assert "--ink:#1b2025" in (root[1].text or "")
    assert svg.endswith("</svg>\n")

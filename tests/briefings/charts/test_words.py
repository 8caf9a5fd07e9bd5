"""Words and names on charts, kind or hostile."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.briefings.charts._text import LONGEST, Word, literal
from karski.briefings.charts.reasons import Reason, reasons
from karski.briefings.charts.skill import Change, skill
from karski.briefings.charts.words import WORDS, filled, of_region, of_theme
from karski.core import places
from karski.explanation.themes import themes

HOSTILE = (
    "<script>alert(1)</script>",
    "{middle} {alternative} {x",
    'a" onload="x',
    "\u202eevil\u202c",
    "\u0645\u0631\u062d\u0628\u0627",
    "x" * 10_000,
    "\x00\x07\ud800\ue000bell",
    "&amp; ]]> @ %",
)


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own drawing


def names(svg: str, left: str) -> list[str]:
    """Return the texts that begin where the names of rows do."""
    return [each.text or "" for each in tree(svg).iter() if each.get("x") == left]


def seen(name: str, longest: int) -> str:
    return literal(name, longest).replace("\ue000", "{").replace("\ue001", "}")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_is_and_does_nothing(name: str) -> None:
    svg = filled(reasons([Reason(name, 1.0)], "narrow"), WORDS, "what it says")
    assert names(svg, left="-16") == [seen(name, 50)]
    assert tree(svg).attrib["aria-label"] == "what it says"
    kinds = {each.tag.rpartition("}")[2] for each in tree(svg).iter()}
    assert kinds == {"svg", "g", "path", "text"}


@given(st.text(max_size=80))
def test_no_name_breaks_a_chart_or_is_taken_for_a_word(name: str) -> None:
    svg = filled(skill([Change(name, 0, -1, 1)], "wide"), WORDS)
    shown = seen(name, 31)
    assert names(svg, left="-190") == ([shown] if shown else [])


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert literal("y" * 99) == "y" * (LONGEST - 1) + "…"


def test_directions_and_what_no_one_can_see_are_left_out() -> None:
    assert literal("a\u202eb\x00c\n d\u2066") == "abc d"


def test_words_are_escaped() -> None:
    svg = filled("<text>{half}</text>", {"half": '<b>"'})
    assert svg == "<text>&lt;b&gt;&quot;</text>"


def test_a_word_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="half"):
        filled("<text>{half}</text>", {"middle": "middle"})


def test_every_region_and_every_theme_has_a_word() -> None:
    regions = {place.region for place in places.table().values()}
    shown = [WORDS[of_region(each).key] for each in sorted(regions)]
    assert shown == sorted(regions)
    names = [theme.name for theme in themes().themes]
    assert [WORDS[of_theme(each).key] for each in names] == names


def test_a_region_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="Atlantis"):
        of_region("Atlantis")


def test_a_word_is_drawn_as_its_placeholder() -> None:
    assert literal(Word("half")) == "{half}"

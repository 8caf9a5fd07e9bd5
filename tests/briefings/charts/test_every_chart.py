"""What holds for each chart: fit for a strict page, small, whole and in its frame."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from karski.briefings.charts.words import ALTERNATIVE, WORDS, filled

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.?\d+")
ATTRIBUTES = {
    *("class", "viewBox", "role", "aria-label", "transform", "d", "x", "y"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-linecap", "text-anchor"),
    *("data-x0", "data-x1", "data-left", "data-right"),
}
LONGER = {word: text + "w" * max(1, 2 * len(text) // 5) for word, text in WORDS.items()}
WIDE_LETTER = 6.6  # pixels: the mean width of 12 px sans, and a little more


def tree(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 -- our own drawing


def elements(drawing: str) -> list[ElementTree.Element]:
    return list(tree(drawing).iter())


def length(text: str) -> float:
    """Return about how long a text is [pixels]."""
    thin = text.count("\N{NARROW NO-BREAK SPACE}")
    return WIDE_LETTER * (len(text) - thin) + 3 * thin


def test_has_only_elements_and_attributes_that_a_strict_policy_allows(
    drawing: str,
) -> None:
    every = elements(drawing)
    assert {each.tag for each in every} <= {
        f"{SVG}{n}" for n in ("svg", "g", "path", "text")
    }
    assert {key for each in every for key in each.attrib} <= ATTRIBUTES


def test_takes_its_colours_from_the_stylesheet(drawing: str) -> None:
    colours = {
        each.get(key)
        for each in elements(drawing)
        for key in ("fill", "stroke")
        if each.get(key) not in (None, "none")
    }
    assert colours
    assert all(re.fullmatch(r"var\(--[a-z0-9-]+\)", str(each)) for each in colours)


def test_has_no_word_that_is_not_on_the_list(drawing: str) -> None:
    keys = set(re.findall(r"\{(.*?)\}", drawing))
    assert keys <= {*WORDS, ALTERNATIVE}
    letters = re.sub(r"\{.*?\}", "", "".join(tree(drawing).itertext()))
    assert not re.search("[A-Za-z]", letters)


def test_is_small_and_its_numbers_short(drawing: str) -> None:
    assert len(drawing.encode()) < 10_000
    assert not re.search(r"\d\.\d\d", re.sub(r'-opacity="[\d.]+"', "", drawing))


def test_ends_within_its_view(drawing: str) -> None:
    root = tree(drawing)
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    for x, y in positions(root):
        assert -0.1 <= x <= width + 0.1
        assert -0.1 <= y <= height + 0.1


def test_has_room_for_words_four_tenths_longer_than_english(drawing: str) -> None:
    root = tree(filled(drawing, LONGER))
    width = float(root.attrib["viewBox"].split()[2])
    left, _ = shift(root)
    for text in root.iter(f"{SVG}text"):
        long = length(text.text or "")
        before = {"end": long, "middle": long / 2}.get(text.get("text-anchor", ""), 0)
        start = left + float(text.attrib["x"]) - before
        assert start >= -0.1, text.text
        assert start + long <= width + 0.1, text.text


def shift(root: ElementTree.Element) -> tuple[float, float]:
    x, y = NUMBER.findall(root[0].attrib["transform"])
    return float(x), float(y)


def positions(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Yield every absolute position of a path and every anchor of a text."""
    left, top = shift(root)
    for each in root.iter():
        if each.tag == f"{SVG}text":
            yield left + float(each.attrib["x"]), top + float(each.attrib["y"])
        for found in re.findall(r"[ML]([-\d.]+),([-\d.]+)", each.get("d", "")):
            yield left + float(found[0]), top + float(found[1])


@pytest.mark.parametrize("alternative", ["", 'Deaths "in all" & more {middle}'])
def test_says_what_it_shows_or_is_hidden_from_those_who_hear(
    drawing: str, alternative: str
) -> None:
    root = tree(filled(drawing, WORDS, alternative))
    hidden = root.get("aria-hidden") == "true"
    assert (root.get("aria-label"), hidden) == (alternative or None, not alternative)

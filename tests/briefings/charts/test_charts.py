"""What each chart shows."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import vl_convert

from karski.briefings.charts._drawing import NOBODY
from karski.briefings.charts._scale import Deaths
from karski.briefings.charts.chances import chances
from karski.briefings.charts.fan import FRAMES, Fan, fan
from karski.briefings.charts.reasons import Reason, reasons
from karski.briefings.charts.record import Past, record
from karski.briefings.charts.reliability import Bin, reliability
from karski.briefings.charts.skill import Change, skill
from karski.briefings.charts.violence import Violence, violence

GOLDEN = Path(__file__).parents[1] / "golden"
PLAIN = Fan(
    origin=557,
    history=np.array([0.0, 10, 40, 20]),
    quantiles=np.array([[0, 1, 4, 9, 20, 50, 90]]).T.repeat(3, axis=1),
)


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own drawing


def paths(svg: str, **look: str) -> list[str]:
    every = tree(svg).iter("{http://www.w3.org/2000/svg}path")
    wanted = {key.replace("_", "-"): value for key, value in look.items()}
    return [e.attrib["d"] for e in every if wanted.items() <= e.attrib.items()]


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path)]


def texts(svg: str) -> dict[str, tuple[float, float]]:
    every = tree(svg).iter("{http://www.w3.org/2000/svg}text")
    return {e.text or "": (float(e.attrib["x"]), float(e.attrib["y"])) for e in every}


def height(number: float) -> float:
    """Return where deaths stand in the wide fan of `PLAIN`."""
    down = FRAMES["wide"].down
    return round(down - Deaths(1.06 * 90, down).at(number), 1)


# -- fan -------------------------------------------------------------------------------


def test_the_bands_of_a_fan_lie_one_in_another_and_open_at_the_origin() -> None:
    bands = paths(fan(PLAIN, "wide"), fill="var(--c1)", fill_opacity="0.16")
    spans = [points(each) for each in bands]
    assert [len(each) for each in spans] == [8, 8, 8]
    origin = spans[0][0]
    assert origin[1] == height(20)
    assert {each[0] for each in spans} == {origin}
    for span, (low, high) in zip(spans, ((0, 90), (1, 50), (4, 20)), strict=True):
        assert {y for _, y in span[1:4]} == {height(low)}
        assert {y for _, y in span[4:7]} == {height(high)}


def test_the_history_of_a_fan_ends_where_its_forecast_begins() -> None:
    svg = fan(PLAIN, "wide")
    (past,) = paths(svg, stroke="var(--ink)")
    (middle,) = paths(svg, stroke="var(--c1)", stroke_dasharray="4,3")
    (origin,) = paths(svg, stroke_dasharray="1,3")
    assert [y for _, y in points(past)] == [height(n) for n in (0, 10, 40, 20)]
    assert points(past)[-1] == points(middle)[0]
    assert [y for _, y in points(middle)[1:]] == [height(9)] * 3
    assert {x for x, _ in points(origin)} == {points(past)[-1][0]}


def test_a_fan_has_a_gap_where_no_data_are() -> None:
    history = np.array([5.0, 6, np.nan, np.nan, 7, 8, np.nan, 9])
    svg = fan(Fan(557, history, PLAIN.quantiles), "wide")
    assert [len(points(each)) for each in paths(svg, stroke="var(--ink)")] == [2, 2, 1]


def test_a_fan_whose_last_month_is_unknown_begins_with_the_first_forecast() -> None:
    svg = fan(Fan(557, np.array([5.0, np.nan]), PLAIN.quantiles), "wide")
    (middle,) = paths(svg, stroke="var(--c1)", stroke_dasharray="4,3")
    assert len(points(middle)) == 3


def test_a_fan_tells_the_page_which_months_lie_where() -> None:
    root = tree(fan(PLAIN, "narrow")).attrib
    assert {key: root[key] for key in root if key.startswith("data-")} == {
        "data-x0": "554",
        "data-x1": "560",
        "data-left": "52",
        "data-right": "288",
    }


def test_the_names_on_a_fan_never_cover_each_other() -> None:
    placed = texts(fan(Fan(557, np.zeros(60), np.zeros((7, 36))), "wide"))
    names = [placed[each][1] for each in ("{nine_in_ten}", "{half}", "{middle}")]
    assert all(b - a >= 13.9 for a, b in pairwise(names))


def test_quantiles_that_cross_are_a_bug() -> None:
    with pytest.raises(AssertionError, match="cross"):
        Fan(557, np.zeros(3), PLAIN.quantiles[::-1])


# -- the others ------------------------------------------------------------------------


def test_violence_has_a_strip_only_for_the_types_at_hand() -> None:
    deaths = np.arange(37.0)
    one = violence(Violence(1989, {"one_sided": deaths}), "wide")
    two = violence(Violence(1989, {"one_sided": deaths, "state_based": deaths}), "wide")
    words = {"{state_based}", "{non_state}", "{one_sided}"}
    assert words & texts(one).keys() == {"{one_sided}"}
    assert words & texts(two).keys() == {"{state_based}", "{one_sided}"}


def test_a_year_without_data_has_no_dot_and_an_unfinished_one_a_hollow_dot() -> None:
    deaths = np.array([3.0, np.nan, 0.0, 5.0])
    svg = violence(Violence(2023, {"one_sided": deaths}, unfinished=True), "wide")
    (full,) = paths(svg, fill="var(--c3)")
    (hollow,) = paths(svg, fill="var(--paper)")
    assert (full.count("M"), hollow.count("M")) == (2, 1)


@pytest.mark.parametrize(
    ("came", "missed"), [(1, True), (2, False), (70, False), (71, True)]
)
def test_what_came_outside_the_range_is_missed(came: float, missed: bool) -> None:
    svg = record([Past(2024, 2, 20, 70, came)], "wide")
    assert bool(paths(svg, fill="var(--paper)")) == missed
    assert (f"{came} {{missed}}" in texts(svg), f"{came}" in texts(svg)) == (
        missed,
        not missed,
    )


def test_reliability_puts_equal_shares_on_the_diagonal() -> None:
    svg = reliability([Bin(0.5, 0.5, 0.3, 0.8)], "wide")
    (circle,) = paths(svg, fill="var(--ink)")
    (diagonal,) = paths(svg, stroke_dasharray="4,3")
    (left, bottom), (right, top) = points(diagonal)
    x, y = points(circle)[0]
    radius = 5
    assert abs(x - radius - (left + right) / 2) <= 0.1
    assert abs(y - (bottom + top) / 2) <= 0.1


def test_reliability_of_small_chances_has_a_scale_of_its_own() -> None:
    assert "20%" in texts(reliability([Bin(0.08, 0.06, 0.03, 0.15)], "narrow"))
    assert "100%" not in texts(reliability([Bin(0.08, 0.06, 0.03, 0.15)], "narrow"))


def test_reliability_sets_others_beside_as_hollow_circles() -> None:
    said, came = Bin(0.5, 0.5, 0.3, 0.8), Bin(0.9, 1.0, 0.2, 1.0)
    svg = reliability([said], "wide", [came])
    (hollow,) = paths(svg, fill="var(--paper)", stroke="var(--ink)")
    assert len(paths(svg, fill="var(--ink)")) == 1
    (diagonal,) = paths(svg, stroke_dasharray="4,3")
    (left, _bottom), (right, top) = points(diagonal)
    x, y = points(hollow)[0]
    assert abs(x - 5 - (left + 0.9 * (right - left))) <= 0.1
    assert abs(y - top) <= 0.1


def test_skill_left_of_the_line_is_better() -> None:
    svg = skill([Change("2023", -10, -20, -5)], "wide")
    (none,) = paths(svg, stroke="var(--ink-3)")
    (interval,) = paths(svg, stroke="var(--c1)")
    assert max(x for x, _ in points(interval)) < points(none)[0][0]
    assert texts(svg)["← {better}"][0] < points(none)[0][0]


def test_a_reason_that_raises_the_odds_points_right_and_one_that_lowers_left() -> None:
    svg = reasons([Reason("up", 1.0), Reason("down", -0.5)], "wide")
    (higher,) = paths(svg, stroke="var(--d2)")
    (lower,) = paths(svg, stroke="var(--d-2)")
    lengths = [points(each)[1][0] - points(each)[0][0] for each in (higher, lower)]
    assert lengths[0] > 0 > lengths[1]
    assert abs(lengths[0] / lengths[1] + 2) < 0.01
    assert points(higher)[0][0] == points(lower)[0][0]


@pytest.mark.parametrize(
    ("low", "middle", "high", "counts"),
    [
        (0.71, 0.83, 0.9, [71, 12, 7, 10]),
        (0.0, 0.0, 0.0, [100]),
        (1.0, 1.0, 1.0, [100]),
        (0.001, 0.004, 0.026, [3, 97]),
    ],
)
def test_a_hundred_icons_are_a_hundred(
    low: float, middle: float, high: float, counts: list[int]
) -> None:
    assert [each.count("M") for each in paths(chances(low, middle, high))] == counts


# -- bytes and the network -------------------------------------------------------------


def test_the_same_record_makes_the_bytes_it_always_made() -> None:
    past = [Past(2022, 2, 20, 200, 11), Past(2023, 0, 3, 70, 1084)]
    assert record(past, "narrow") + "\n" == (GOLDEN / "record.svg").read_text("utf-8")


@pytest.mark.parametrize("chart", [lambda: fan(PLAIN, "wide")])
def test_the_same_numbers_make_the_same_bytes(chart: Callable[[], str]) -> None:
    assert chart() == chart()


def test_the_converter_asks_nobody_for_data() -> None:
    asking = {
        "data": [{"name": "a", "url": "http://127.0.0.1:9/a.json"}],
        "marks": [{"type": "symbol", "from": {"data": "a"}}],
    }
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        vl_convert.vega_to_svg(asking, allowed_base_urls=NOBODY)

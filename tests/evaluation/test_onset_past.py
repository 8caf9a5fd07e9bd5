"""Forecasts of past onsets laid beside what came."""

import polars as pl
import pytest

from karski.core.errors import MissingDataError
from karski.evaluation.onset_cases import cases
from karski.evaluation.onset_past import past_of, risks_of
from karski.panel._panel import Panel
from karski.panel.onset import CODE, COLUMNS, STATE


@pytest.fixture(scope="module")
def panel(onset_years: pl.DataFrame) -> Panel:
    coded = onset_years.with_columns(ccode=pl.col("place"))
    return Panel.of(coded, 2013, (*COLUMNS, CODE, STATE), "year")


def test_a_risk_of_a_base_year_is_one_of_the_year_after() -> None:
    found = pl.DataFrame({"place": [2], "year": [2004], "risk": [0.1], "raw": [0.0]})
    risks = risks_of(found, "ours")
    assert risks.name == "ours"
    assert risks.frame.to_dicts() == [{"place": 2, "year": 2005, "risk": 0.1}]


@pytest.mark.parametrize("target", ["mk_onset", "mk_onset_state"])
def test_what_came_is_the_targets(panel: Panel, target: str) -> None:
    past = past_of(panel, target, 1995)
    assert (past.first, past.last) == (1995, 2013)
    came = panel.frame.filter(pl.col("year") >= 1995)[target].sum()
    assert past.onsets["onset"].sum() == came > 0


def test_the_targets_differ(panel: Panel) -> None:
    sums = [
        past_of(panel, target, 1995).onsets["onset"].sum()
        for target in ("mk_onset", "mk_onset_state")
    ]
    assert sums[0] > sums[1]


def test_a_country_year_whose_base_year_lacks_a_predictor_is_not_required(
    panel: Panel,
) -> None:
    past = past_of(panel, "mk_onset", 1995)
    required = past.required.select("place", "year").rows()
    assert (40, 2001) not in required  # Cuba lacks its growth of 2000
    assert (40, 2002) in required
    assert len(past.onsets) - len(required) >= 1


def test_years_whose_onsets_are_not_known_are_left_out(panel: Panel) -> None:
    told = pl.when(pl.col("year") <= 2010).then("mk_onset_state")
    frame = panel.frame.with_columns(told.alias("mk_onset_state"))
    short = Panel(frame, 2013, panel.columns, "year")
    assert past_of(short, "mk_onset_state", 1995).last == 2010
    assert past_of(short, "mk_onset", 1995).last == 2013


def test_a_panel_that_ends_before_the_first_year_is_told(panel: Panel) -> None:
    with pytest.raises(MissingDataError, match="known onsets end in 2013, and risks"):
        past_of(panel, "mk_onset", 2014)


def test_perfect_risks_meet_what_came(panel: Panel) -> None:
    past = past_of(panel, "mk_onset", 1995)
    perfect = past.onsets.select("place", pl.col("year") - 1, risk="onset")
    laid = cases("1yr", past, risks_of(perfect, "perfect").frame)
    assert laid["risk"].to_list() == laid["outcome"].to_list()
    assert laid["outcome"].sum() > 5

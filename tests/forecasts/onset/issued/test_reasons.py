"""What each predictor adds to the risks of two years, and of the past."""

import numpy as np
import polars as pl
import pytest

from karski.forecasts.onset._question import Question, work_at
from karski.forecasts.onset._reasons import KEY, reasons, resemblance
from karski.forecasts.onset.risks import Recalibration
from karski.models.onset import Blend
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

pytestmark = pytest.mark.usefixtures("one_processor")

NET = Question("onset_elastic_net")
COLUMNS = ["calendar" if name == "year" else name for name in PREDICTORS]


def parts(table: pl.DataFrame) -> np.ndarray:
    return table.select(pl.exclude(KEY)).to_numpy()


def test_each_model_is_asked_about_both_years(
    panel: Panel, two_processors: None
) -> None:
    made = {2004: Recalibration(), 2005: Recalibration()}
    table = reasons(NET, panel, made)
    assert sorted(table.columns) == sorted([*KEY, "level", *COLUMNS])
    counts = dict(table.group_by("fitted", "year").len().select("year", "len").rows())
    assert table["fitted"].unique().sort().to_list() == [2004, 2005]
    assert set(counts) == {2004, 2005}
    for year in (2004, 2005):
        one = table.filter(fitted=year, year=year)
        work = work_at(NET, panel, year)
        assert one["place"].to_list() == work.places.tolist()
        np.testing.assert_allclose(parts(one).sum(axis=1), work.log_odds(), atol=1e-9)


def test_a_line_stretches_every_part_and_shifts_the_level(panel: Panel) -> None:
    plain = reasons(NET, panel, {2005: Recalibration()})
    lined = reasons(NET, panel, {2005: Recalibration(-0.7, 1.3)})
    names = ["level", *COLUMNS]
    before, after = (table.select(names).to_numpy() for table in (plain, lined))
    np.testing.assert_allclose(after[:, 1:], before[:, 1:] * 1.3, atol=1e-12)
    np.testing.assert_allclose(after[:, 0], before[:, 0] * 1.3 - 0.7, atol=1e-12)


def test_every_past_case_has_its_likeness_and_none_later(panel: Panel) -> None:
    table = resemblance(NET, panel, 2005)
    complete = panel.frame.filter(pl.col("year") <= 2005).drop_nulls(PREDICTORS)
    keys = sorted(table.select("place", "year").rows())
    assert keys == sorted(complete.select("place", "year").rows())
    assert (40, 2000) not in keys  # Cuba lacks its growth
    assert table["fitted"].unique().to_list() == [2005]


def test_of_a_blend_the_forest_is_left_out_of_likenesses(panel: Panel) -> None:
    early, question = panel.at(1994), Question("onset")
    fitted = work_at(question, early, 1994).fit()
    assert isinstance(fitted, Blend)
    table = resemblance(question, early, 1994)
    now = work_at(question, early, 1994)
    expected = Blend(fitted.parts[:2]).log_odds(now.values)
    found = parts(table.filter(year=1994)).sum(axis=1)
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert len(fitted.parts) == 3

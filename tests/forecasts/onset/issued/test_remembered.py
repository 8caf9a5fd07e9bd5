"""What is read back of an issued forecast is what the model said."""

import numpy as np
import polars as pl
import pytest

from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset._question import Question, work_at
from karski.forecasts.onset.remembered import cases_of, followed_of, reasons_of
from karski.models import _onset_cases as onset_cases
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

NET = Question("onset_elastic_net")


@pytest.mark.parametrize("fitted", [2012, 2013])
@pytest.mark.parametrize("year", [2012, 2013])
def test_a_model_is_remembered_as_it_was(
    issued: Issued, panel: Panel, fitted: int, year: int
) -> None:
    model = work_at(NET, panel, fitted).fit()
    every = cases_of(issued)
    values = every.values[every.years == year]
    back = reasons_of(issued, fitted)
    np.testing.assert_allclose(
        back.contributions(values), model.contributions(values), atol=1e-9
    )
    np.testing.assert_allclose(back.log_odds(values), model.log_odds(values), atol=1e-9)


def test_likenesses_are_remembered_of_every_case(issued: Issued, panel: Panel) -> None:
    model = work_at(NET, panel, 2013).fit()
    values = cases_of(issued).values
    found = reasons_of(issued, None).contributions(values)
    np.testing.assert_allclose(found, model.contributions(values), atol=1e-9)


def test_a_model_knows_nothing_of_a_case_it_was_not_asked_about(
    issued: Issued,
) -> None:
    values = cases_of(issued).values[:1]  # of 1986
    with pytest.raises(KeyError):
        reasons_of(issued, 2013).contributions(values)


def test_cases_are_the_panels(issued: Issued, panel: Panel) -> None:
    found, every = cases_of(issued), onset_cases.cases(panel, PREDICTORS)
    assert found.names == every.names
    for name in ("places", "years", "values"):
        np.testing.assert_array_equal(getattr(found, name), getattr(every, name))


def test_what_followed_is_known_year_by_year(
    issued: Issued, onset_years: pl.DataFrame
) -> None:
    followed, every = followed_of(issued), cases_of(issued)
    came = {
        (p, y): o for p, y, o in onset_years.select("place", "year", "mk_onset").rows()
    }
    expected = [
        [came.get((place, year + ahead), np.nan) for ahead in (1, 2)]
        for place, year in zip(every.places.tolist(), every.years.tolist(), strict=True)
    ]
    np.testing.assert_array_equal(followed, expected)
    assert np.nansum(followed) > 10

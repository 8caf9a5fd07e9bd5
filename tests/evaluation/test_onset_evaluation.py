"""Which forecasts stand beside which, and what is left out."""

import json

import polars as pl
import pytest

from karski.core.errors import SourceError
from karski.evaluation.onset_cases import history
from karski.evaluation.onset_evaluation import TWO_FOR_ONE, Forecaster, evaluate
from karski.evaluation.onset_file import Risks

PLACES, YEARS = (2, 20, 31, 40), range(1993, 1999)
ROWS = [(place, year) for place in PLACES for year in YEARS]
TABLE = pl.DataFrame(ROWS, ["place", "year"], orient="row").with_columns(
    mk_onset=(pl.col("place") == 40) & (pl.col("year") == 1996)
)
PAST = history(TABLE.with_columns(pl.col("mk_onset").cast(pl.Int64)))


def file(name: str, level: float = 0.1) -> Risks:
    risk = level + pl.col("place") / 100
    return Risks(name, PAST.required.with_columns(risk=risk))


def test_without_one_year_risks_the_two_years_serve_and_it_is_said() -> None:
    found = evaluate(PAST, Forecaster(file("a")), Forecaster(file("b"), file("c")))
    beside = [(each.ours, each.baseline) for each in found.scored]
    assert beside == [("a", "b")] * 3
    assert found.notes == (TWO_FOR_ONE,)


def test_one_year_risks_are_compared_with_one_year_risks_or_none() -> None:
    ours = Forecaster(file("a"), file("a1"))
    found = evaluate(PAST, ours, Forecaster(file("b"), file("b1")))
    beside = [(each.ours, each.baseline) for each in found.scored]
    assert beside == [("a", "b"), ("a1", "b1"), ("a", "b")]
    alone = evaluate(PAST, ours, Forecaster(file("b"))).scored[1]
    assert (alone.ours, alone.baseline) == ("a1", "")
    assert alone.figures["baseline"].to_list() == [None] * 6


def test_both_sides_are_scored_on_the_same_rows() -> None:
    short = Risks("b", file("b").frame.filter(pl.col("year") != 1994))
    with pytest.raises(SourceError, match="b lacks 4 of the 20 country-years"):
        evaluate(PAST, Forecaster(file("a")), Forecaster(short))
    found = evaluate(PAST, Forecaster(file("a")), Forecaster(short), partial=True)
    assert [each.country_years for each in found.scored] == [12, 16, 16]
    assert found.notes[0].startswith("b lacks 4 of the 20 country-years")


def test_a_target_without_a_row_is_left_out() -> None:
    last = Risks("a", file("a").frame.filter(year=1998))
    found = evaluate(PAST, Forecaster(last), partial=True)
    assert [each.target.name for each in found.scored] == ["1yr", "ewp"]


def test_the_document_is_json_without_numbers_that_are_none() -> None:
    never = Risks("a", file("a").frame.with_columns(risk=pl.lit(0.0)))
    document = evaluate(PAST, Forecaster(never), Forecaster(file("b"))).document()
    json.dumps(document, allow_nan=False)
    assert list(document["targets"]) == ["2yr", "1yr", "ewp"]
    first = document["targets"]["2yr"]["scores"][0]
    assert (first["score"], first["ours"]) == ("log_score", None)
    assert document["misses"][0]["country"] == "Cuba"

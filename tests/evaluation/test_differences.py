"""Listing where two sets of draws differ."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import SubmissionError
from karski.evaluation.differences import differences, draws_of, namesakes

MakeDraws = Callable[..., pl.DataFrame]
Write = Callable[..., Path]
GOOD = "submissions/good/cm/window=Y2018"


def of_window(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(window=pl.lit("Y2018"))


def test_the_same_draws_in_another_order_do_not_differ(draws: MakeDraws) -> None:
    turned = draws(draw=5 - pl.col("draw")).cast({"outcome": pl.Float32})
    assert differences(of_window(draws()), of_window(turned)).rows() == []


def test_each_country_that_differs_is_listed_with_how_much(draws: MakeDraws) -> None:
    here = (pl.col("country_id") == 124) & (pl.col("draw") == 4)
    other = draws(outcome=pl.col("outcome") + pl.when(here).then(8).otherwise(0))
    found = differences(of_window(draws()), of_window(other))
    assert found.rows() == [("Y2018", 124, 2, 457, 8.0, 1.5, 3.5)]


def test_a_country_on_one_side_only_is_listed(draws: MakeDraws) -> None:
    part = draws().filter(pl.col("country_id") == 70)
    assert differences(of_window(draws()), of_window(part)).rows() == [
        ("Y2018", 124, 2, 457, None, 1.5, None)
    ]
    assert differences(of_window(part), of_window(draws())).rows() == [
        ("Y2018", 124, 2, 457, None, None, 1.5)
    ]


def test_another_number_of_draws_is_a_difference(draws: MakeDraws) -> None:
    found = differences(of_window(draws(4)), of_window(draws(2)))
    assert found["largest"].to_list() == [None, None]
    assert found["country_id"].to_list() == [70, 124]


def test_draws_are_read_from_a_submission(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    read = draws_of(root / "submissions" / "good", "Y2018")
    assert differences(read, of_window(draws())).rows() == []


def test_what_cannot_be_read_is_refused(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    good = root / "submissions" / "good"
    with pytest.raises(SubmissionError, match="window Y2020: the window is missing"):
        draws_of(good, "Y2020")
    write("good", "Y2018", draws().drop("outcome"))
    with pytest.raises(SubmissionError, match="no column 'outcome'"):
        draws_of(good, "Y2018")
    ((root / GOOD) / "a.parquet").unlink()
    with pytest.raises(SubmissionError, match="the folder is empty"):
        draws_of(good, "Y2018")


def test_our_submissions_are_compared_with_those_named_after_them(
    root: Path, write: Write, draws: MakeDraws, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = tmp_path_factory.mktemp("ours")
    changed = draws(outcome=pl.col("outcome") + (pl.col("country_id") == 70))
    for name in ("good", "other"):
        path = ours / name / "cm" / "window=Y2018" / "a.parquet"
        path.parent.mkdir(parents=True)
        changed.write_parquet(path)
    write("bm_good", "Y2019", draws())
    write("bm_good", "Y2018", changed)
    found = {(own, theirs): rows for own, theirs, rows in namesakes(root, ours)}
    assert list(found) == [("good", "bm_good"), ("good", "good")]
    assert found["good", "bm_good"].rows() == []
    assert found["good", "good"]["country_id"].to_list() == [70]

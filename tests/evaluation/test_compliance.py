"""Every way to break the challenge's rules is named, and nothing is filled in."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.evaluation._problems import tally
from karski.evaluation.challenge import Evaluation, evaluate

MakeDraws = Callable[..., pl.DataFrame]
Write = Callable[..., Path]
GOOD = "submissions/good/cm/window=Y2018"
FIRST = (pl.col("month_id") == 457) & (pl.col("country_id") == 70)
FEW = "3 draws where 1,000 are asked for; scored as they are"


def result(
    root: Path, write: Write, rows: pl.DataFrame | None = None
) -> tuple[list[str], int]:
    """Return what is said of the first window, and how much of it was scored."""
    if rows is not None:
        write("good", "Y2018", rows)
    evaluation = evaluate(root)
    return said(evaluation), len(evaluation.scores.filter(pl.col("window") == "Y2018"))


def said(evaluation: Evaluation) -> list[str]:
    prefix = "good, window Y2018: "
    texts = (str(p) for p in evaluation.problems)
    return [t.removeprefix(prefix) for t in texts if t.startswith(prefix)]


def only(expected: str, scored: int, found: tuple[list[str], int]) -> None:
    texts, rows = found
    assert [t for t in texts if "are asked for" not in t] == [expected]
    assert rows == scored


def test_a_thousand_draws_of_everything_is_no_problem(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    assert result(root, write, draws(1000)) == ([], 4)


def test_too_few_draws(root: Path, write: Write, draws: MakeDraws) -> None:
    expected = "999 draws where 1,000 are asked for; scored as they are"
    assert result(root, write, draws(999)) == ([expected], 4)


def test_missing_country_months(root: Path, write: Write, draws: MakeDraws) -> None:
    only(
        "a country-month of 4 asked for is missing at 2018-01, country 70",
        3,
        result(root, write, draws().filter(~FIRST)),
    )


def test_extra_country_months(root: Path, write: Write, draws: MakeDraws) -> None:
    for column, value in (
        *(("country_id", 9), ("country_id", -2), ("country_id", 10**9)),
        *(("month_id", 456), ("month_id", 470)),
    ):
        extra = draws().filter(FIRST).with_columns(pl.lit(value).alias(column))
        month = "2018-01" if column == "country_id" else None
        texts, rows = result(
            root, write, pl.concat([draws(), extra], how="vertical_relaxed")
        )
        assert rows == 4
        assert texts[0].startswith("a country-month that is not asked for, left aside,")
        assert month is None or texts[0].endswith(f"at {month}, country {value}")
        assert len(texts) == 2


def test_unequal_draws_are_scored_each_as_it_is(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    uneven = draws().filter(~(FIRST & (pl.col("draw") == 4)))
    texts, rows = result(root, write, uneven)
    assert texts == ["country-months have from 3 to 4 draws", FEW]
    assert rows == 4
    scores = evaluate(root).scores.filter(pl.col("window") == "Y2018")
    # of 0 1 2 around 2: mean error 1, less half the mean difference 8/9
    expected = [1 - 8 / 18, 0.375, 0.375, 0.375]
    assert scores["crps"].to_list() == pytest.approx(expected)
    assert scores["draws"].to_list() == [3, 4, 4, 4]


def test_duplicate_draws(root: Path, write: Write, draws: MakeDraws) -> None:
    again = pl.concat([draws(), draws().filter(FIRST, pl.col("draw") == 2)])
    expected = "draw 2 stands there twice at 2018-01, country 70"
    only(expected, 3, result(root, write, again))


def test_duplicate_draws_with_far_apart_numbers(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    wide = draws().with_columns(draw=pl.col("draw") * 10**8)
    again = pl.concat([wide, wide.filter(FIRST, pl.col("draw") == 2 * 10**8)])
    expected = "draw 200000000 stands there twice at 2018-01, country 70"
    only(expected, 3, result(root, write, again))


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (pl.lit(-3), "outcome -3 is negative"),
        (pl.lit(-0.5), "outcome -0.5 is negative"),
        (pl.lit(float("nan")), "outcome nan is not a finite number"),
        (pl.lit(float("inf")), "outcome inf is not a finite number"),
        (pl.lit(float("-inf")), "outcome -inf is not a finite number"),
        (pl.lit(None), "an outcome is missing"),
    ],
)
def test_outcomes_that_cannot_be_scored(
    root: Path, write: Write, draws: MakeDraws, value: pl.Expr, what: str
) -> None:
    here = FIRST & (pl.col("draw") < 3)
    spoilt = draws(outcome=pl.when(here).then(value).otherwise(pl.col("outcome")))
    texts, rows = result(root, write, spoilt)
    place = " at 2018-01, country 70, in a.parquet (2 such)"
    assert f"{what}{place}" in texts
    assert rows == 3


def test_outcomes_that_are_not_whole_are_scored_and_said(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    texts, rows = result(root, write, draws(outcome=pl.lit(0.5)))
    what = "outcome 0.5 is not a whole number; scored as it is"
    assert texts[0] == f"{what} at 2018-01, country 70, in a.parquet (16 such)"
    assert rows == 4


def test_a_file_that_is_not_parquet(root: Path, write: Write) -> None:
    ((root / GOOD) / "a.parquet").write_text("<html>404</html>")
    only("is not a readable Parquet file, in a.parquet", 0, result(root, write))


def test_a_truncated_file(root: Path, write: Write) -> None:
    path = (root / GOOD) / "a.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    only("is not a readable Parquet file, in a.parquet", 0, result(root, write))


def test_a_file_of_another_kind_beside_a_good_one(root: Path, write: Write) -> None:
    ((root / GOOD) / "readme.txt").write_text("hello")
    only("is not a readable Parquet file, in readme.txt", 4, result(root, write))


def test_a_missing_column(root: Path, write: Write, draws: MakeDraws) -> None:
    only(
        "no column 'draw' (found month_id, country_id, outcome), in a.parquet",
        0,
        result(root, write, draws().drop("draw")),
    )


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("outcome", "3", "column 'outcome' is String, not numbers"),
        ("country_id", "MLI", "column 'country_id' is String, not numbers"),
        ("month_id", 457.5, "month_id 457.5 is not a whole number of its kind"),
        ("draw", 10**12, "draw 1000000000000 is not a whole number of its kind"),
    ],
)
def test_a_column_of_the_wrong_type(
    root: Path, write: Write, draws: MakeDraws, column: str, value: object, what: str
) -> None:
    wrong = draws().with_columns(pl.lit(value).alias(column))
    only(f"{what}, in a.parquet", 0, result(root, write, wrong))


@pytest.mark.parametrize("kind", [pl.Int32, pl.Float64])
def test_rows_without_a_country(
    root: Path, write: Write, draws: MakeDraws, kind: type[pl.DataType]
) -> None:
    country = pl.when(~FIRST).then(pl.col("country_id")).cast(kind)
    texts, rows = result(root, write, draws(country_id=country))
    what = "country_id is missing in 4 rows, which were left out, in a.parquet"
    assert texts[0] == what
    assert texts[1].startswith("a country-month of 4 asked for is missing")
    assert rows == 3


def test_an_empty_window(root: Path, write: Write) -> None:
    ((root / GOOD) / "a.parquet").unlink()
    only("the folder holds no Parquet file", 0, result(root, write))


def test_a_table_without_rows(root: Path, write: Write, draws: MakeDraws) -> None:
    texts, rows = result(root, write, draws().clear())
    assert texts == [
        "a country-month of 4 asked for is missing at 2018-01, country 70 (4 such)"
    ]
    assert rows == 0


def test_a_window_that_is_missing_and_one_without_actuals(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    write("other", "Y2018", draws(1000))
    write("other", "Y2025", draws(1000))
    problems = evaluate(root).problems
    assert [str(p) for p in problems if p.submission == "other"] == [
        "other, window Y2025: there are no outcomes to score it against; left aside",
        "other, window Y2019: the window is missing",
    ]


def test_windows_that_are_missing_are_told_in_order(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    known = root / "actuals/cm/window=Y2018/a.parquet"
    for year in range(2020, 2032):
        other = root / f"actuals/cm/window=Y{year}/a.parquet"
        other.parent.mkdir()
        other.write_bytes(known.read_bytes())
    write("other", "Y2018", draws(1000))
    for year in range(1990, 2002):
        write("other", f"Y{year}", draws(1000))
    missing = [p.window for p in evaluate(root).problems if p.submission == "other"]
    assert missing == [
        *(f"Y{year}" for year in range(1990, 2002)),
        *(f"Y{year}" for year in range(2019, 2032)),
    ]


def test_a_submission_without_windows(root: Path, write: Write) -> None:
    (root / "submissions" / "nothing" / "pgm").mkdir(parents=True)
    problems = evaluate(root).problems
    assert [str(p) for p in problems if p.submission == "nothing"] == [
        "nothing: has no window; expected cm/window=Y2018/*.parquet in its folder"
    ]


def test_problems_are_counted_and_go_into_json(root: Path, write: Write) -> None:
    problems = evaluate(root).problems
    assert tally(problems) == {"too few draws": 2}
    assert problems[0].loses is False
    assert problems[0].document() == {
        "submission": "good",
        "window": "Y2018",
        "kind": "too few draws",
        "what": "4 draws where 1,000 are asked for; scored as they are",
        "file": None,
        "month": None,
        "country": None,
        "rows": 1,
        "sentence": "good, window Y2018: 4 draws where 1,000 are asked for;"
        " scored as they are",
    }

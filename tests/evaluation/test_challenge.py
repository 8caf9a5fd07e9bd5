"""Scoring a folder in the challenge's layout."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.errors import SubmissionError, UnknownNameError
from karski.evaluation.challenge import evaluate
from karski.evaluation.leaderboard import (
    Leaderboard,
    against,
    find_baseline,
    leaderboard,
)
from karski.evaluation.leaderboard_chart import chart, words
from karski.forecasts.export import submission, write_submission

MakeDraws = Callable[..., pl.DataFrame]
Write = Callable[..., Path]
GOOD = "submissions/good/cm/window=Y2018"


def rows_of(board: Leaderboard, name: str) -> list[tuple[object, ...]]:
    return [
        (r.window, round(r.crps, 6), r.draws, r.rows)
        for r in board.rows
        if r.submission == name
    ]


def test_scores_by_hand(root: Path, write: Write) -> None:
    board = leaderboard(evaluate(root))
    # |0-2| |1-2| |2-2| |3-2| -> 1; half the mean difference of 0 1 2 3 -> 20/32
    assert rows_of(board, "good") == [("Y2018", 0.375, 4, 4), ("Y2019", 0.375, 4, 4)]
    assert board.document()[0] == {
        "submission": "good",
        "window": "Y2018",
        "crps": 0.375,
        "ign": pytest.approx(-np.log2(501 / 1011)),
        "mis": pytest.approx(2.7),  # from .15 to 2.85
        "draws": 4,
        "rows": 4,
    }
    assert json.loads(board.json()) == board.document()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.select("outcome", "draw", "country_id", "month_id"),
        lambda d: d.sample(fraction=1, shuffle=True, seed=1),
        lambda d: d.cast(pl.Float32),
        lambda d: d.cast(pl.Int16),
        lambda d: d.cast({"outcome": pl.UInt8, "draw": pl.UInt64}),
        lambda d: d.with_columns(__index_level_0__=pl.lit(0), note=pl.lit("x")),
        lambda d: d.with_columns(draw=pl.col("draw") * 10**6 - 7),
    ],
)
def test_order_type_and_further_columns_do_not_matter(
    root: Path,
    write: Write,
    draws: MakeDraws,
    change: Callable[[pl.DataFrame], pl.DataFrame],
) -> None:
    write("other", "Y2018", change(draws()))
    write("other", "Y2019", change(draws()))
    evaluation = evaluate(root)
    board = leaderboard(evaluation)
    assert rows_of(board, "other") == rows_of(board, "good")
    assert {p.kind for p in evaluation.problems} == {"too few draws"}


def test_a_window_may_be_split_over_files(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    whole = draws()
    write("good", "Y2018", whole.filter(pl.col("month_id") == 457), "a.parquet")
    write("good", "Y2018", whole.filter(pl.col("month_id") == 458), "b.parquet")
    assert rows_of(leaderboard(evaluate(root)), "good")[0] == (*("Y2018", 0.375, 4, 4),)


def test_hidden_files_are_left_aside(root: Path, write: Write) -> None:
    ((root / GOOD) / ".DS_Store").write_text("x")
    (root / "submissions" / "__MACOSX").mkdir()
    (root / "submissions" / "notes.txt").write_text("x")
    evaluation = evaluate(root)
    assert evaluation.submissions == ("good",)
    assert {p.kind for p in evaluation.problems} == {"too few draws"}


def test_our_own_submissions_are_scored_beside_them(
    root: Path, draws: MakeDraws, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = tmp_path_factory.mktemp("ours")
    path = ours / "sharp" / "cm" / "window=Y2018" / "a.parquet"
    path.parent.mkdir(parents=True)
    draws(outcome=pl.lit(2)).write_parquet(path)
    board = leaderboard(evaluate(root, also=[ours]))
    assert rows_of(board, "sharp") == [("Y2018", 0.0, 4, 4)]
    assert [s.submission for s in board.standings] == ["good", "sharp"]


def test_two_submissions_of_one_name_are_refused(root: Path) -> None:
    with pytest.raises(SubmissionError, match="have the same name; rename one"):
        evaluate(root, also=[root / "submissions"])


def test_progress_is_told(root: Path, write: Write) -> None:
    told = []
    evaluate(root, lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_the_best_comes_first_and_the_incomplete_last(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    perfect = draws(outcome=pl.lit(2))
    for window in ("Y2018", "Y2019"):
        write("perfect", window, perfect)
    write("half", "Y2018", perfect)
    standings = leaderboard(evaluate(root)).standings
    assert [(s.submission, s.rank, s.crps, s.rows) for s in standings] == [
        ("perfect", 1, 0.0, 8),
        ("good", 2, 0.375, 8),
        ("half", None, 0.0, 4),
    ]


def test_a_submission_of_which_nothing_can_be_scored_still_stands_there(
    root: Path, write: Write
) -> None:
    (root / "submissions" / "nothing").mkdir()
    last = leaderboard(evaluate(root)).standings[-1]
    assert (last.submission, last.rank, last.crps, last.rows) == (
        *("nothing", None, None, 0),
    )


def test_means_of_windows_weigh_windows_equally_and_pooled_ones_rows(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    one = draws(outcome=pl.lit(2)).filter(pl.col("country_id") == 70)
    write("uneven", "Y2018", draws())
    write("uneven", "Y2019", one)
    board = leaderboard(evaluate(root))
    uneven = next(s for s in board.standings if s.submission == "uneven")
    assert uneven.crps == pytest.approx(0.375 / 2)
    assert uneven.pooled_crps == pytest.approx(0.375 * 4 / 6)


def test_the_csv_has_a_header_and_a_line_for_each_row(root: Path, write: Write) -> None:
    lines = leaderboard(evaluate(root)).csv().splitlines()
    assert lines[0] == "submission,window,crps,ign,mis,draws,rows"
    assert lines[1].startswith("good,Y2018,0.375,")
    assert len(lines) == 3


def test_the_chart_says_in_words_what_it_shows(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    write("a<b", "Y2018", draws())
    board = leaderboard(evaluate(root))
    svg = chart(board)
    assert words(board) == "good 0.38; a<b (incomplete) 0.38."
    assert '<desc id="crps-words">good 0.38; a&lt;b (incomplete) 0.38.</desc>' in svg
    assert svg.count("<rect") == 2
    assert "style=" not in svg


def test_paired_differences_from_a_baseline(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    for window in ("Y2018", "Y2019"):
        write("sharp", window, draws(outcome=pl.lit(2)))
    found = against(evaluate(root), "good", metrics=("crps",))
    assert found.rows() == [
        (
            *("sharp", "crps", 0.0, 0.375, -1.0, -1.0, -1.0, 8),
            "better than good by 100 % (95 % interval 100 to 100 %)",
        )
    ]


def test_countries_are_drawn_as_wholes(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    sharp = pl.when(pl.col("country_id") == 70).then(2).otherwise(pl.col("outcome"))
    write("half", "Y2018", draws(outcome=sharp))
    (row,) = against(evaluate(root), "good", metrics=("crps",)).rows(named=True)
    assert (row["low"], row["change"], row["high"]) == (-1.0, -0.5, 0.0)


def test_pairs_are_of_the_same_country_month(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    part = draws(outcome=pl.lit(2)).filter(pl.col("country_id") == 70)
    write("part", "Y2018", part)
    evaluation = evaluate(root)
    assert against(evaluation, "good", metrics=("crps",))["rows"].to_list() == [2]
    none = against(evaluation, "good", metrics=("crps",), window="Y2019")
    assert none.rows() == []


def test_the_baseline_is_found_by_the_end_of_its_name(
    root: Path, write: Write, draws: MakeDraws
) -> None:
    write("bm_conflictology", "Y2018", draws())
    evaluation = evaluate(root)
    assert find_baseline(evaluation) == "bm_conflictology"
    assert find_baseline(evaluation, "good") == "good"
    with pytest.raises(UnknownNameError, match="bm_conflictology, good"):
        find_baseline(evaluation, "best")


def test_what_is_exported_reads_as_a_submission(root: Path, write: Write) -> None:
    values = np.arange(2 * 2 * 1000, dtype=np.int32).reshape(2, 2, 1000)
    months = np.array([457, 458], np.int32)
    table = submission(np.array([70, 124], np.int32), months, values, "number")
    path = write_submission(root / "submissions", "ours", 2018, table)
    written = pl.read_parquet(path, hive_partitioning=False)
    assert written.columns == ["month_id", "country_id", "draw", "outcome"]
    one = written.filter(pl.col("month_id") == 458, pl.col("country_id") == 70)
    assert one["outcome"].to_list() == values[0, 1].tolist()
    evaluation = evaluate(root)
    problems = [p.kind for p in evaluation.problems if p.submission == "ours"]
    assert problems == ["missing window"]
    assert [path] == list(path.parent.iterdir())


def test_a_folder_without_submissions_or_actuals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match="has no folder 'submissions'"):
        evaluate(tmp_path)
    (tmp_path / "submissions").mkdir()
    with pytest.raises(SubmissionError, match="is empty"):
        evaluate(tmp_path)
    (tmp_path / "submissions" / "one").mkdir()
    with pytest.raises(SubmissionError, match="no outcomes to score against"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda a: a.with_columns(outcome=pl.lit(-1)),
            r"actuals, window Y2018: outcome -1 is negative at 2018-01, country 70,"
            r" in a.parquet \(4 such\)",
        ),
        (lambda a: a.drop("outcome"), "no column 'outcome'"),
        (lambda a: pl.concat([a, a[:1]]), "stands there twice at 2018-01, country 70"),
        (lambda a: a.clear(), "there are no rows"),
    ],
)
def test_wrong_actuals_are_refused(
    root: Path,
    write: Write,
    change: Callable[[pl.DataFrame], pl.DataFrame],
    sentence: str,
) -> None:
    path = root / "actuals/cm/window=Y2018" / "a.parquet"
    change(pl.read_parquet(path, hive_partitioning=False)).write_parquet(path)
    with pytest.raises(SubmissionError, match=sentence):
        evaluate(root)

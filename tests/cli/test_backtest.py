import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.evaluation import backtest

WORDS = ("--windows", "2015,2016", "--draws", "60")
MODELS = ("--models", "conflictology,negative_binomial")


def test_windows_are_scored_and_exported(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    said = karski(
        "backtest", "--data", folder, *WORDS, *MODELS, "--export", out, "--json"
    )
    rows = json.loads(said.out)
    assert [(row["model"], row["window"], row["rows"]) for row in rows] == [
        ("conflictology", "Y2015", 144),
        ("negative_binomial", "Y2015", 144),
        ("conflictology", "Y2016", 144),
        ("negative_binomial", "Y2016", 144),
    ]
    table = pl.read_parquet(out / "conflictology/cm/window=Y2016")
    assert table["month_id"].unique().sort().to_list() == list(range(433, 445))
    assert table.height == 12 * 12 * 12


def test_the_conflictology_exported_is_last_year_as_it_was_known(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    karski("backtest", "--data", folder, *WORDS, *MODELS, "--export", out)
    table = pl.read_parquet(out / "conflictology/cm/window=Y2016")
    data = pl.read_csv(folder / "cm_ged_sb_2005_2016.csv")
    for country in (47, 102):
        known = data.filter(
            pl.col("country_id") == country, pl.col("month_id").is_between(419, 430)
        )
        drawn = table.filter(country_id=country, month_id=433)["outcome"]
        assert sorted(drawn) == sorted(known["ged_sb"].to_list())


def test_what_is_done_is_not_done_again(
    karski: Callable, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("backtest", "--data", folder, *WORDS, *MODELS, "--json")
    first = karski(*words).out

    def fail(*_: object) -> None:
        raise AssertionError("run again")

    monkeypatch.setattr(backtest, "run", fail)
    assert karski(*words).out == first


def test_a_longer_file_serves_later_windows(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    longer = tmp_path / "longer"
    longer.mkdir()
    table = pl.read_csv(folder / "cm_ged_sb_2005_2016.csv")
    shifted = table.with_columns(pl.col("month_id") + 84)
    whole = pl.concat([table, shifted.filter(pl.col("month_id") > 444)])
    whole.write_csv(longer / "cm_ged_sb_2005_2023.csv")
    said = karski(
        "backtest", "--data", longer, "--windows", "2022,2023", *MODELS, "--json"
    )
    assert [row["window"] for row in json.loads(said.out)][::2] == ["Y2022", "Y2023"]


def test_a_window_beyond_the_data_is_told(karski: Callable, folder: Path) -> None:
    said = karski("backtest", "--data", folder, "--windows", "2031")
    assert said.code == 1
    assert "nothing can be forecast from 2030-10 and scored" in said.err


def test_a_window_of_which_the_data_hold_no_month_is_told(
    karski: Callable, folder: Path
) -> None:
    said = karski("backtest", "--data", folder, "--windows", "2016,2017", *MODELS)
    assert said.code == 1
    assert said.out == ""
    assert (
        "no month of window Y2017 is in the data of views_challenge, which end 2016-12"
        in said.err
    )


@pytest.mark.parametrize("last", [430, 431, 432])
def test_a_future_window_is_exported_and_not_scored(
    karski: Callable, folder: Path, tmp_path: Path, last: int
) -> None:
    out, file = tmp_path / "export", folder / "cm_ged_sb_2005_2016.csv"
    known = pl.read_csv(file).filter(pl.col("month_id") <= last)
    file.unlink()
    known.write_csv(folder / "cm_ged_sb_2005_2015.csv")
    words = ("backtest", "--data", folder, *WORDS, *MODELS, "--export", out)
    said = karski(*words[:3], "--windows", "2016", *words[5:])
    assert said.code == 0
    assert "Exported and not scored: no month of window Y2016" in said.err
    table = pl.read_parquet(out / "conflictology/cm/window=Y2016")
    assert table["month_id"].unique().sort().to_list() == list(range(433, 445))
    both = karski(*words, "--json")
    rows = json.loads(both.out)
    assert [(row["model"], row["window"]) for row in rows] == [
        ("conflictology", "Y2015"),
        ("negative_binomial", "Y2015"),
    ]
    assert karski(*words).code == 0


def test_country_months_that_cannot_be_scored_are_counted(
    karski: Callable, folder: Path
) -> None:
    file = folder / "cm_ged_sb_2005_2016.csv"
    ended = (pl.col("country_id") == 120) & (pl.col("month_id") > 426)
    pl.read_csv(file).filter(~ended, pl.col("month_id") <= 442).write_csv(file)
    said = karski("backtest", "--data", folder, *WORDS, *MODELS, "--json")
    assert "Not scored: 28 country-months (6 of states that had" in said.err
    assert "ceased; 22 later than the data)." in said.err
    whole = karski("backtest", "--data", folder, "--windows", "2014", *MODELS)
    assert "Not scored" not in whole.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--windows", "soon"), "--windows: 'soon' is not a year; write them as 2018"),
        (("--windows", "2015,16"), "--windows: '16' is not a year"),
        (("--windows", ","), "--windows ',' is empty; name years, such as 2018,2019"),
        (("--origins", "soon"), "--origins: 'soon' is not a month; write it as 2024-"),
        (("--origins", ","), "--origins ',' is empty; name months"),
        (("--models", ""), "--models '' is empty; name at least one model"),
        (("--by", "year"), "--by 'year' is none of window, step, country, region, "),
        (("--by", "step", "--metric", "auc"), "--metric 'auc' is none of crps, ign,"),
        (("--by", "step", "--models", "karski"), "--by compares with conflictology"),
        (("--models", ","), "--models ',' is empty; name at least one model"),
    ],
)
def test_a_list_that_says_nothing_is_wrong_usage(
    karski: Callable, folder: Path, words: tuple[str, str], sentence: str
) -> None:
    said = karski("backtest", "--data", folder, *words)
    assert said.code == 2
    assert sentence in plain(said.err)


def test_a_name_given_twice_is_taken_once(karski: Callable, folder: Path) -> None:
    words = ("--windows", "2015, 2015", "--models", "zero,zero", "--json")
    rows = json.loads(karski("backtest", "--data", folder, *words).out)
    assert [(row["model"], row["window"], row["rows"]) for row in rows] == [
        ("zero", "Y2015", 144)
    ]


def plain(text: str) -> str:
    """Undo the frame around a message of wrong usage, and its line breaks."""
    return " ".join(text.replace("\u2502", " ").split())


def test_scores_by_group_are_shown_on_request(karski: Callable, folder: Path) -> None:
    words = ("backtest", "--data", folder, *WORDS, *MODELS)
    said = karski(*words, "--by", "window,country", "--by", "violence")
    assert said.code == 0
    for sentence in (
        "negative_binomial by window",
        "negative_binomial by country",
        "negative_binomial by violence",
    ):
        assert said.out.count(sentence) == 1
    assert "by step" not in said.out
    assert "Slovakia" in said.out
    assert "Y2016" in said.out
    assert "not known" not in said.out
    assert said.out.count("CRPS of log") == 1  # only in the table of all windows
    logs = karski(*words, "--by", "window", "--metric", "crps_log1p").out
    assert logs.count("CRPS of log") == 3


def test_scores_by_every_group_are_always_written(
    karski: Callable, folder: Path
) -> None:
    said = karski("backtest", "--data", folder, *WORDS, *MODELS)
    where = Path("workspace/exports/backtest")
    files = [
        f"deaths_state_based_by_{group}.csv"
        for group in ("country", "region", "step", "violence", "window")
    ]
    assert sorted(file.name for file in where.iterdir()) == files
    for name in files:
        assert name in said.out
    table = pl.read_csv(where / "deaths_state_based_by_window.csv")
    assert table.select("window", "metric").rows() == [
        (window, metric)
        for window in ("Y2015", "Y2016")
        for metric in ("crps", "ign", "mis", "crps_log1p")
    ]
    rows = json.loads(
        karski("backtest", "--data", folder, *WORDS, *MODELS, "--json").out
    )
    ours = {r["window"]: r["crps"] for r in rows if r["model"] == "negative_binomial"}
    found = table.filter(metric="crps")
    assert dict(found.select("window", "ours").iter_rows()) == pytest.approx(ours)


def _challenge(folder: Path, challenge: Path) -> None:
    data = pl.read_csv(folder / "cm_ged_sb_2005_2016.csv")
    for year in (2015, 2016):
        first = (year - 1980) * 12 + 1
        place = challenge / f"actuals/cm/window=Y{year}"
        place.mkdir(parents=True)
        data.filter(pl.col("month_id").is_between(first, first + 11)).select(
            "month_id", "country_id", pl.col("ged_sb").alias("outcome")
        ).write_parquet(place / "actuals.parquet")


def test_an_export_is_scored_on_the_leaderboard(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    challenge = tmp_path / "challenge"
    out = challenge / "submissions"
    karski("backtest", "--data", folder, *WORDS, *MODELS, "--export", out)
    _challenge(folder, challenge)
    said = karski("evaluate", "--challenge", challenge, "--json")
    rows = json.loads(said.out)
    assert [row["submission"] for row in rows].count("conflictology") == 2
    assert list(rows[0]) == [
        "submission",
        "window",
        "crps",
        "ign",
        "mis",
        "draws",
        "rows",
    ]


def test_our_model_is_compared_with_the_submission_named_after_it(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    out, challenge = tmp_path / "export", tmp_path / "challenge"
    karski("backtest", "--data", folder, *WORDS, *MODELS, "--export", out)
    theirs = challenge / "submissions/bm_conflictology"
    shutil.copytree(out / "conflictology", theirs)
    _challenge(folder, challenge)
    said = karski("evaluate", "--challenge", challenge, "--with", out)
    assert said.code == 0
    words = "Draws of conflictology and bm_conflictology: equal in every window."
    assert words in said.out
    assert Path("workspace/exports/leaderboard/leaderboard.csv").exists()

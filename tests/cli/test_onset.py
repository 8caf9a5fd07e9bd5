"""``karski onset``, as a person calls it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.workspace import Workspace
from karski.forecasts.onset import issue, store
from karski.panel.onset import PREDICTORS

pytestmark = pytest.mark.usefixtures("few_draws")

NET = ("--model", "onset_elastic_net")
FINAL = "final_forecasts_data_3Sep2025.csv"


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch, one_processor: None) -> None:
    """Two draws for the ranges, in this process: forty take a while."""
    few = partial(issue.manifest_of, draws=2)
    monkeypatch.setattr(issue, "manifest_of", few)


def set_to(value: object, column: str, when: pl.Expr | None = None) -> Callable:
    """Return a change of a column, in some rows."""

    def change(table: pl.DataFrame) -> pl.DataFrame:
        rows = pl.lit(value=True) if when is None else when
        new = pl.when(rows).then(pl.lit(value)).otherwise(pl.col(column))
        return table.with_columns(new.alias(column))

    return change


def until(year: int) -> Callable:
    return lambda table: table.filter(pl.col("year") <= year)


# -- forecast -------------------------------------------------------------------------


def test_a_forecast_is_issued_shown_and_exported(
    karski: Callable, onset_folder: Callable, tmp_path: Path
) -> None:
    folder, file = onset_folder(), tmp_path / "list.csv"
    words = ("onset", "forecast", *NET, "--data", folder, "--top", "3")
    said = karski(*words, "--export", file)
    assert said.code == 0, said.err
    assert (
        "The risk of a new mass killing in 2014 or 2015, by onset_elastic_net, from"
        " data up to 2013; 24 countries"
    ) in said.out
    assert "Uganda" in said.out
    assert "90 % range: where the rank or risk lies in 90 % of fits" in said.out
    assert f"Written: {file}" in said.out
    assert "Issued: workspace/forecasts/onset/mk_onset-2/2013/" in said.out
    assert (
        "No forecast for Chad: its data of 2013 lack population (popsize.log2)."
        in said.err
    )
    table = pl.read_csv(file)
    assert table.columns == ["ewp_name", "risk", "rank"]
    assert len(table) == 24
    assert {"Burma/Myanmar", "United States of America"} < set(table["ewp_name"])
    ((made, _),) = store.issued(Workspace.at(None))
    assert table["risk"].to_list() == store.read(made).risks["risk"].to_list()


def test_a_second_forecast_is_the_first(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "forecast", *NET, "--data", onset_folder())
    karski(*words)
    ((folder, _),) = store.issued(Workspace.at(None))
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    said = karski(*words)
    assert "Issued before: " in said.out
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    assert len(list(store.issued(Workspace.at(None)))) == 1


def test_a_forecast_as_json_is_one_document(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "forecast", *NET, "--horizon", "1", "--json")
    document = json.loads(karski(*words, "--data", onset_folder()).out)
    assert (document["horizon"], document["origin"]) == (1, 2013)
    assert document["simulated"] is False
    assert document["lacking"] == [{"place": 483, "missing": "popsize.log2"}]
    assert [row["rank"] for row in document["risks"]] == list(range(1, 25))
    assert document["risks"][0]["country"] == "Uganda"
    assert document["identity"].startswith(Path(document["folder"]).name)


def test_one_year_and_state_led_are_other_questions(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(episodes=True)
    words = ("onset", "forecast", *NET, "--data", folder, "--top", "1")
    one = karski(*words, "--horizon", "1")
    assert "The risk of a new mass killing in 2014, by" in one.out
    state = karski(*words, "--target", "mk_onset_state")
    assert "a new mass killing led by the state in 2014 or 2015, by" in state.out
    found = {(m.target, m.horizon) for _, m in store.issued(Workspace.at(None))}
    assert found == {("mk_onset", 1), ("mk_onset_state", 2)}


def test_state_led_without_the_list_says_what_to_import(
    karski: Callable, onset_folder: Callable
) -> None:
    words = (*NET, "--target", "mk_onset_state", "--data", onset_folder())
    for verb in ("forecast", "fit", "backtest"):
        said = karski("onset", verb, *words)
        assert said.code == 1
        assert said.err.strip() == (
            "Error: the data at hand do not say 'mk_onset_state'; import the episode"
            " list of the Early Warning Project with `karski data import FILE`"
        )


def test_an_earlier_origin_uses_nothing_later(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "forecast", *NET, "--json")
    whole = karski(*words, "--data", onset_folder(), "--origin", "2000")
    cut = karski(*words, "--data", onset_folder(until(2000)))
    ours, theirs = json.loads(whole.out), json.loads(cut.out)
    assert ours["origin"] == theirs["origin"] == 2000
    assert ours["risks"] == theirs["risks"]
    assert [row["place"] for row in ours["lacking"]] == [40]


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        (
            1900,
            "onsets cannot be forecast from 1900: the data cover 1986 to 2013; give a"
            " year from 1993 to 2013",
        ),
        (
            2014,
            "onsets cannot be forecast from 2014: the data cover 1986 to 2013; give a"
            " year from 1993 to 2013",
        ),
        (
            1990,
            "onsets cannot be forecast from 1990: the data begin in 1986, and at least"
            " 1993 is needed",
        ),
    ],
)
@pytest.mark.parametrize("verb", ["forecast", "fit", "explain"])
def test_an_origin_too_early_or_too_late_is_told(
    karski: Callable, onset_folder: Callable, verb: str, origin: int, sentence: str
) -> None:
    country = ("Uganda",) if verb == "explain" else ()
    words = (*country, *NET, "--data", onset_folder(), "--origin", str(origin))
    said = karski("onset", verb, *words)
    assert (said.code, said.out) == (1, "")
    assert said.err.strip() == f"Error: {sentence}"


def test_a_changed_file_of_a_forecast_is_found(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "forecast", *NET, "--data", onset_folder())
    karski(*words)
    ((folder, _),) = store.issued(Workspace.at(None))
    with (folder / "risks.parquet").open("ab") as file:
        file.write(b" ")
    said = karski(*words)
    assert said.code == 1
    assert "risks.parquet is not what was issued; delete the folder" in said.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("forecast", "--model", "onsett"), 1, "did you mean 'onset'?"),
        (("forecast", "--model", "karski"), 1, "no model"),
        (("forecast", *NET, "--horizon", "3"), 2, "less than or equal to 2"),
        (("forecast", *NET, "--target", "deaths"), 2, "'mk_onset', 'mk_onset_state'"),
        (("fit", "--model", "onsett"), 1, "did you mean 'onset'?"),
        (("backtest", "--model", "onsett"), 1, "did you mean 'onset'?"),
        (("explain", "Uganda", "--model", "onsett"), 1, "did you mean 'onset'?"),
    ],
)
def test_what_is_not_known_is_told(
    karski: Callable,
    onset_folder: Callable,
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    said = karski("onset", *words, "--data", onset_folder())
    assert said.code == code
    assert sentence in " ".join(said.err.replace("│", " ").split())


# -- fit ------------------------------------------------------------------------------


def test_a_fit_says_what_it_rests_on(karski: Callable, onset_folder: Callable) -> None:
    folder = onset_folder()
    said = karski("onset", "fit", *NET, "--data", folder)
    assert said.code == 0, said.err
    document = json.loads(karski("onset", "fit", *NET, "--data", folder, "--json").out)
    assert (document["first"], document["last"], document["countries"]) == (
        *(1986, 2011),
        24,
    )
    assert (
        f"onset_elastic_net, fitted to {document['country_years']} country-years of"
        f" 1986-2011; {document['onsets']} of them were followed by a new mass killing"
        " in one of the next two years."
    ) in said.out
    spread = [row["log_odds"] for row in document["spread"]]
    assert spread == sorted(spread, reverse=True)
    assert {row["predictor"] for row in document["spread"]} == set(PREDICTORS)


# -- explain --------------------------------------------------------------------------


def test_a_country_is_explained_by_name_and_by_code(
    karski: Callable, onset_folder: Callable
) -> None:
    words = (*NET, "--data", onset_folder())
    said = karski("onset", "explain", "Uganda", *words)
    assert said.code == 0, said.err
    assert "Issued before" in karski("onset", "forecast", *words).out
    assert said.out.startswith(
        "Uganda: the chance that a new mass killing begins in 2014 or 2015 is about"
    )
    assert (
        "Of 24 countries it ranks number 1, the first being most at risk." in said.out
    )
    assert "The rank is uncertain:" in said.out
    assert karski("onset", "explain", "uga", *words).out == said.out
    document = json.loads(karski("onset", "explain", "500", *words, "--json").out)
    assert document["country"] == "Uganda"
    assert document["text"].split() == said.out.split()
    odds = document["level"] + sum(each["log_odds"] for each in document["drivers"])
    assert document["risk"] == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-9)


CANNOT = [
    ("Ugandaa", "did you mean 'Uganda'?"),
    ("Slovakia", "Slovakia is not among the 24 countries forecast from 2013"),
    (
        "Chad",
        "Chad has no forecast from 2013, because its data of that year lack"
        " population (popsize.log2); give an earlier year with --origin, or import"
        " data that have it",
    ),
]


def test_a_country_that_cannot_be_explained_says_why(
    karski: Callable, onset_folder: Callable
) -> None:
    words = (*NET, "--data", onset_folder())
    for country, sentence in CANNOT:
        said = karski("onset", "explain", country, *words)
        assert (said.code, said.out) == (1, "")
        assert sentence in said.err


# -- back-test ------------------------------------------------------------------------


def test_the_past_is_forecast_written_and_scored(
    karski: Callable, onset_folder: Callable, onset_years: pl.DataFrame, tmp_path: Path
) -> None:
    file = tmp_path / "past.csv"
    words = ("onset", "backtest", *NET, "--data", onset_folder(), "--export", file)
    said = karski(*words, "--first", "1999", "--last", "2002")
    assert said.code == 0, said.err
    table = pl.read_csv(file)
    assert table.columns == ["year", "ccode", "risk"]
    complete = onset_years.drop_nulls(["gdppcgrowth", "popsize.log2"])
    base = complete.filter(pl.col("year").is_between(1998, 2001))
    expected = base.select(pl.col("year") + 1, "place").sort("year", "place")
    assert table.select("year", "ccode").rows() == expected.rows()
    assert f"{len(table)} risks written to {file}" in said.out
    assert "2yr: an onset in the forecast year or the next, 1999-2002" in said.out


def test_a_back_test_goes_on_where_it_stopped_and_json_is_one_document(
    karski: Callable, onset_folder: Callable, tmp_path: Path
) -> None:
    words = ("onset", "backtest", *NET, "--data", onset_folder(), "--first", "2004")
    karski(*words, "--last", "2005")
    kept = {p: p.stat().st_mtime_ns for p in Path("workspace/backtests").rglob("*.p*")}
    assert [path.name[:4] for path in sorted(kept)] == ["2003", "2004"]
    said = karski(*words, "--last", "2006", "--json")
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    targets = json.loads(said.out)["targets"]
    assert list(targets) == ["2yr", "1yr", "ewp"]
    assert (
        "risks written to workspace/exports/onset/mk_onset-2-onset_elastic_net.csv"
        in said.err
    )


def test_risks_of_one_year_are_written_and_it_says_how_to_score_them(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "backtest", *NET, "--data", onset_folder(), "--horizon", "1")
    said = karski(*words, "--first", "2005", "--last", "2005")
    assert said.code == 0
    assert "karski evaluate --onset TWO_YEARS.csv --onset-1yr workspace" in said.err
    said = karski(*words, "--first", "2005", "--last", "2005", "--json")
    document = json.loads(said.out)
    assert document["risks"] == len(pl.read_csv(document["file"]))


def test_a_back_test_of_one_year_is_scored_on_what_can_be(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("onset", "backtest", *NET, "--data", onset_folder(), "--json")
    said = karski(*words, "--first", "2013")
    assert said.code == 0, said.err
    assert "2yr" not in json.loads(said.out)["targets"]


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (("--first", "1993"), "years 1993 to 2024"),
        (("--last", "2014"), "years 1994 to 2014"),
        (("--first", "2005", "--last", "2004"), "years 2005 to 2004"),
        (("--first", "2014"), "years 2014 to 2024"),
    ],
)
def test_years_that_cannot_be_forecast_are_told(
    karski: Callable, onset_folder: Callable, years: tuple[str, ...], told: str
) -> None:
    said = karski("onset", "backtest", *NET, "--data", onset_folder(), *years)
    assert (said.code, said.out) == (1, "")
    assert said.err.strip() == (
        f"Error: {told} cannot be forecast and scored; the data allow 1994 to 2013"
    )


# -- data that are not what they should be -------------------------------------------


def test_a_prepared_file_that_lacks_a_column_is_refused_by_name(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(lambda table: table.drop("efindex"))
    said = karski("onset", "forecast", *NET, "--data", folder)
    assert said.code == 1
    assert "prepared.csv" in said.err
    assert "has no column 'efindex'" in said.err


def test_a_country_year_that_stands_twice_is_refused(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(lambda table: pl.concat([table, table.head(1)]))
    said = karski("onset", "forecast", *NET, "--data", folder)
    assert said.code == 1
    assert "prepared.csv" in said.err
    assert "United States" in said.err or "place 2" in said.err


def test_a_share_above_one_is_refused_with_its_row(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(set_to(1.5, "efindex", pl.col("year") == 1990))
    said = karski("onset", "forecast", *NET, "--data", folder)
    assert said.code == 1
    assert "prepared.csv: row 6, column 'efindex': '1.5' is above 1" in said.err


def test_a_predictor_of_constants_adds_nothing(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(set_to(0.5, "efindex"))
    document = json.loads(karski("onset", "fit", *NET, "--data", folder, "--json").out)
    added = {row["predictor"]: row["log_odds"] for row in document["spread"]}
    assert added["efindex"] == 0
    assert max(added.values()) > 0


def test_a_predictor_that_tells_onsets_apart_still_gives_finite_risks(
    karski: Callable, onset_folder: Callable
) -> None:
    def separated(table: pl.DataFrame) -> pl.DataFrame:
        ahead = pl.max_horizontal("mk_onset_1", "mk_onset_2").fill_null(0)
        return table.with_columns(efindex=ahead)

    words = ("onset", "forecast", *NET, "--data", onset_folder(separated), "--json")
    said = karski(*words)
    assert said.code == 0, said.err
    risks = [row["risk"] for row in json.loads(said.out)["risks"]]
    assert all(0 < risk < 1 for risk in risks)


@pytest.mark.parametrize("verb", ["forecast", "fit"])
def test_without_an_onset_there_is_nothing_to_learn_from(
    karski: Callable, onset_folder: Callable, verb: str
) -> None:
    folder = onset_folder(set_to(0.0, "mk_onset"))
    said = karski("onset", verb, *NET, "--data", folder)
    assert (said.code, said.out) == (1, "")
    assert "ends in an onset (mk_onset); there is nothing to learn from" in said.err


def test_one_onset_is_too_few(karski: Callable, onset_folder: Callable) -> None:
    def one(table: pl.DataFrame) -> pl.DataFrame:
        here = (pl.col("place") == 70) & (pl.col("year") == 1999)
        return table.with_columns(mk_onset=here.cast(pl.Float64))

    said = karski("onset", "fit", *NET, "--horizon", "1", "--data", onset_folder(one))
    assert said.code == 1
    assert "too few for cross-validation; give more years" in said.err


def test_a_last_year_without_a_whole_country_is_told(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(set_to(None, "gdppcgrowth", pl.col("year") == 2013))
    said = karski("onset", "forecast", *NET, "--data", folder)
    assert said.code == 1
    assert said.err.strip() == (
        "Error: no country has every predictor of onsets in 2013, which a forecast"
        " from 2013 needs; add that year to the data, or give a year before it with"
        " --origin"
    )
    assert karski("onset", "fit", *NET, "--data", folder).code == 1


def test_deaths_alone_say_what_to_import(karski: Callable, folder: Path) -> None:
    said = karski("onset", "forecast", *NET, "--data", folder)
    assert said.code == 1
    assert "no country-years of mass killing are at hand; import the Early" in said.err


def test_without_data_the_simulated_world_stands_in_and_says_so(
    karski: Callable,
) -> None:
    said = karski("onset", "forecast", *NET, "--top", "3", "--origin", "1970")
    assert said.code == 0, said.err
    assert "SIMULATED WORLD" in said.err
    words = (*NET, "--origin", "1970")
    told = json.loads(karski("onset", "forecast", *words, "--json").out)
    assert told["simulated"] is True
    name = told["risks"][0]["country"]
    said = karski("onset", "explain", name, *words)
    assert said.code == 0
    assert "The simulated world: this country does not exist." in said.err


# -- the producer's own data ----------------------------------------------------------


def test_the_producers_ranking_comes_back(
    karski: Callable, data: Path, tmp_path: Path
) -> None:
    file = data / "ewp2025" / FINAL
    if not file.exists():
        pytest.skip(f"no {FINAL} of the producer")
    words = ("onset", "forecast", *NET, "--data", data / "ewp2025")
    said = karski(*words, "--export", tmp_path / "list.csv")
    assert said.code == 0, said.err
    theirs = pl.read_csv(file, null_values=["NA"]).select(
        "ewp_name", theirs="risk.2025and2026.from2024"
    )
    ours = pl.read_csv(tmp_path / "list.csv")
    both = ours.join(theirs, on="ewp_name")
    assert len(both) == len(ours) == len(theirs.drop_nulls())
    assert both.select(pl.corr("risk", "theirs", method="spearman")).item() >= 0.99
    top = theirs.sort("theirs", descending=True)["ewp_name"].head(10)
    assert set(ours["ewp_name"].head(10)) == set(top)

"""The panel of mass killing."""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import MissingDataError
from karski.panel import onset
from karski.panel._codes import with_codes
from karski.panel.onset_predictors._rebuild import SOURCES, rebuild
from karski.panel.series import Release
from karski.panel.stock import Stock
from karski.sources import catalogue
from karski.sources._recognise import survey
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, load

PREPARED = "prepared2024predictors-2025-09-03.csv"
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "onset-predictors.md"


def stock(**readings: Reading) -> Stock:
    return Stock({name: (Release(name, read, {}),) for name, read in readings.items()})


def table(columns: tuple[str, ...], *rows: tuple[float, ...]) -> pl.DataFrame:
    made = pl.DataFrame(rows, ["place", "year", *columns], orient="row")
    return made.with_columns(pl.col("place", "year").cast(pl.Int32))


def prepared_of(*onsets: tuple[int, int, int]) -> Reading:
    frame = table(("mk_onset",), *onsets)
    others = [c.name for c in onset.COLUMNS if c.name != "mk_onset"]
    last = max(year for _, year, _ in onsets)
    return Reading(frame.with_columns(pl.lit(1.0).alias(n) for n in others), 2000, last)


def listed(*begun: tuple[int, int, int, int], last: int = 2001) -> Reading:
    names = ("state_led_begun", "non_state_led_begun")
    return Reading(table(names, *begun), 1945, last)


def state_onsets(prepared: Reading, episodes: Reading) -> dict[int, float | None]:
    panel = onset.build(stock(ewp_predictors=prepared, ewp_episodes=episodes))
    return dict(panel.frame.select("place", "mk_onset_state").iter_rows())


# -- made here ------------------------------------------------------------------------


def test_without_the_prepared_file_it_says_what_to_import() -> None:
    with pytest.raises(MissingDataError, match=r"import the Early .*\(of which epr,"):
        onset.build(Stock({}))


def test_without_the_prepared_file_there_is_nothing_to_compare_with() -> None:
    with pytest.raises(MissingDataError, match="not at hand to compare with; import"):
        onset.compared(Stock({}))


def test_what_is_missing_to_make_the_predictors_again_is_named() -> None:
    with pytest.raises(MissingDataError, match=r"hand of epr, ewp_base, .*, wdi, wor"):
        rebuild(stock(maddison=Reading(pl.DataFrame(), 1, 2)))


def test_no_column_speaks_of_a_later_year() -> None:
    names = [column.name for column in onset.COLUMNS]
    assert [name for name in names if name.startswith("mk_onset_")] == [
        "mk_onset_prev_year"
    ]
    assert len(names) == 39  # 38 predictors, the year being the key; and mk_onset


def test_an_onset_is_state_led_if_one_of_its_episodes_was() -> None:
    prepared = prepared_of((40, 2001, 1), (41, 2001, 1), (42, 2001, 1), (70, 2001, 0))
    episodes = listed((40, 2001, 1, 0), (41, 2001, 0, 2), (42, 2001, 1, 1))
    assert state_onsets(prepared, episodes) == {40: 1, 41: 0, 42: 1, 70: 0}


def test_who_led_is_unknown_where_list_and_file_disagree() -> None:
    prepared = prepared_of((40, 2001, 0), (41, 2001, 1), (42, 2001, 0))
    episodes = listed((40, 2001, 1, 0))
    assert state_onsets(prepared, episodes) == {40: None, 41: None, 42: 0}


def test_who_led_is_unknown_after_the_lists_last_year() -> None:
    prepared = prepared_of((40, 2002, 0), (41, 2001, 0))
    assert state_onsets(prepared, listed((70, 1999, 1, 0))) == {40: None, 41: 0}


def test_without_the_list_the_panel_has_no_state_led_onsets() -> None:
    panel = onset.build(stock(ewp_predictors=prepared_of((40, 2001, 1))))
    assert "mk_onset_state" not in panel.frame.columns


def test_a_panel_cut_at_an_origin_holds_no_later_onset() -> None:
    prepared = prepared_of((40, 2000, 0), (40, 2001, 1))
    panel = onset.build(stock(ewp_predictors=prepared)).at(2000)
    assert panel.frame["mk_onset"].to_list() == [0]


def test_only_yemen_changes_its_number() -> None:
    rows = [(p, y) for p in (260, 678, 345) for y in (1989, 1990)]
    found = with_codes(table((), *rows))["ccode"].to_list()
    assert found == [255, 255, 678, 679, 345, 345]


# -- the producers' own files ---------------------------------------------------------


@pytest.fixture(scope="module")
def everything(data: Path) -> Stock:
    """All that the prepared file is made from, and the file itself."""
    folder = data / "ewp2025"
    files = {s.source: s.file for s in survey(folder)} if folder.is_dir() else {}
    wanted = ("ewp_predictors", *SOURCES)
    if lacking := [name for name in wanted if name not in files]:
        pytest.skip(f"no producers' files of {', '.join(lacking)} in {folder.name}")
    return stock(**{n: load(catalogue()[n], files[n]) for n in wanted})


@pytest.fixture(scope="module")
def alone(everything: Stock) -> Stock:
    """The same without the prepared file."""
    kept = {n: r for n, r in everything.releases.items() if n != "ewp_predictors"}
    return replace(everything, releases=kept)


@pytest.fixture(scope="module")
def comparison(everything: Stock) -> Mapping[str, dict]:
    rows = onset.compared(everything).iter_rows(named=True)
    return {row["column"]: row for row in rows}


def test_every_country_year_of_the_prepared_file_is_there(everything: Stock) -> None:
    theirs = everything.releases["ewp_predictors"][0].reading.frame
    panel = onset.build(everything)
    assert (panel.as_of, panel.period, len(panel.frame)) == (2024, "year", 9463)
    assert panel.frame.select("place", "year").equals(theirs.select("place", "year"))
    missing = {
        c: n for c, n in panel.frame.null_count().row(0, named=True).items() if n
    }
    assert missing == {"popsize.log2": 46, "gdppcgrowth": 125, "un_imr_sqrt": 76}


def test_the_producers_numbers_come_back(data: Path, everything: Stock) -> None:
    sheet = open_sheet(data / "ewp2025" / PREPARED, ["ccode", "year"])
    theirs = sorted(zip(sheet.whole("ccode"), sheet.whole("year"), strict=True))
    ours = onset.build(everything).frame.select("ccode", "year")
    assert sorted(ours.iter_rows()) == theirs


def test_of_122_onsets_104_are_state_led(everything: Stock) -> None:
    frame = onset.build(everything).frame
    counts = frame.select(pl.col("mk_onset", "mk_onset_state").sum()).row(0)
    assert counts == (122, 104)
    assert frame["mk_onset_state"].null_count() == 0
    assert frame.filter(pl.col("mk_onset_state") > pl.col("mk_onset")).is_empty()


def test_killings_by_others_than_states_are_counted_from_1989(
    everything: Stock,
) -> None:
    episodes = everything.releases["ewp_episodes"][0].reading.frame
    others = episodes.filter(pl.col("non_state_led_begun") > 0)
    included = onset.build(everything).frame.filter(pl.col("includesnonstate") == 1)
    assert (others["year"].min(), included["year"].min()) == (1989, 1989)


def test_without_the_prepared_file_it_is_made_from_primary_sources(
    everything: Stock, alone: Stock
) -> None:
    assert (onset.basis(everything), onset.basis(alone)) == ("prepared", "rebuilt")
    theirs, ours = onset.build(everything), onset.build(alone)
    same = ["place", "year", "ccode", "mk_onset", "mk_onset_state"]
    assert ours.frame.select(same).equals(theirs.frame.select(same))
    assert sorted(ours.frame.columns) == sorted(theirs.frame.columns)


IMPERFECT = {
    "efindex": (1, 417),
    "coup.try.5yr": (2, 0),
    "mk_ever": (17, 0),
    **dict.fromkeys(("reg.na", "reg.eap", "reg.sca", "reg.mna", "reg.eur"), (0, 18)),
    "ios.iccpr1": (0, 18),
}


def test_all_columns_but_nine_are_the_producers_in_every_country_year(
    comparison: Mapping[str, dict],
) -> None:
    assert sorted(comparison) == sorted(column.name for column in onset.COLUMNS)
    off = {name: row for name, row in comparison.items() if row["same"] < 1}
    found = {name: (row["differ"], row["only_theirs"]) for name, row in off.items()}
    assert found == IMPERFECT
    assert all(row["why"] not in ("", "not known") for row in off.values())


def test_no_value_is_known_to_us_alone_and_no_row_is(
    comparison: Mapping[str, dict],
) -> None:
    assert {row["only_ours"] for row in comparison.values()} == {0}
    assert {row["rows"] for row in comparison.values()} == {9463}


def comparison_table(comparison: Mapping[str, dict]) -> str:
    head = (
        *("column", "the same [%]", "differ", "only theirs"),
        *("correlation", "median difference", "largest difference"),
    )
    rows = [
        (
            f"`{name}`",
            f"{math.floor(row['same'] * 10_000) / 100:.2f}",
            str(row["differ"]),
            str(row["only_theirs"]),
            "-" if row["correlation"] is None else f"{row['correlation']:.4f}",
            difference(row["median_difference"]),
            difference(row["largest_difference"]),
        )
        for name, row in comparison.items()
    ]
    return markdown(head, rows)


def difference(value: float) -> str:
    return "0" if value < 1e-6 else f"{value:.3g}"


def markdown(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def check_page(name: str, table_: str) -> None:
    """Hold a part of the page to what is measured; ``KARSKI_WRITE=1`` renews it."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(start)
    written, after = rest.split(end)
    if os.environ.get("KARSKI_WRITE"):
        PAGE.write_text(f"{before}{start}{table_}\n{end}{after}", encoding="utf-8")
        return
    assert written == f"{table_}\n"


def test_the_page_says_how_closely_each_column_agrees(
    comparison: Mapping[str, dict],
) -> None:
    check_page("comparison", comparison_table(comparison))


def test_the_page_counts_each_rule_that_fills_a_gap(everything: Stock) -> None:
    fills = rebuild(everything).fills.group_by("rule", "rows", maintain_order=True)
    rows = [
        (", ".join(f"`{name}`" for name in names), rule, f"{count:,}")
        for rule, count, names in fills.agg("column").iter_rows()
    ]
    check_page("fills", markdown(("columns", "rule", "country-years"), rows))

"""The producers' own files, where they are at hand: totals that others have published.

The totals stand in the folder's PROVENANCE.md, or are UCDP's sums of UCDP's events.
"""

from pathlib import Path

import polars as pl
import pytest

from karski.core.months import label, month_id
from karski.core.workspace import Workspace
from karski.sources import catalogue, ucdp_ged_grid
from karski.sources._recognise import survey
from karski.sources._sheet import open_sheet
from karski.sources._snapshot import import_file
from karski.sources._source import Reading, load

FILES = {
    "coups/powell_thyne_monthly.csv": "powell_thyne",
    "ewp2025/BattleDeaths_v25_1.csv": "ucdp_battle_deaths",
    "ewp2025/EWP_mass_killing_events_master_list_2025.xlsx": "ewp_episodes",
    "ewp2025/HIEF_data.csv": "hief",
    "ewp2025/all-coups.csv": "ewp_coups",
    "ewp2025/basedata2025_4august2025.csv": "ewp_base",
    "ewp2025/epr-data.csv": "epr",
    "ewp2025/iccpr-data.csv": "iccpr",
    "ewp2025/maddison.csv": "maddison",
    "ewp2025/prepared2024predictors-2025-09-03.csv": "ewp_predictors",
    "ewp2025/pwt.csv": "penn_world_table",
    "ewp2025/reg-data.csv": "world_bank_regions",
    "ewp2025/un_imr_clean.csv": "un_infant_mortality",
    "ewp2025/vdem_subset.csv": "vdem",
    "ewp2025/wdi.csv": "wdi",
    "gdelt/gdelt_country_month.csv": "gdelt",
    "reign/electionlist_3_21.csv": "reign_elections",
    "reign/leaderlist_3_21.csv": "reign_leaders",
    "reign/regime_list.csv": "reign_regimes",
    "ucdp/GEDEvent_v19_1_syria.csv.gz": "ucdp_ged",
    "ucdp/GEDEvent_v23_1_sample.csv": "ucdp_ged",
    "ucdp/GEDEvent_v26_0_2.csv": "ucdp_ged",
    "ucdp/ged211_events_where_prec_1_2.parquet": "ucdp_ged",
    "ucdp/ged251_country_month.csv": "ucdp_country_month",
    "ucdp/organizedviolencecy_v25_1.csv": "ucdp_country_year",
    "views_challenge/cm_ged_sb_1990_2021.csv": "views_challenge",
}
PARTIAL = {
    "ucdp/GEDEvent_v19_1_syria.csv.gz",
    "ucdp/GEDEvent_v23_1_sample.csv",
    "ucdp/ged211_events_where_prec_1_2.parquet",
}


def reading(data: Path, file: str) -> Reading:
    if not (data / file).is_file():
        pytest.skip(f"{file} is not in the folder of producers' files")
    return load(catalogue()[FILES[file]], data / file)


def test_each_is_recognised_and_nothing_else_is(data: Path) -> None:
    found = {
        str(surveyed.file.relative_to(data)): surveyed.source
        for surveyed in survey(data)
        if surveyed.source
    }
    assert found == {file: name for file, name in FILES.items() if file in found}
    assert found


@pytest.mark.parametrize("file", sorted(FILES))
def test_each_reads_and_says_whether_it_is_an_extract(data: Path, file: str) -> None:
    read = reading(data, file)
    assert len(read.frame)
    assert bool(read.partial) == (file in PARTIAL)


def totals(read: Reading, column: str = "deaths_total") -> dict[int, int]:
    year = pl.col("year") if "year" in read.frame.columns else _year()
    sums = read.frame.group_by(year.alias("year")).agg(pl.col(column).sum())
    return dict(sums.iter_rows())


def _year() -> pl.Expr:
    return (pl.col("month") - 1) // 12 + 1980


def test_country_months_and_country_years_agree_in_each_year(data: Path) -> None:
    months = totals(reading(data, "ucdp/ged251_country_month.csv"))
    years = totals(reading(data, "ucdp/organizedviolencecy_v25_1.csv"))
    assert months == years
    assert (months[1994], months[2022]) == (824_156, 309_636)
    assert sorted(years) == list(range(1989, 2025))


def test_types_of_violence_sum_to_the_total_in_each_country_year(data: Path) -> None:
    frame = reading(data, "ucdp/organizedviolencecy_v25_1.csv").frame
    parts = pl.sum_horizontal(
        f"deaths_{kind}" for kind in ("state_based", "non_state", "one_sided")
    )
    assert frame.filter(parts != pl.col("deaths_total")).is_empty()


def test_a_candidate_release_covers_its_own_month(data: Path) -> None:
    read = reading(data, "ucdp/GEDEvent_v26_0_2.csv")
    assert (read.version, label(read.first), label(read.last)) == (
        "26.0.2",
        "2026-02",
        "2026-02",
    )
    assert (read.lag_months, read.unmapped) == (1, {})
    assert read.notes["ended after 2026-02, left out"] == 18
    assert read.frame.select(pl.col("^events_.*$").sum()).row(0) == (732, 292, 256)


@pytest.mark.parametrize(
    "file",
    [
        "ucdp/GEDEvent_v23_1_sample.csv",
        "ucdp/GEDEvent_v26_0_2.csv",
        "ucdp/GEDEvent_v19_1_syria.csv.gz",
    ],
)
def test_our_grid_cells_are_the_producers(data: Path, file: str) -> None:
    read = load(ucdp_ged_grid.SOURCE, data / file)
    sheet = open_sheet(data / file, ["priogrid_gid", "date_end", "best"])
    month = sheet.day("date_end").dt
    theirs = pl.DataFrame(
        {
            "place": sheet.whole("priogrid_gid").cast(pl.Int32),
            "month": ((month.year() - 1980) * 12 + month.month()).cast(pl.Int32),
            "best": sheet.whole("best"),
        }
    )
    sums = (
        theirs.filter(pl.col("month").is_between(read.first, read.last))
        .group_by("place", "month")
        .agg(deaths_total=pl.col("best").sum())
        .sort("place", "month")
    )
    assert sums.equals(read.frame.select("place", "month", "deaths_total"))


def test_country_and_grid_readings_sum_to_the_same(data: Path) -> None:
    file = data / "ucdp/GEDEvent_v26_0_2.csv"
    by_country = load(catalogue()["ucdp_ged"], file).frame
    by_cell = load(ucdp_ged_grid.SOURCE, file).frame
    totals = pl.col("^(deaths|events)_.*$").sum()
    assert by_country.select(totals).rows() == by_cell.select(totals).rows()


def test_the_challenge_covers_1990_to_2021(data: Path) -> None:
    read = reading(data, "views_challenge/cm_ged_sb_1990_2021.csv")
    assert (read.first, read.last) == (121, 504)
    assert (len(read.frame), read.frame["place"].n_unique()) == (70_939, 191)
    assert read.unmapped == {}


def test_leaders_of_two_known_months(data: Path) -> None:
    frame = reading(data, "reign/leaderlist_3_21.csv").frame
    usa = frame.filter((pl.col("place") == 2) & (pl.col("month") == month_id(2021, 3)))
    # in office since 20 January 2021, born 1942
    assert usa.select("leader_months", "leader_age", "leader_male").rows() == [
        (3, 79.0, 1.0)
    ]


def test_a_known_election_and_a_known_coup(data: Path) -> None:
    elections = reading(data, "reign/electionlist_3_21.csv").frame
    november = (pl.col("place") == 2) & (pl.col("month") == month_id(2016, 11))
    assert elections.filter(november)["election_executive"].to_list() == [1.0]
    coups = reading(data, "coups/powell_thyne_monthly.csv").frame
    zimbabwe = (pl.col("place") == 552) & (pl.col("month") == month_id(2017, 11))
    assert coups.filter(zimbabwe)["coup_successful"].to_list() == [1]


def test_regimes_end_with_2020(data: Path) -> None:
    read = reading(data, "reign/regime_list.csv")
    assert label(read.last) == "2020-12"
    china = read.frame.filter((pl.col("place") == 710) & (pl.col("month") == read.last))
    assert china["regime_party"].to_list() == [1.0]


def test_every_file_can_be_taken_into_a_workspace(
    data: Path, workspace: Workspace
) -> None:
    files = [data / file for file in FILES if (data / file).is_file()]
    taken = [import_file(file, workspace) for file in files]
    assert [s.file.read_bytes() for s in taken] == [f.read_bytes() for f in files]
    again = [import_file(file, workspace) for file in files]
    assert [s.file for s in again] == [s.file for s in taken]

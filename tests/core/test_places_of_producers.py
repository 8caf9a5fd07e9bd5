from pathlib import Path

import polars as pl
import pytest

from karski.core import places
from karski.core.months import parse, year_of


def test_places_and_years_are_those_of_ucdps_country_year_file(data: Path) -> None:
    file = pl.read_csv(
        data / "ucdp" / "organizedviolencecy_v25_1.csv",
        columns=["country_id_cy", "year_cy", "region_cy"],
    )
    mapped, unmapped = places.attach(file, "country_id_cy", "number")
    assert unmapped == {}
    lives = places.lifetimes(parse("1989-01"), parse("2024-12"))
    ours = {(place, year_of(month)) for place, month in lives.iter_rows()}
    theirs = set(mapped.select("place", "year_cy").iter_rows())
    assert (theirs - ours, ours - theirs) == (set(), set())


def test_continents_are_ucdps_regions(data: Path) -> None:
    file = pl.read_csv(
        data / "ucdp" / "organizedviolencecy_v25_1.csv",
        columns=["country_id_cy", "region_cy"],
    ).unique()
    ours = {n: places.table()[n].continent for n, _ in file.iter_rows()}
    assert ours == dict(file.iter_rows())


def test_the_191_views_countries_map_one_to_one_under_their_own_names(
    data: Path,
) -> None:
    listed = pl.read_csv(data / "views_challenge" / "country_list.csv")
    by_id, unmapped = places.attach(listed, "country_id", "views")
    by_name, _ = places.attach(listed, "name", "name")
    assert unmapped == {}
    assert by_id["place"].n_unique() == 191
    assert by_id["place"].to_list() == by_name["place"].to_list()
    assert [places.to_views(n) for n in by_id["place"]] == listed[
        "country_id"
    ].to_list()


def test_views_begins_earlier_than_gleditsch_and_ward_only_for_georgia(
    data: Path,
) -> None:
    file = pl.read_csv(data / "views_challenge" / "cm_ged_sb_1990_2021.csv")
    present, _ = places.attach(file.drop_nulls("ged_sb"), "country_id", "views")
    ours = places.lifetimes(parse("1990-01"), parse("2021-12"))
    month = pl.col("month_id").cast(pl.Int32).alias("month")
    early = present.select("place", month).join(ours, on=["place", "month"], how="anti")
    assert early.sort("month").rows() == [
        (372, parse("1991-09")),
        (372, parse("1991-10")),
        (372, parse("1991-11")),
    ]


@pytest.mark.parametrize(
    ("file", "column", "scheme", "unmapped"),
    [
        ("ewp2025/countrynamesheet_complete.csv", "ccode", "cow", {}),
        ("ewp2025/countrynamesheet_complete.csv", "country", "name", {}),
        ("ewp2025/reg-data.csv", "ccode", "cow", {}),
        ("ewp2025/iccpr-data.csv", "ccode", "cow", {}),
        ("ewp2025/all-coups.csv", "ccode", "cow", {}),
        ("ewp2025/vdem_subset.csv", "COWcode", "cow", {}),
        ("ewp2025/epr-data.csv", "countries_gwid", "number", {}),
        ("ewp2025/pwt.csv", "iso3", "iso3", {}),
        ("ewp2025/HIEF_data.csv", "Country", "name", {}),
        ("reign/regime_list.csv", "cowcode", "cow", {}),
        ("reign/leaderlist_3_21.csv", "ccode", "cow", {}),
        ("reign/electionlist_3_21.csv", "ccode", "cow", {"533": 1}),
        ("ucdp/ged251_country_month.csv", "country_iso3", "iso3", {}),
        ("gdelt/gdelt_country_month.csv", "country_iso3", "iso3", {}),
        ("coups/powell_thyne_monthly.csv", "country_iso3", "iso3", {}),
    ],
)
def test_what_a_producers_codes_do_not_map_to_is_known(
    data: Path, file: str, column: str, scheme: places.Scheme, unmapped: dict[str, int]
) -> None:
    frame = pl.read_csv(data / file, columns=[column], encoding="utf8-lossy")
    assert places.attach(frame, column, scheme)[1] == unmapped


def test_iso_and_cow_codes_in_one_file_lead_to_the_same_place(data: Path) -> None:
    for file, iso in (("pwt.csv", "iso3"), ("wdi.csv", "iso3c")):
        frame = pl.read_csv(data / "ewp2025" / file, columns=[iso, "ccode"]).unique()
        by_cow, _ = places.attach(frame.drop_nulls(), "ccode", "cow")
        both, lost = places.attach(by_cow.rename({"place": "cow"}), iso, "iso3")
        apart = both.filter(pl.col("cow") != pl.col("place")).select(iso, "ccode")
        assert lost == {}
        # one ISO code for a state and for what it was parted from or joined with
        assert set(apart.iter_rows()) <= {("CZE", 315), ("YEM", 680)}

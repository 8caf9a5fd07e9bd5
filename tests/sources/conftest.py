"""Small invented files of every producer's shape."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from karski.core.workspace import Workspace
from karski.sources import (
    epr,
    ewp_base,
    ewp_predictors,
    simulated,
    simulated_onsets,
    ucdp_country_year,
    vdem,
    wdi,
    world_bank_regions,
)
from karski.sources._episodes import HEADER as EPISODE

Rows = Sequence[Mapping[str, object]]
Write = Callable[..., Path]

EVENT: dict[str, object] = {
    "id": 1,
    "year": 2013,
    "active_year": True,
    "type_of_violence": 1,
    "conflict_name": "Nowhere: Government",
    "source_article": 'Two lines,\nand "quoted" words',
    "where_prec": 1,
    "latitude": 35.763369,
    "longitude": 36.558974,
    "country": "Syria",
    "country_id": 652,
    "date_start": "2013-01-03",
    "date_end": "2013-01-03",
    "deaths_civilians": 1,
    "best": 3,
    "high": 5,
    "low": 2,
}


def text(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _country_year(year: int) -> dict[str, object]:
    numbers = dict.fromkeys(ucdp_country_year.WRITTEN.values(), 4)
    return {"country_id_cy": 700, "year_cy": year, **numbers, "version": "25.1"}


def _wide(key: dict[str, object], names: Sequence[str]) -> dict[str, object]:
    return {**key, **dict.fromkeys(names, 1)}


def _base() -> list[str]:
    return [n for n in ewp_base.WRITTEN.values() if n != "independence_year"]


STATE: dict[str, object] = {"country": "Cuba", "ccode": 40, "year": 2020}

SAMPLES: dict[str, tuple[str, Rows]] = {
    "ucdp_ged": ("GEDEvent_v25_1.csv", [EVENT, {**EVENT, "id": 2}]),
    "ucdp_country_year": (
        "organizedviolencecy_v25_1.csv",
        [_country_year(2023), _country_year(2024)],
    ),
    "ucdp_country_month": (
        "ged251_country_month.csv",
        [
            {
                "country_iso3": "AFG",
                "year": 1989,
                "month": month,
                "event_count": 2,
                "fatalities_best": 7,
                "fatalities_high": 9,
                "civilian_deaths": 3,
                "peak_event_fatalities": 4,
                "state_based_events": 1,
                "non_state_events": 0,
                "one_sided_events": 1,
            }
            for month in (1, 2)
        ],
    ),
    "views_challenge": (
        "cm_ged_sb.csv",
        [
            {"month_id": 121, "country_id": 1, "name": "Guyana", "ged_sb": 2.0},
            {"month_id": 122, "country_id": 1, "name": "Guyana", "ged_sb": ""},
        ],
    ),
    "powell_thyne": (
        "coups.csv",
        [
            {
                "country_iso3": "AFG",
                "year_month": "1990-03",
                "pt_coup_successful": 0,
                "pt_coup_failed": 1,
                "pt_coup_count": 1,
                "pt_coup_event": 1,
            }
        ],
    ),
    "gdelt": (
        "gdelt.csv",
        [
            {
                "country_iso3": "AFG",
                "year_month": "1990-03",
                "gdelt_conflict_event_count": 12,
                "gdelt_protest_event_count": 0,
                "gdelt_goldstein_mean": -9.5,
            }
        ],
    ),
    "reign_elections": (
        "electionlist_3_21.csv",
        [
            {
                "ccode": 700,
                "electionnumber": 1,
                "country": "Afghanistan",
                "elec_year": 2004,
                "elec_month": 10,
                "elec_day": 9,
                "event": "Vote, As Scheduled",
                "elecnum": 700001,
                "type": "X",
            }
        ],
    ),
    "reign_leaders": (
        "leaderlist_3_21.csv",
        [
            {
                "ccode": 2,
                "leadid": "A",
                "leader": "Someone",
                "sdate": 20,
                "smonth": 1,
                "syear": 2021,
                "emonth": "",
                "eyear": "",
                "birthyear": 1942,
                "gender": 1,
                "militarycareer": 0,
            }
        ],
    ),
    "reign_regimes": (
        "regime_list.csv",
        [
            {
                "cowcode": 40,
                "gwf_country": "Cuba",
                "gwf_casename": "Cuba 59",
                "gwf_startdate": "10/10/2020",
                "gwf_enddate": "12/31/2020",
                "gwf_regimetype": "party-personal",
            }
        ],
    ),
    "ewp_predictors": (
        "prepared.csv",
        [
            _wide(
                {"ewp_name": "Cuba", "year": 2020, "ccode": 40},
                [column.name for column in ewp_predictors.COLUMNS],
            )
        ],
    ),
    "ewp_base": (
        "basedata.csv",
        [_wide({**STATE, "independence_year": 1902}, _base())],
    ),
    "ewp_coups": ("all-coups.csv", [{**STATE, "cou.any": 1}]),
    "ewp_episodes": (
        "episodes.csv",
        [
            {
                **dict.fromkeys(EPISODE, ""),
                "country": "Cuba",
                "mk_event_code": "cub1959s1",
                "State-Led or Non-State-Led": "State-Led",
                "startyear": 1959,
                "endyear": 1970,
                "mk_number_eth_groups": 0,
                "mk_location_cow": 40,
                "mk_location_inheritor1": 40,
                "mk_repsonsible_state_cow": 40,
            }
        ],
    ),
    "hief": ("HIEF_data.csv", [{"Country": "Cuba", "Year": 2010, "EFindex": 0.5}]),
    "iccpr": ("iccpr-data.csv", [{**STATE, "ios.iccpr1": 0}]),
    "maddison": ("maddison.csv", [{**STATE, "mad_gdppc": 7000.5, "mad_pop": 11e6}]),
    "penn_world_table": (
        "pwt.csv",
        [
            {
                **STATE,
                "iso3": "CUB",
                "pwt_pop": 11e6,
                "pwt_gdppc": 7000.5,
                "pwt_gdppcgrowth": -2.5,
            }
        ],
    ),
    "ucdp_battle_deaths": (
        "BattleDeaths_v25_1.csv",
        [
            {
                "dyad_id": 1,
                "year": 2020,
                "type_of_conflict": 3,
                "gwno_loc": 40,
                "bd_low": 20,
                "bd_best": 31,
                "bd_high": 50,
                "version": "25.1",
            }
        ],
    ),
    "un_infant_mortality": (
        "un_imr_clean.csv",
        [{"iso3c": "CUB", "year": 2020, "un_imr": 4.2, "ccode": 40}],
    ),
    "world_bank_regions": (
        "reg-data.csv",
        [_wide(STATE, [*world_bank_regions.WRITTEN.values()])],
    ),
    "vdem": (
        "vdem_subset.csv",
        [_wide({"COWcode": 40.0, "year": 2020.0}, [*vdem.WRITTEN.values()])],
    ),
    "wdi": (
        "wdi.csv",
        [_wide({"iso3c": "CUB", "year": 2020}, [*wdi.WRITTEN.values()])],
    ),
    "epr": (
        "epr-data.csv",
        [_wide({"countries_gwid": 40, "year": 2020}, [*epr.WRITTEN.values()])],
    ),
}


@pytest.fixture
def samples(tmp_path: Path) -> Mapping[str, Path]:
    """A file of every source, with the rows that follow in `SAMPLES`."""
    folder = tmp_path / "samples"
    folder.mkdir()
    files = {}
    for name, (file_name, rows) in SAMPLES.items():
        files[name] = folder / file_name
        files[name].write_text(text(rows), encoding="utf-8")
    files["simulated"] = folder / "simulated.csv"
    world = simulated.simulate(seed=3, months=24)
    simulated.write(world, files["simulated"])
    files["simulated_onsets"] = folder / "simulated_onsets.csv"
    onsets = simulated_onsets.simulate(seed=3, years=4)
    simulated_onsets.write(onsets, files["simulated_onsets"])
    return files


@pytest.fixture
def events(tmp_path: Path) -> Write:
    """Write events that differ from `EVENT` as told; return the file."""

    def write(*changes: Mapping[str, object], name: str = "GEDEvent_v25_1.csv") -> Path:
        rows = [{**EVENT, "id": i + 1, **change} for i, change in enumerate(changes)]
        file = tmp_path / name
        file.write_text(text(rows), encoding="utf-8")
        return file

    return write


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Write rows of any source's sample, changed as told; return the file."""

    def write(source: str, *changes: Mapping[str, object], name: str = "") -> Path:
        file_name, rows = SAMPLES[source]
        file = tmp_path / (name or file_name)
        file.write_text(text([{**rows[0], **c} for c in changes]), encoding="utf-8")
        return file

    return write


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")

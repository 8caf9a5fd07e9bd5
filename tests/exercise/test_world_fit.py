"""What is measured of areas, by hand; the fit that is shipped; bad files of events."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.documents import parse
from karski.core.errors import DocumentError, MissingDataError, SourceError
from karski.exercise.world import assuming
from karski.exercise.world._areas import Population, invented
from karski.exercise.world._base_rates import BaseRates, Ends
from karski.exercise.world._events import events_file, read_events
from karski.exercise.world._observed import (
    CLASSES,
    MEMORY,
    PERIOD,
    Killing,
    intervals,
    statistics,
    values,
)
from karski.exercise.world._search import Rates, Trial, _scaled, search
from karski.exercise.world.assuming import Assumptions, assumptions, base_rates
from karski.exercise.world.fitting import fit, model_areas
from karski.exercise.world.measuring import real

PERIODS = 28
HEADER = "id,type_of_violence,country,latitude,longitude,date_end,best\n"


def by_hand() -> Killing:
    """Area 0 is at risk from period 24 on; area 1 kills once, in its last period."""
    rows = [
        (0, 10, 3),  # before anything counts
        (0, 24 * PERIOD, 9),
        (0, 24 * PERIOD + 1, 6),  # 15 deaths: attacks
        (0, 26 * PERIOD + 5, 120),  # mass violence, four weeks and more later
        (1, 27 * PERIOD, 1),
    ]
    area, day, deaths = (np.array(column) for column in zip(*rows, strict=True))
    return Killing(area, day, deaths, np.array([0, 1]), PERIODS)


def test_statistics_are_those_counted_by_hand() -> None:
    found = statistics(by_hand())
    value = dict(zip([each.name for each in found], values(found), strict=True))
    # at risk: area 0 in periods 24 (of period 0), 25, 26 and 27 (of period 24, 26)
    assert value["share quiet"] == 2 / 4
    assert value["share attacks"] == value["share mass violence"] == 1 / 4
    assert value["attacks to quiet"] == value["mass violence to quiet"] == 1
    assert value["quiet to mass violence"] == 1  # period 25 to 26; 27 is the last
    assert value["events in attacks"] == 2
    assert value["deaths"] == (15 + 120) / 4
    assert value["at least 5"] == 3 / 5
    assert value["at least 100"] == 1 / 5
    assert value["again in 1"] == value["again in 7"] == 1 / 5
    assert np.isnan(value["incidents to quiet"])
    assert MEMORY == 24


def test_a_large_event_is_cut_in_means_and_nowhere_else() -> None:
    killing = by_hand()
    killing.deaths[3] = 40_000
    found = statistics(killing)
    value = dict(zip([each.name for each in found], values(found), strict=True))
    assert value["deaths"] == (15 + 1000) / 4
    assert value["at least 100"] == 1 / 5


def test_intervals_resample_whole_clusters() -> None:
    one_country = Killing(
        *(getattr(by_hand(), name) for name in ("area", "day", "deaths")),
        np.array([0, 0]),
        PERIODS,
    )
    found = statistics(one_country)
    ends = intervals(found, one_country.clusters)
    known = ~np.isnan(values(found))
    assert np.array_equal(ends[known, 0], values(found)[known])
    assert np.array_equal(ends[known, 1], values(found)[known])


def test_the_shipped_fit_is_of_real_events_and_near_them() -> None:
    data = base_rates().data
    assert (data.events, data.areas) == (44_591, 1_886)
    near = [row for row in fit() if _meet(row.data_interval, row.model_interval)]
    assert len(near) >= 0.8 * len(fit())
    shares = {row.name: row for row in fit()}
    for name in CLASSES:
        row = shares[f"share {name}"]
        assert row.model == pytest.approx(row.data, abs=0.02)


def _meet(one: Ends | None, other: Ends | None) -> bool:
    assert one is not None
    assert other is not None
    return one[0] <= other[1] and other[0] <= one[1]


def test_the_shipped_fit_is_that_of_the_shipped_assumptions() -> None:
    lived = statistics(model_areas())
    shipped = {row.name: row.model for row in fit()}
    for each, value in zip(lived, values(lived), strict=True):
        assert shipped[each.name] == pytest.approx(value, rel=1e-3)


def test_areas_are_the_same_each_time() -> None:
    rates = (Assumptions.shipped(), Population(0.45, 0.05), 2, 3)
    one, again, other = invented(*rates), invented(*rates), invented(*rates, seed=1)
    assert np.array_equal(one.deaths, again.deaths)
    assert not np.array_equal(one.day, other.day)
    assert one.day.max() < 3 * PERIOD
    assert one.clusters.tolist() == [0] * 6 + [1] * 6


def test_a_search_finds_its_way_back() -> None:
    truth = Assumptions.shipped()
    spread = Population(0.4, 0.08)
    trial = Trial(rings=4, periods=8)
    data = invented(truth, spread, trial.rings, trial.periods)
    start = Rates(truth.changed("incidents", lambda x: 2 * x), spread)
    told: list[str] = []
    found = search(data, start, 1, trial, told.append)
    aim = _scaled(statistics(data), values(statistics(data)))

    def miss(rates: Rates) -> float:
        lived = statistics(
            invented(rates.assumptions, rates.population, trial.rings, trial.periods)
        )
        return float(np.nansum((_scaled(lived, values(lived)) - aim) ** 2))

    assert miss(found) < miss(start)
    assert [line.split(":")[0] for line in told] == ["step 0", "end"]
    assert list(found.assumptions.incidents) == sorted(found.assumptions.incidents)


def test_every_assumption_says_where_it_is_from() -> None:
    for item in assumptions():
        assert item.source[-1] == item.if_wrong[-1] == "."
        assert getattr(Assumptions.shipped(), item.name) == item.value
    fitted = {item.name for item in assumptions() if item.origin == "data"}
    assert fitted == {"rise", "ease", "incidents", "scale", "shape"}


def test_a_worse_phase_is_never_less_deadly() -> None:
    shipped = Assumptions.shipped()
    for name in ("incidents", "deadly", "scale", "fear"):
        value = getattr(shipped, name)
        assert list(value) == sorted(value)


TEXT = (Path(assuming.__file__).parent / assuming.FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("times: [0.9, 1.1]", "times: [1.1, 0.9]", "one below 1, one above it"),
        ("origin: data", "origin: hearsay", "'origin' cannot be"),
        ("name: midpoint", "name: midpoint\n    nmae: x", "'nmae' is no field here"),
    ],
)
def test_a_slip_in_the_document_is_told_by_its_line(
    was: str, becomes: str, why: str
) -> None:
    with pytest.raises(DocumentError, match=why):
        parse(TEXT.replace(was, becomes, 1), "base_rates.yaml", BaseRates)


def test_events_are_read_by_area_of_one_degree(tmp_path: Path) -> None:
    file = tmp_path / "GEDEvent_v25_1.csv"
    file.write_text(
        HEADER
        + "1,3,Land,9.2,-4.5,2001-01-03,4\n"
        + "2,2,Land,9.9,-4.1,2001-01-03,1\n"  # the same degree
        + "3,1,Land,9.9,-4.1,2001-01-03,50\n"  # a battle
        + "4,3,Land,9.9,-4.1,2001-01-04,0\n"  # nobody died
        + "5,3,Else,-9.2,4.5,2001-04-05,7\n"
    )
    found = read_events(events_file(tmp_path))
    killing = found.killing
    assert (found.first, found.last) == ("2001-01-03", "2001-04-05")
    assert killing.periods == 3  # the fourth has not ended
    assert sorted(killing.deaths.tolist()) == [1, 4]
    assert killing.day.tolist() == [2, 2]
    assert len(set(killing.area.tolist())) == 1
    assert len(killing.clusters) == 2


def test_files_that_are_no_events_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="holds no single events of UCDP GED"):
        real(tmp_path)
    file = tmp_path / "GEDEvent_v25_1.csv"
    file.write_text("id,best\n1,2\n")
    with pytest.raises(SourceError, match="has no column 'type_of_violence'"):
        real(tmp_path)
    file.write_text(HEADER + "1,3,Land,9.2,-4.5,2001-01-03,many\n")
    with pytest.raises(SourceError, match="'many'"):
        real(tmp_path)


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    csv = tmp_path / "GEDEvent_v25_1.csv"
    rows = "".join(f"{n},3,Land,9.2,-4.5,2001-0{n}-03,{n}\n" for n in range(1, 6))
    csv.write_text(HEADER + rows)
    parquet = tmp_path / "ged251_events_all.parquet"
    pl.read_csv(csv).write_parquet(parquet)
    one, other = read_events(csv).killing, read_events(parquet).killing
    assert np.array_equal(one.day, other.day)
    assert events_file(tmp_path) == parquet

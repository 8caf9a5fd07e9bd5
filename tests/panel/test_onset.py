"""The panel of mass killing."""

from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import MissingDataError
from karski.panel import onset
from karski.panel._codes import with_codes
from karski.panel.series import Release
from karski.panel.stock import Stock
from karski.sources import catalogue
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, load

PREPARED = "ewp2025/prepared2024predictors-2025-09-03.csv"


def stock(**readings: Reading) -> Stock:
    return Stock({name: (Release(name, read, {}),) for name, read in readings.items()})


@pytest.fixture(scope="module")
def prepared(data: Path) -> Path:
    if not (data / PREPARED).is_file():
        pytest.skip(f"{PREPARED} is not in the folder of producers' files")
    return data / PREPARED


@pytest.fixture(scope="module")
def reading(prepared: Path) -> Reading:
    return load(catalogue()["ewp_predictors"], prepared)


def test_without_the_prepared_file_it_says_what_to_import() -> None:
    with pytest.raises(MissingDataError, match="import the Early Warning Project's"):
        onset.build(Stock({}))


def test_no_column_speaks_of_a_later_year() -> None:
    assert [c.name for c in onset.COLUMNS if c.ahead_years] == []
    assert [c.name for c in onset.COLUMNS if c.name.startswith("mk_onset_")] == [
        "mk_onset_prev_year"
    ]


def test_every_country_year_of_the_prepared_file_is_there(reading: Reading) -> None:
    panel = onset.build(stock(ewp_predictors=reading))
    assert (panel.as_of, panel.period) == (2024, "year")
    assert panel.frame.select("place", "year").equals(
        reading.frame.select("place", "year")
    )
    assert panel.frame["gdppcgrowth"].null_count() == 125


def test_the_producers_numbers_come_back(prepared: Path, reading: Reading) -> None:
    sheet = open_sheet(prepared, ["ccode", "year"])
    theirs = set(zip(sheet.whole("ccode"), sheet.whole("year"), strict=True))
    panel = onset.build(stock(ewp_predictors=reading))
    assert set(panel.frame.select("ccode", "year").iter_rows()) == theirs


def test_only_yemen_changes_its_number() -> None:
    rows = [(p, y) for p in (260, 678, 345) for y in (1989, 1990)]
    frame = pl.DataFrame(rows, ["place", "year"], orient="row").cast(pl.Int32)
    found = with_codes(frame)["ccode"].to_list()
    assert found == [255, 255, 678, 679, 345, 345]

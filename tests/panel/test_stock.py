"""What is gathered from a folder: each file serves, is refused, or is no source's."""

import zipfile
from pathlib import Path

import polars as pl
import pytest

from karski import sources
from karski.core.errors import MissingDataError
from karski.core.workspace import Workspace
from karski.panel import stock

GOOD = "month_id,country_id,ged_sb\n" + "".join(f"{m},1,0\n" for m in range(121, 133))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    place.mkdir()
    (place / "good.csv").write_text(GOOD)
    return place


def gathered(folder: Path) -> stock.Stock:
    found = stock.gather(Workspace(folder.parent / "workspace"), folder)
    assert list(found.releases) == ["views_challenge"]
    return found


def test_tables_of_others_are_counted_and_not_complained_of(folder: Path) -> None:
    (folder / "other.csv").write_text("x,y\n1,2\n")
    pl.DataFrame({"x": [1]}).write_parquet(folder / "other.parquet")
    found = gathered(folder)
    assert (found.refused, found.unknown) == ((), ("other.csv", "other.parquet"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("b.csv", GOOD.encode("utf-16"), "as UTF-16 text does"),
        ("b.csv", b"<html>not found</html>", "this is a web page"),
        ("b.csv", b"", "the file is empty"),
        ("b.csv", b'{"error": 1}', "this is JSON"),
        ("b.zip", b"PK\x03\x04 cut short", "the archive is cut short or damaged"),
        ("b.csv.gz", b"\x1f\x8b\x08", "the archive is cut short or damaged"),
        ("b.parquet", b"PAR1", "not a whole Parquet file"),
        ("b.parquet", b"", "not a whole Parquet file"),
        (
            "b.csv",
            b"country_iso3,year_month,gdelt_conflict_event_count,"
            b"gdelt_protest_event_count\nAFG,1990-03,1,2\n",
            "looks like that of GDELT, country-month but has no column",
        ),
    ],
)
def test_a_damaged_file_or_nearly_a_sources_is_refused_in_a_sentence(
    folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    found = gathered(folder)
    assert found.unknown == ()
    (sentence,) = found.refused
    assert sentence.startswith(f"{name}: ")
    assert reason in sentence


def test_a_zip_cut_in_half_is_refused(folder: Path) -> None:
    whole = folder / "b.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.csv", GOOD)
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2])
    assert ["cut short" in sentence for sentence in gathered(folder).refused] == [True]


def test_the_simulated_world_holds_deaths_by_month_and_onsets_by_year(
    tmp_path: Path,
) -> None:
    found = stock.simulated(Workspace(tmp_path))
    assert found.simulated
    assert list(found.releases) == ["simulated", "simulated_onsets"]
    series = found.series("deaths_total")
    assert (series.source, series.simulated) == ("simulated", True)
    assert found.covariates(series) == ()
    onsets = found.onsets()
    assert onsets.source == "simulated_onsets"
    assert (onsets.reading.first, onsets.reading.last) == (1960, 2024)


def test_a_stock_without_onsets_says_where_to_get_them(folder: Path) -> None:
    with pytest.raises(MissingDataError, match="data pull ewp_predictors"):
        gathered(folder).onsets()


def test_the_simulated_world_never_stands_beside_real_data(folder: Path) -> None:
    for name in stock.SIMULATED:
        generate = sources.catalogue()[name].generate
        assert generate is not None
        generate(folder / f"{name}.csv")
    refused = [f"{name}.csv: {stock.NEVER_MIXED}" for name in sorted(stock.SIMULATED)]
    assert list(gathered(folder).refused) == refused


def test_a_simulated_world_in_the_workspace_never_stands_beside_real_data(
    folder: Path,
) -> None:
    stock.simulated(Workspace(folder.parent / "workspace"))
    gathered(folder)

"""Lists in the producer's layouts."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from karski.core import places
from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.export import NAMES, write_list, write_past
from karski.forecasts.onset.risks import risks
from karski.panel._panel import Panel
from karski.panel.onset import CODE, COLUMNS, PREDICTORS, STATE

FINAL = "final_forecasts_data_3Sep2025.csv"


def test_a_list_has_the_producers_columns_the_highest_first(
    issued: Issued, tmp_path: Path
) -> None:
    write_list(issued, tmp_path / "list.csv")
    table = pl.read_csv(tmp_path / "list.csv")
    assert table.columns == ["ewp_name", "risk", "rank"]
    assert len(table) == len(issued.risks)
    assert table["rank"].to_list() == issued.risks["rank"].to_list()
    assert table["risk"].to_list() == issued.risks["risk"].to_list()
    assert table["ewp_name"].n_unique() == len(table)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (775, "Burma/Myanmar"),
        (490, "Democratic Republic of Congo"),
        (2, "United States of America"),
        (70, "Mexico"),
    ],
)
def test_a_state_is_called_as_the_producer_calls_it(
    place: int, name: str, issued: Issued, tmp_path: Path
) -> None:
    one = issued.risks.head(1).with_columns(place=pl.lit(place, pl.Int32))
    write_list(replace(issued, risks=one), tmp_path / "list.csv")
    assert pl.read_csv(tmp_path / "list.csv")["ewp_name"].to_list() == [name]


def test_a_list_is_written_whole_or_not_at_all(issued: Issued, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("as it was")
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        write_list(replace(issued, risks=issued.risks.drop("risk")), file)
    assert file.read_text() == "as it was"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.usefixtures("one_processor")
def test_the_past_has_every_complete_country_year_once(
    panel: Panel, tmp_path: Path
) -> None:
    found = risks(Question("onset_elastic_net"), panel, (1999, 2000, 2001))
    written = write_past(found, panel, tmp_path / "past.csv")
    table = pl.read_csv(tmp_path / "past.csv")
    assert table.columns == ["year", "ccode", "risk"]
    complete = panel.frame.drop_nulls(PREDICTORS).filter(
        pl.col("year").is_between(1999, 2001)
    )
    expected = complete.select(pl.col("year") + 1, "ccode").sort("year", "ccode")
    assert table.select("year", "ccode").rows() == expected.rows()
    assert (2001, 40) not in table.select("year", "ccode").rows()  # Cuba lacks 2000
    assert table["risk"].to_list() == written["risk"].to_list()
    assert table.filter(~pl.col("risk").is_between(0, 1)).is_empty()


def test_the_past_is_written_with_the_code_of_its_year(tmp_path: Path) -> None:
    keys = pl.DataFrame(
        {"place": [678, 678], "year": [1989, 1990], "ccode": [678, 679]}
    )
    filled = [pl.lit(0.0).alias(c.name) for c in (*COLUMNS, STATE)]
    frame = keys.cast(pl.Int32).with_columns(filled)
    panel = Panel.of(frame, 1990, (*COLUMNS, CODE, STATE), "year")
    found = frame.select("place", "year", risk=pl.lit(0.5))
    write_past(found, panel, tmp_path / "past.csv")
    assert pl.read_csv(tmp_path / "past.csv").rows() == [
        (1990, 678, 0.5),
        (1991, 679, 0.5),
    ]


def test_every_state_that_the_producer_forecasts_is_called_as_there(
    data: Path, issued: Issued, tmp_path: Path
) -> None:
    file = data / "ewp2025" / FINAL
    if not file.exists():
        pytest.skip(f"no {FINAL} of the producer")
    theirs = pl.read_csv(file, null_values=["NA"]).select("ewp_name", code="ccode")
    cow = places.codes("cow").with_columns(pl.col("code").cast(pl.Int64))
    known = theirs.join(cow, on="code", how="left").cast({"place": pl.Int32})
    risks_ = known.select("place", risk=pl.lit(0.1), rank=pl.lit(1.0))
    write_list(replace(issued, risks=risks_), tmp_path / "list.csv")
    ours = pl.read_csv(tmp_path / "list.csv")["ewp_name"]
    assert ours.to_list() == known["ewp_name"].to_list()
    assert set(NAMES) <= set(known["place"]) | {816}  # which is no more

"""Files of risks at the door: what is read, and the sentence for what is not."""

from pathlib import Path

import polars as pl
import pytest

from karski.core.errors import SourceError
from karski.evaluation.onset_cases import History
from karski.evaluation.onset_file import (
    Risks,
    lacking,
    passed_over,
    read_risks,
    rows_of_all,
)

GOOD = "year,ccode,risk\n1994,2,0.25\n1994,255,0\n1995,2,1\n"


@pytest.fixture
def write(tmp_path: Path) -> object:
    def file(text: str) -> Path:
        path = tmp_path / "mine.csv"
        path.write_text(text)
        return path

    return file


def test_codes_become_places_and_other_columns_are_passed_over(write: object) -> None:
    read = read_risks(write("rank," + GOOD.replace("\n1", "\n7,1")))
    assert read.name == "mine.csv"
    expected = [(2, 1994, 0.25), (260, 1994, 0.0), (2, 1995, 1.0)]
    assert read.frame.rows() == expected
    assert read.frame.schema == {
        "place": pl.Int32,
        "year": pl.Int32,
        "risk": pl.Float64,
    }


def test_the_peers_own_layout_is_read_without_the_rows_it_made_no_forecast_for(
    write: object,
) -> None:
    text = '"","year","ccode","risk_prev"\n"1",1994,2,0.25\n"2",1994,20,NA\n'
    assert read_risks(write(text)).frame.rows() == [(2, 1994, 0.25)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            GOOD.replace("risk", "chance"),
            "mine.csv: row 1 has no column 'risk'; it has year, ccode, chance...; is"
            " this the right file?",
        ),
        (
            GOOD.replace("0.25", "25"),
            "mine.csv: row 2, column 'risk': '25' is no risk; write a number from 0 to"
            " 1, not per cent",
        ),
        (
            GOOD.replace("0.25", "-0.1"),
            "mine.csv: row 2, column 'risk': '-0.1' is no risk; write a number from 0"
            " to 1, not per cent",
        ),
        (
            GOOD.replace("0.25", "high"),
            "mine.csv: row 2, column 'risk': 'high' is not a number; correct or remove"
            " the row",
        ),
        (
            GOOD.replace("0.25", "inf"),
            "mine.csv: row 2, column 'risk': 'inf' is not a number; correct or remove"
            " the row",
        ),
        (
            GOOD.replace("0.25", "NaN"),
            "mine.csv: row 2, column 'risk' has no value (1 such); fill it in or"
            " remove the row",
        ),
        (
            GOOD.replace("1995,2", "1995,"),
            "mine.csv: row 4, column 'ccode' has no value (1 such); fill it in or"
            " remove the row",
        ),
        (
            GOOD.replace("255", "999"),
            "mine.csv: row 3, column 'ccode': '999' is no code of a country that Karski"
            " knows; correct or remove the row",
        ),
        (
            GOOD.replace("1995", "1995.5"),
            "mine.csv: row 4, column 'year': '1995.5' is not a whole number; correct or"
            " remove the row",
        ),
        (
            GOOD.replace("1995", "95"),
            "mine.csv: row 4, column 'year': '95' is below 1700; correct the row",
        ),
        (
            GOOD.replace("1995", "1994"),
            "mine.csv: rows 2 and 4 both give a risk for United States (2) in 1994;"
            " keep one",
        ),
        (
            GOOD + "1994,260,0.1\n",  # a state's former number
            "mine.csv: rows 3 and 5 both give a risk for Germany (255) in 1994; keep"
            " one",
        ),
        (
            "year,ccode,risk_prev\n1994,2,NA\n",
            "mine.csv: there is no row of risks; write the file anew",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    write: object, text: str, sentence: str
) -> None:
    with pytest.raises(SourceError) as said:
        read_risks(write(text))
    assert str(said.value) == sentence


def given(*rows: tuple[int, int], name: str = "mine.csv") -> Risks:
    key = {"place": pl.Int32, "year": pl.Int32}
    frame = pl.DataFrame(list(rows), key, orient="row")
    return Risks(name, frame.with_columns(risk=pl.lit(0.5)))


REQUIRED = given((2, 1994), (20, 1994), (2, 1995)).frame.drop("risk")


def test_every_required_row_or_a_refusal_that_counts_and_names_the_first() -> None:
    whole = given(*REQUIRED.rows(), (2, 2030))
    rows, gaps = rows_of_all([whole], REQUIRED)
    assert (rows.rows(), gaps) == (REQUIRED.rows(), [])
    with pytest.raises(SourceError) as said:
        rows_of_all([given((20, 1994))], REQUIRED)
    assert str(said.value) == (
        "mine.csv lacks 2 of the 3 country-years to be scored, first United States in"
        " 1994; complete the file, or score with --partial what every file has"
    )


def test_partial_files_are_scored_on_what_all_have_and_each_gap_is_told() -> None:
    ours, theirs = given((2, 1994), (20, 1994)), given((20, 1994), (2, 1995), name="b")
    rows, gaps = rows_of_all([ours, theirs], REQUIRED, partial=True)
    assert rows.rows() == [(20, 1994)]
    assert gaps == [lacking(ours, REQUIRED), lacking(theirs, REQUIRED)]
    assert [gap.split(",")[0] for gap in gaps] == [
        "mine.csv lacks 1 of the 3 country-years to be scored",
        "b lacks 1 of the 3 country-years to be scored",
    ]


def test_files_with_no_row_in_common_are_refused() -> None:
    with pytest.raises(SourceError, match=r"no country-year .* in mine\.csv and b"):
        rows_of_all(
            [given((2, 1994)), given((2, 1995), name="b")], REQUIRED, partial=True
        )


def test_rows_that_are_not_scored_are_counted() -> None:
    past = History(REQUIRED, REQUIRED, 1994, 1995)
    assert passed_over(given((2, 1994)), past) == ""
    said = passed_over(given((2, 1994), (2, 1990), (2, 2030), (31, 1994)), past)
    assert said == (
        "mine.csv: 3 rows are not scored (2 of years outside 1994-1995, 1 of"
        " country-years whose outcome is not known or whose predictors were not)"
    )

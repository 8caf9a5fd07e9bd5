"""Candidates at the door."""

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from karski.core.errors import ReportableError
from karski.selection.candidates import Candidate
from karski.selection.files import read_candidates

HEAD = "id,country,sector,gender,institution,score"


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "candidates.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_columns_become_candidates_and_empty_cells_are_missing(tmp_path: Path) -> None:
    text = (
        f"{HEAD},attended,name,experience\n"
        "K1,hun,Ministry of Defence,F,Ministry,8.5,2,עדה בן־חיים,senior\n"
        "K2,,,,,,,,\n"
    )
    one, two = read_candidates(written(tmp_path, text))
    assert one == Candidate(
        "K1", "HUN", "defence", "woman", "Ministry", 8.5, None, "senior", 2,
        {"name": "עדה בן־חיים"},
    )  # fmt: skip
    assert two == Candidate("K2", None, None, None, more={"name": None})
    assert (one.group("name"), two.group("name"), one.parts) == (
        "עדה בן־חיים",
        None,
        8_500_000,
    )


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["K1", "POL", "ngo", "man", "Invented Foundation", 7])
    book.save(tmp_path / "candidates.xlsx")
    (one,) = read_candidates(tmp_path / "candidates.xlsx")
    assert one == Candidate(
        "K1", "POL", "civil society", "man", "Invented Foundation", 7
    )


def test_a_formula_is_read_by_its_saved_value_and_refused_without_one(
    tmp_path: Path,
) -> None:
    file = tmp_path / "candidates.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["K1", "POL", "ngo", "man", "Invented Foundation", "=3+4"])
    book.save(file)
    with pytest.raises(ReportableError, match=r"cell F2 holds a formula without a"):
        read_candidates(file)
    with ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    saved = re.sub(rb"<v ?/>|<v></v>", b"<v>7</v>", parts[sheet])
    assert saved != parts[sheet]
    with ZipFile(file, "w") as packed:
        for name, part in (parts | {sheet: saved}).items():
            packed.writestr(name, part)
    (one,) = read_candidates(file)
    assert one.score == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\nA,HUN,youth,man,X,1\nB,HUN,youth,man,X,1\nA,HUN,youth,man,X,1\n",
         "candidates.csv: candidate 'A' is there twice, in rows 2 and 4; remove one"),
        (f"{HEAD}\nA,HU,youth,man,X,1\n",
         "candidates.csv: row 2, column 'country': 'HU' is no country; did you mean"
         " 'HUN'?"),
        (f"{HEAD}\nA,HUN,defnce,man,X,1\n",
         "candidates.csv: row 2, column 'sector': 'defnce' is no sector; did you mean"
         " 'defence'?"),
        (f"{HEAD}\nA,HUN,youth,unicorn,X,1\n",
         "candidates.csv: row 2, column 'gender': 'unicorn' is no gender; known: woman,"
         " man, another"),
        (f"{HEAD}\nA,HUN,youth,man,X,high\n",
         "candidates.csv: row 2, column 'score': 'high' is not a number; correct or"
         " remove the row"),
        (f"{HEAD}\nA,HUN,youth,man,X,-1\n",
         "candidates.csv: row 2, column 'score': '-1' is below zero; correct or remove"
         " the row"),
        (f"{HEAD}\n,HUN,youth,man,X,1\n",
         "candidates.csv: row 2, column 'id' has no value"),
        (f"{HEAD}\n",
         "candidates.csv: there is no candidate below row 1; add one in each row"),
        ("", "candidates.csv: the file is empty; its first row names the columns id,"
         " country, sector, gender, institution, score"),
        ("id,country,gender,institution,score\nA,HUN,man,X,1\n",
         "candidates.csv: row 1 has no column 'sector'; it has id, country, gender,"
         " institution, score...; is this the right file?"),
        (HEAD.replace(",", ";") + "\n",
         "candidates.csv: row 1 separates columns by semicolons; save it with commas"),
        (f"{HEAD},name,name\nA,HUN,youth,man,X,1,a,b\n",
         "candidates.csv: row 1 has column 'name' twice"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReportableError) as error:
        read_candidates(written(tmp_path, text))
    assert str(error.value) == said


def test_bytes_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    file = written(tmp_path, f"{HEAD}\nA,HUN,youth,man,Košice,1\n".encode("latin2"))
    with pytest.raises(ReportableError, match="UTF-8"):
        read_candidates(file)

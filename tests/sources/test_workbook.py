"""Workbooks come through the same door as any other table."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from karski.core.errors import SourceError
from karski.sources._sheet import columns_of, open_sheet

Write = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Write:
    """Write rows to the first sheet of a workbook that has a second one."""

    def write(*rows: Sequence[object]) -> Path:
        workbook = Workbook()
        for row in rows:
            workbook.active.append(row)
        workbook.create_sheet("other").append(["x"])
        workbook.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return write


def test_cells_of_the_first_sheet_are_text_and_rows_keep_their_numbers(
    book: Write,
) -> None:
    file = book(
        ["a", "b", "c", None],
        [1945.0, 0.5, " x "],
        [None, None, None],
        ["NA", date(2020, 1, 31), "1945"],
        [None, "only b", None],
    )
    assert columns_of(file) == ["a", "b", "c"]
    assert open_sheet(file, ["c", "a", "b"]).frame.rows() == [
        (2, "x", "1945", "0.5"),
        (4, "1945", None, "2020-01-31 00:00:00"),
        (5, None, None, "only b"),
    ]


def test_an_optional_column_may_be_absent(book: Write) -> None:
    frame = open_sheet(book(["a"], [1]), ["a"], ["z"]).frame
    assert frame.rows() == [(2, "1", None)]


def test_a_column_that_is_not_there_is_named(book: Write) -> None:
    with pytest.raises(SourceError, match=r"book.xlsx: row 1 has no column 'z'"):
        open_sheet(book(["a"], [1]), ["z"])


def test_a_column_that_is_there_twice_is_named(book: Write) -> None:
    with pytest.raises(SourceError, match="column 'a' twice; remove one"):
        open_sheet(book(["a", "a"], [1, 2]), ["a"])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "row 1 of the first sheet is blank"),
        ([[None], [1]], "row 1 of the first sheet is blank"),
        ([["a"]], "no rows below the header"),
        ([["a"], [None]], "no rows below the header"),
    ],
)
def test_a_sheet_without_header_or_rows_is_refused(
    book: Write, rows: Sequence[Sequence[object]], reason: str
) -> None:
    with pytest.raises(SourceError, match=f"^book.xlsx: {reason}"):
        open_sheet(book(*rows), ["a"])


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 cut short"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match=r"^b.xlsx: not a whole Excel workbook; down"):
        columns_of(tmp_path / "b.xlsx")


def test_a_workbook_cut_in_half_is_refused(book: Write) -> None:
    file = book(["a"], [1])
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(SourceError, match=r"^book.xlsx: not a whole Excel workbook"):
        open_sheet(file, ["a"])

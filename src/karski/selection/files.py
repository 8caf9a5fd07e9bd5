"""Candidates from a table (CSV or XLSX); the only module here that reads a file."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import polars as pl
from openpyxl import load_workbook

from karski.core.errors import SelectionError, SourceError
from karski.selection.candidates import (
    GREATEST_SCORE,
    Candidate,
    nearest,
    word,
)
from karski.sources._sheet import ROW, Sheet, columns_of, open_sheet

NEEDED = ("id", "country", "sector", "gender", "institution", "score")
OWN = (*NEEDED, "region", "experience", "attended")
WORKBOOK = ".xlsx"


def read_candidates(file: Path) -> list[Candidate]:
    """Read the candidates, in the order of the file.

    Parameters
    ----------
    file : Path
        Columns ``id``, ``country`` (ISO 3166-1 alpha-3), ``sector``, ``gender``,
        ``institution``, ``score``; optionally ``region``, ``experience``, ``attended``
        (earlier workshops); and any others, kept as they are. An empty cell is missing.

    Raises
    ------
    SourceError
        The table is broken, or a value is missing or out of range; or a cell of a
        workbook holds a formula whose value was never saved.
    SelectionError
        A candidate is there twice, or the table holds none.
    """
    sheet = _open(file)
    if sheet.frame.is_empty():
        raise _nobody(file)
    _refuse_twice(sheet)
    further = [name for name in sheet.frame.columns if name not in (*OWN, ROW)]
    rows = sheet.frame.select(further).iter_rows(named=True)
    columns = (
        sheet.frame["id"],
        *(_words(sheet, name) for name in ("country", "sector", "gender")),
        sheet.frame["institution"],
        sheet.number("score", 0, GREATEST_SCORE, missing=True),
        *(sheet.frame[name] for name in ("region", "experience")),
        sheet.whole("attended", 0, missing=True),
        rows if further else ({} for _ in range(len(sheet.frame))),
    )
    return [Candidate(*values) for values in zip(*columns, strict=True)]


def _open(file: Path) -> Sheet:
    if file.is_file() and file.stat().st_size == 0:
        raise SourceError(
            f"{file.name}: the file is empty; its first row names the columns"
            f" {', '.join(NEEDED)}"
        )
    present = columns_of(file)
    _refuse_formulas(file)
    if len(present) == 1 and ";" in present[0]:
        raise SourceError(
            f"{file.name}: row 1 separates columns by semicolons; save it with commas"
        )
    for name in present:
        if present.count(name) > 1:
            raise SourceError(f"{file.name}: row 1 has column {name!r} twice")
        if name in (ROW, ""):
            raise SourceError(
                f"{file.name}: row 1 has a column named {name!r}; rename or remove it"
            )
    if file.suffix == ".csv" and b"\n" not in file.read_bytes().strip():
        raise _nobody(file)
    further = [name for name in present if name not in NEEDED]
    optional = list(dict.fromkeys([*further, *OWN[len(NEEDED) :]]))
    return open_sheet(file, NEEDED, optional)


def _refuse_formulas(file: Path) -> None:
    """Refuse a formula whose value was never saved: it would be read as missing."""
    if file.suffix.lower() != WORKBOOK:
        return
    with (
        closing(load_workbook(file, read_only=True)) as formulas,
        closing(load_workbook(file, read_only=True, data_only=True)) as values,
    ):
        rows = (each.worksheets[0].iter_rows() for each in (formulas, values))
        for pair in zip(*rows, strict=True):
            for told, found in zip(*pair, strict=True):
                if told.data_type == "f" and found.value is None:
                    raise SourceError(
                        f"{file.name}: cell {told.coordinate} holds a formula without a"
                        " value; open the workbook, let it calculate, and save it again"
                    )


def _nobody(file: Path) -> SelectionError:
    return SelectionError(
        f"{file.name}: there is no candidate below row 1; add one in each row"
    )


def _refuse_twice(sheet: Sheet) -> None:
    names = sheet.frame["id"]
    sheet.refuse(names.is_null(), "id", "")
    if names.is_unique().all():
        return
    first = sheet.frame.filter(names.is_duplicated())
    rows = first.filter(pl.col("id") == first["id"][0])[ROW]
    raise SelectionError(
        f"{sheet.name}: candidate {first['id'][0]!r} is there twice, in rows"
        f" {rows[0]} and {rows[1]}; remove one"
    )


def _words(sheet: Sheet, column: str) -> list[str | None]:
    """Return a column of agreed words; refuse a word that is none."""
    text = sheet.frame[column]
    known: Mapping[str, str | None] = {
        each: word(column, each) for each in text.drop_nulls().unique().sort()
    }
    strange = [each for each, found in known.items() if found is None]
    bad = text.is_in(strange).fill_null(value=False)
    first = text.filter(bad)[0] if bad.any() else ""
    why = f"is no {column}; {nearest(column, first)}" if first else ""
    sheet.refuse(bad, column, why)
    return [None if each is None else known[each] for each in text]

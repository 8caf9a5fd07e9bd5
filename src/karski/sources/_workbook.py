"""An Excel workbook's first sheet, every cell as text.

Of a formula, the value that was last saved is read. A number that is whole is written
without a decimal point, as a CSV would have it.
"""

from pathlib import Path

import fastexcel
import polars as pl

from karski.core.errors import SourceError

ENDING = ".xlsx"


def header(file: Path) -> list[str]:
    """Return the names in the first row, without the blank ones at its end.

    Raises
    ------
    SourceError
        The file is no workbook, or its first row is blank.
    """
    first = _cells(file, most=1)
    names = [str(name or "").strip() for name in (first.rows() or [()])[0]]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise SourceError(
            f"{file.name}: row 1 of the first sheet is blank; it must name the columns"
        )
    return names


def table(file: Path, names: list[str]) -> pl.DataFrame:
    """Return what stands below the header in the columns `names`, all of them text.

    Raises
    ------
    SourceError
        The file is no workbook, or nothing stands below its header.
    """
    present, cells = header(file), _cells(file)
    frame = cells.select(
        pl.nth(present.index(name)).cast(pl.String).alias(name) for name in names
    )
    if frame.height < 2:
        raise SourceError(f"{file.name}: no rows below the header; download it again")
    return frame.slice(1)


def _cells(file: Path, most: int | None = None) -> pl.DataFrame:
    try:
        sheet = fastexcel.read_excel(file).load_sheet(
            0, header_row=None, skip_rows=0, n_rows=most, dtypes="string"
        )
    except fastexcel.FastExcelError as error:
        raise SourceError(
            f"{file.name}: not a whole Excel workbook; download it again"
        ) from error
    return sheet.to_polars()

"""A producer's table as text, and the one way its cells become values."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from karski.core.errors import SourceError
from karski.sources import _workbook
from karski.sources._text import header, inspect
from karski.sources._unpack import opened, unpacked

MISSING = ("", "NA", "N/A", "..", ".", "NaN", "nan", "null")
ROW = "row"  # the column that numbers records; the header is 1
WHOLE_LIMIT = 2**53  # beyond it a float cannot tell whole numbers apart


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some columns of a producer's table, every cell as written.

    Attributes
    ----------
    name : str
        The file's name, for messages.
    frame : polars.DataFrame
        Strings without surrounding blanks, null where the producer wrote nothing (or
        ``..``, ``NA``); and ``row``, the record's number in the file, header = 1.
    """

    name: str
    frame: pl.DataFrame

    def refuse(self, bad: pl.Series, column: str, why: str) -> None:
        """Raise if any of `bad` holds, naming the first such row and its value.

        Raises
        ------
        SourceError
        """
        if not bad.any():
            return
        rows = self.frame.filter(bad)
        value = rows[column][0]
        written = " has no value" if value is None else f": {value!r} {why}"
        raise SourceError(
            f"{self.name}: row {rows[ROW][0]}, column {column!r}{written}"
            f"{_more(len(rows))}"
        )

    def number(
        self,
        column: str,
        least: float | None = None,
        greatest: float | None = None,
        *,
        missing: bool = False,
    ) -> pl.Series:
        """Return a column as numbers.

        Raises
        ------
        SourceError
            A value is no finite number, out of bounds, or missing where it may not be.
        """
        text = self.frame[column]
        values = text.cast(pl.Float64, strict=False)
        if not missing:
            self.refuse(text.is_null(), column, "")
        unread = text.is_not_null() & ~values.is_finite().fill_null(value=False)
        self.refuse(unread, column, "is not a number; correct or remove the row")
        if least is not None:
            self.refuse((values < least).fill_null(value=False), column, _below(least))
        if greatest is not None:
            above = (values > greatest).fill_null(value=False)
            self.refuse(above, column, f"is above {greatest:g}; correct the row")
        return values

    def whole(
        self,
        column: str,
        least: float | None = None,
        greatest: float | None = None,
        *,
        missing: bool = False,
    ) -> pl.Series:
        """Return a column as whole numbers; ``70.0`` is one.

        Raises
        ------
        SourceError
            As `number`; or a value is not whole.
        """
        values = self.number(
            column, -WHOLE_LIMIT if least is None else least, greatest, missing=missing
        )
        broken = (values % 1 != 0) | (values > WHOLE_LIMIT)
        self.refuse(
            broken.fill_null(value=False),
            column,
            "is not a whole number; correct or remove the row",
        )
        return values.cast(pl.Int64)

    def day(self, column: str, form: str = "%Y-%m-%d") -> pl.Series:
        """Return a column as dates; a time of day after the date is passed over.

        Raises
        ------
        SourceError
            A value is missing or no date of the calendar.
        """
        text = self.frame[column]
        self.refuse(text.is_null(), column, "")
        days = text.str.extract(r"^([^\sT]+)(?:[ T][\d:.]+Z?)?$").str.to_date(
            form, strict=False
        )
        self.refuse(
            days.is_null(), column, "is not a date of the calendar; correct the row"
        )
        return days


def open_sheet(
    file: Path,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    *,
    lossy: bool = False,
) -> Sheet:
    """Read named columns of a producer's table: CSV (plain, zip, gz), Parquet, xlsx.

    Parameters
    ----------
    file : Path
    needed, optional : sequence of str
        Columns to read; an optional one that the file lacks is null throughout.
    lossy : bool
        Whether bytes that are not UTF-8 are let through (as U+FFFD).

    Raises
    ------
    SourceError
        The file cannot be read as a table, or lacks a needed column, or has one twice.
    """
    present = columns_of(file)
    _refuse_columns(file.name, present, needed)
    wanted = [*needed, *(name for name in optional if name in present)]
    if _is_parquet(file):
        frame = _read_parquet(file, wanted)
    elif _is_workbook(file):
        frame = _read_workbook(file, wanted)
    else:
        frame = _read_csv(file, present, wanted, lossy=lossy)
    absent = [name for name in optional if name not in present]
    return Sheet(
        file.name,
        frame.with_columns(pl.lit(None, pl.String).alias(name) for name in absent),
    )


def columns_of(file: Path) -> list[str]:
    """Return the names of a table's columns, reading no more than its start.

    Raises
    ------
    SourceError
        The file is no table, or is packed in a way that cannot be read.
    """
    if _is_parquet(file):
        return list(_lazy_parquet(file).collect_schema())
    if _is_workbook(file):
        return _workbook.header(file)
    with opened(file) as stream:
        return header(stream, file.name)


def _refuse_columns(name: str, present: list[str], needed: Sequence[str]) -> None:
    for column in needed:
        if column not in present:
            raise SourceError(
                f"{name}: row 1 has no column {column!r}; it has"
                f" {', '.join(present[:8])}...; is this the right file?"
            )
        if present.count(column) > 1:
            raise SourceError(f"{name}: row 1 has column {column!r} twice; remove one")


def _is_parquet(file: Path) -> bool:
    return file.suffix == ".parquet" and file.is_file()


def _is_workbook(file: Path) -> bool:
    return file.suffix.lower() == _workbook.ENDING and file.is_file()


def _read_workbook(file: Path, wanted: list[str]) -> pl.DataFrame:
    text = _workbook.table(file, wanted).with_columns(_blank_to_null())
    return text.with_row_index(ROW, offset=2).filter(~pl.all_horizontal(_no_cell()))


def _no_cell() -> pl.Expr:
    return pl.exclude(ROW).is_null()


def _lazy_parquet(file: Path) -> pl.LazyFrame:
    try:
        lazy = pl.scan_parquet(file)
        lazy.collect_schema()
    except pl.exceptions.ComputeError as error:
        raise SourceError(
            f"{file.name}: not a whole Parquet file; download it again"
        ) from error
    return lazy


def _read_parquet(file: Path, wanted: list[str]) -> pl.DataFrame:
    lazy = _lazy_parquet(file).select(pl.col(name).cast(pl.String) for name in wanted)
    return lazy.with_columns(_blank_to_null()).with_row_index(ROW, offset=2).collect()


def _read_csv(
    file: Path, present: list[str], wanted: list[str], *, lossy: bool
) -> pl.DataFrame:
    with ExitStack() as stack:
        plain = stack.enter_context(unpacked(file))
        rows = inspect(plain, file.name, lossy=lossy)
        frame = _scan(plain, present, wanted, lossy=lossy)
    assert len(frame) + 1 == rows.count, f"{len(frame) + 1} rows read of {rows.count}"
    return frame.filter(~pl.col(ROW).is_in(rows.blank)) if rows.blank else frame


def _scan(
    plain: Path, present: list[str], wanted: list[str], *, lossy: bool
) -> pl.DataFrame:
    unique = {f"{name}\0{i}" if name in present[:i] else name: pl.String()
              for i, name in enumerate(present)}  # fmt: skip
    lazy = pl.scan_csv(
        plain,
        has_header=False,
        skip_lines=1,
        schema=unique,
        encoding="utf8-lossy" if lossy else "utf8",
        low_memory=True,
    ).select(wanted)
    lazy = lazy.with_columns(_blank_to_null()).with_row_index(ROW, offset=2)
    return lazy.collect(engine="streaming")


def _blank_to_null() -> pl.Expr:
    text = pl.all().str.strip_chars()
    return pl.when(~text.is_in(MISSING)).then(text)


def _below(least: float) -> str:
    if least == 0:
        return "is below zero; correct or remove the row"
    return f"is below {least:g}; correct the row"


def _more(rows: int) -> str:
    return f" ({rows} such rows)" if rows > 1 else ""

"""One pass over a plain table, before anything is read from it.

What a CSV reader would pass over in silence (a row with a value too many, a stray
quotation mark, a null byte) is refused here, and named by row. Rows are records,
counted from the header, which is row 1: a quoted text of many lines is one row.
"""

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from karski.core.errors import SourceError
from karski.core.files import CHUNK

LONGEST_ROW = 4_000_000  # bytes; the longest in GED is some tens of thousands
HEAD = 1 << 18  # bytes in which a header must end
QUOTE, COMMA, NEWLINE = b'",\n'
BEFORE = np.frombuffer(b',\n"', np.uint8)  # an opening quotation mark
AFTER = np.frombuffer(b',\r\n"', np.uint8)  # a closing one
Positions = NDArray[np.intp]


@dataclass(slots=True)
class Rows:
    """What a pass over the text has found.

    Attributes
    ----------
    count : int
        Rows so far, the header included.
    blank : list of int
        Rows with nothing in them.
    """

    count: int = 0
    blank: list[int] = field(default_factory=list)


def header(stream: BinaryIO, name: str) -> list[str]:
    """Return the names in a table's first row.

    Raises
    ------
    SourceError
        The bytes are no UTF-8 table: a web page, UTF-16, or without an end to row 1.
    """
    head = stream.read(HEAD)
    _refuse_what_is_no_table(head, name)
    text = head.decode("utf-8-sig", errors="replace")
    if "\ufffd" in text.partition("\n")[0]:
        raise SourceError(
            f"{name}: row 1 is not UTF-8; save the file again as UTF-8 and retry"
        )
    try:
        names = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error as error:
        raise SourceError(
            f"{name}: row 1 is no row of column names ({error}); download it again"
        ) from error
    if any("\n" in column for column in names):
        raise SourceError(f"{name}: row 1 has a column name of several lines; mend it")
    return [column.strip() for column in names]


def inspect(path: Path, name: str, *, lossy: bool = False) -> Rows:
    """Read a plain table once and say how many rows it has.

    Parameters
    ----------
    path : Path
        The plain table.
    name : str
        What messages call it.
    lossy : bool
        Whether bytes that are not UTF-8 are let through.

    Raises
    ------
    SourceError
        A row is not UTF-8, holds a null byte, is longer than `LONGEST_ROW`, or has
        more or fewer values than the header; or there is no row below the header.
    """
    with path.open("rb") as stream:
        columns = header(stream, name)
        stream.seek(0)
        rows = _Pass(name, columns, lossy).over(stream)
    if rows.count - len(rows.blank) < 2:
        raise SourceError(f"{name}: no rows below the header; download it again")
    if 2 in rows.blank:
        raise SourceError(f"{name}: row 2 is blank; remove it")
    return rows


def _refuse_what_is_no_table(head: bytes, name: str) -> None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        b"\0" in head[:256]
    ):
        raise SourceError(
            f"{name}: row 1 holds null bytes, as UTF-16 text does; save the file again"
            " as UTF-8 and retry"
        )
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if not start:
        raise SourceError(f"{name}: nothing is written in it; download it again")
    if start == b"<":
        raise SourceError(
            f"{name}: this is a web page, not a table; open it in a browser to see what"
            " it says, and download the file again"
        )
    if start in (b"{", b"["):
        raise SourceError(f"{name}: this is JSON, not a table; give the CSV")


class _Pass:
    """One pass, chunk by chunk."""

    def __init__(self, name: str, columns: list[str], lossy: bool) -> None:
        self.name = name
        self.columns = columns
        self.rows = Rows()
        errors = "replace" if lossy else "strict"
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors)
        self.rest = b""  # of a row whose end has not come yet

    def over(self, stream: BinaryIO) -> Rows:
        if stream.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            stream.seek(0)
        while chunk := stream.read(CHUNK):
            self._decode(chunk)
            self._count(self.rest + chunk)
        self._decode(b"", final=True)
        if self.rest:
            self._count(self.rest + b"\n")
            if self.rest:
                marks = np.frombuffer(self.rest, np.uint8)
                self._refuse_stray_quotes(marks, *_row_ends(marks))
                raise SourceError(
                    f"{self.name}: row {self.rows.count + 1} opens a quotation mark"
                    " that is never closed; the file is cut short: download it again"
                )
        return self.rows

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            self.decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            before = len(self.rest) + error.start - (len(error.object) - len(chunk))
            row = self._row_at(self.rest + chunk, max(before, 0))
            byte = error.object[error.start]
            raise SourceError(
                f"{self.name}: row {row} has the byte 0x{byte:02X}, which is not UTF-8"
                " (Latin-1?); save the file again as UTF-8 and retry"
            ) from error

    def _row_at(self, text: bytes, position: int) -> int:
        ends = _row_ends(np.frombuffer(text, np.uint8))[0]
        return self.rows.count + int(np.searchsorted(ends, position)) + 1

    def _count(self, text: bytes) -> None:
        marks = np.frombuffer(text, np.uint8)
        ends, quotes = _row_ends(marks)
        starts = np.concatenate(([0], ends + 1))
        self._refuse_nulls(text)
        self._refuse_long(text, np.append(ends, len(text)) - starts, starts)
        self._refuse_stray_quotes(marks, ends, quotes[quotes < starts[-1]])
        self._refuse_ragged(marks, ends, quotes, starts)
        self.rows.count += len(ends)
        self.rest = text[starts[-1] :]

    def _refuse_nulls(self, text: bytes) -> None:
        position = text.find(b"\0")
        if position >= 0:
            raise SourceError(
                f"{self.name}: row {self._row_at(text, position)} holds a null byte;"
                " the file is damaged: download it again"
            )

    def _refuse_long(self, text: bytes, lengths: Positions, starts: Positions) -> None:
        worst = int(lengths.argmax())
        if lengths[worst] > LONGEST_ROW:
            row = text[starts[worst] : starts[worst] + LONGEST_ROW]
            place, value = _longest_value(row)
            column = self.columns[min(place, len(self.columns) - 1)]
            raise SourceError(
                f"{self.name}: row {self.rows.count + worst + 1}, column {column!r}"
                f" has a value millions of characters long ({value!r}...); a closing"
                " quotation mark may be missing: download it again"
            )

    def _refuse_stray_quotes(
        self, marks: NDArray[np.uint8], ends: Positions, quotes: Positions
    ) -> None:
        """Refuse a quotation mark that neither begins nor ends a value, nor is doubled.

        Readers of CSV disagree on what it means.
        """
        opening, closing = quotes[0::2], quotes[1::2]
        begins = np.isin(marks[opening - 1], BEFORE) | (opening == 0)
        stray = np.concatenate(
            (opening[~begins], closing[~np.isin(marks[closing + 1], AFTER)])
        )
        if len(stray):
            row = self.rows.count + int(np.searchsorted(ends, stray.min())) + 1
            raise SourceError(
                f"{self.name}: row {row} has a quotation mark inside a value, not"
                " doubled; save the file again as CSV from a spreadsheet and retry"
            )

    def _refuse_ragged(
        self,
        marks: NDArray[np.uint8],
        ends: Positions,
        quotes: Positions,
        starts: Positions,
    ) -> None:
        commas = np.flatnonzero(marks == COMMA)
        commas = commas[np.searchsorted(quotes, commas) % 2 == 0]
        values = np.diff(np.searchsorted(commas, starts)) + 1
        blank = _blank(marks, starts[:-1], ends)
        self.rows.blank += [int(i) + self.rows.count + 1 for i in blank.nonzero()[0]]
        wrong = ((values != len(self.columns)) & ~blank).nonzero()[0]
        if len(wrong):
            raise SourceError(
                f"{self.name}: row {self.rows.count + int(wrong[0]) + 1} has"
                f" {values[wrong[0]]} values where the header has"
                f" {len(self.columns)} columns; download it again"
            )


def _row_ends(marks: NDArray[np.uint8]) -> tuple[Positions, Positions]:
    quotes = np.flatnonzero(marks == QUOTE)
    newlines = np.flatnonzero(marks == NEWLINE)
    return newlines[np.searchsorted(quotes, newlines) % 2 == 0], quotes


def _blank(
    marks: NDArray[np.uint8], starts: Positions, ends: Positions
) -> NDArray[np.bool_]:
    lengths = ends - starts
    carriage_return = (lengths == 1) & (marks[starts] == ord("\r"))
    blank: NDArray[np.bool_] = (lengths == 0) | carriage_return
    return blank


def _longest_value(row: bytes) -> tuple[int, str]:
    marks = np.frombuffer(row, np.uint8)
    quotes = np.flatnonzero(marks == QUOTE)
    commas = np.flatnonzero(marks == COMMA)
    commas = commas[np.searchsorted(quotes, commas) % 2 == 0]
    edges = np.concatenate(([-1], commas, [len(row)]))
    longest = int(np.diff(edges).argmax())
    start = int(edges[longest]) + 1
    return longest, row[start : start + 20].decode("utf-8", errors="replace")

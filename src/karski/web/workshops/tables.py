"""Reading a list that somebody uploads, CSV or XLSX, held to limits first."""

import base64
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 10_000
MOST_COLUMNS = 40
MOST_BYTES = 5_000_000
MOST_UNPACKED = 60_000_000  # bytes of an XLSX, which is a packed folder
MOST_PACKED = 2_300_000  # characters of a list between its preview and its import
XLSX, XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError),
    *(SyntaxError, AttributeError, IndexError, OSError, zlib.error),
)

Row = tuple[int, tuple[str, ...]]  # its number in the file, its cells


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it was uploaded: the first row's words, and the rows under it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read(content: bytes) -> Table:
    """Read a list.

    Raises
    ------
    ValidationError
        One sentence on what is wrong, and where.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is too large: at most 5 MB."))
    if content.startswith(XLS):
        raise ValidationError(_("Save the old Excel file as .xlsx or as CSV first."))
    rows = _of_xlsx(content) if content.startswith(XLSX) else _of_csv(content)
    return _table(rows)


def pack(table: Table) -> str:
    """Return a table as text for a form, so that nothing is kept before it is wanted.

    Raises
    ------
    ValidationError
        It holds too much text.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["", *table.header])
    writer.writerows([number, *cells] for number, cells in table.rows)
    packed = base64.b64encode(zlib.compress(text.getvalue().encode(), 9)).decode()
    if len(packed) > MOST_PACKED:
        raise ValidationError(_("The list holds too much text: divide it into two."))
    return packed


def unpack(packed: str) -> Table:
    """Undo `pack`; what came back is read as strictly as a file.

    Raises
    ------
    ValidationError
        It is not what `pack` made.
    """
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(base64.b64decode(packed, validate=True), MOST_UNPACKED)
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        numbered = [(int(number), tuple(cells)) for number, *cells in rows[1:]]
        return Table(tuple(rows[0][1:]), tuple(numbered))
    except (ValueError, IndexError, zlib.error, csv.Error) as error:
        raise ValidationError(_("The list was lost: upload the file again.")) from error


def _table(rows: Iterable[Row]) -> Table:
    filled = (row for row in rows if any(row[1]))
    _number, header = next(filled, (0, ()))
    found: list[Row] = []
    for row in filled:
        if len(found) == MOST_ROWS:
            raise ValidationError(_("The list is too long: at most 10 000 rows."))
        found.append(row)
    if not found:
        raise ValidationError(
            _("The list is empty: give a first row of column names, then candidates.")
        )
    return Table(tuple(word.strip().lower() for word in header), tuple(found))


def _of_csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValidationError(
            _("Line %(line)s is not UTF-8: save the file as CSV in UTF-8."),
            params={"line": line},
        ) from error
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cell.strip() for cell in cells)
    except csv.Error as error:
        raise ValidationError(
            _("Line %(line)s cannot be read: a quotation mark or a cell is too long."),
            params={"line": reader.line_num},
        ) from error


def _of_xlsx(content: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            size = sum(each.file_size for each in folder.infolist())
        if size > MOST_UNPACKED:
            raise ValidationError(_("The file is too large when unpacked."))
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        for number, row in enumerate(cells, 1):
            yield number, tuple(_word(cell) for cell in row)
    except _BROKEN as error:
        raise ValidationError(
            _("The file cannot be read as XLSX: save it again, or as CSV.")
        ) from error


def _word(cell: Any) -> str:  # noqa: ANN401 -- of openpyxl, empty cells too
    if cell.data_type == "f":
        raise ValidationError(
            _("Cell %(cell)s holds a formula: paste its value in its place."),
            params={"cell": cell.coordinate},
        )
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

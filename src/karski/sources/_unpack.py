"""From what a producer packs to the plain table inside: CSV, zip or gz."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from karski.core.errors import SourceError
from karski.core.files import CHUNK

MOST_BYTES = 8 << 30  # unpacked; beyond it the archive is not what it says
ENCRYPTED = 0x1  # the bit of a zip member's flags
TABLE_ENDINGS = {".csv", ".tsv", ".txt"}


@contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """Give the path of the plain table in `file`, for as long as the block runs.

    A zip or gz is recognised by its first bytes, whatever it is called, and unpacked
    piece by piece into a temporary file.

    Raises
    ------
    SourceError
        The file is absent, empty or a folder, or its packing is broken, encrypted, or
        holds no table or several.
    """
    if not _packed(file):
        yield file
        return
    with (
        TemporaryDirectory(prefix="karski-") as folder,
        opened(file) as packed,
    ):
        plain = Path(folder) / "table.csv"
        _copy(packed, plain, file.name)
        yield plain


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Give the bytes of the plain table in `file` as a stream.

    Raises
    ------
    SourceError
        As `unpacked`; also while the block reads on, when the packing proves broken.
    """
    start = _start(file)
    try:
        if start.startswith(b"PK"):
            with (
                zipfile.ZipFile(file) as archive,
                archive.open(_only_table(archive, file.name)) as stream,
            ):
                yield stream  # type: ignore[misc]  # IO[bytes] is a BinaryIO in use
        elif start.startswith(b"\x1f\x8b"):
            with gzip.open(file) as stream:
                yield stream  # type: ignore[misc]  # likewise
        else:
            with file.open("rb") as stream:
                yield stream
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{file.name}: the archive is cut short or damaged; download it again"
        ) from error
    except NotImplementedError as error:
        raise SourceError(
            f"{file.name}: the archive is packed in a way that cannot be read"
            f" ({error}); unpack it and give the CSV inside"
        ) from error


def table_name(file: Path) -> str:
    """Return what the table in `file` is called, packed or not.

    Raises
    ------
    SourceError
        The zip holds no table or several, or is broken.
    """
    if not _start(file).startswith(b"PK"):
        return file.name
    with opened(file) as stream:
        return PurePosixPath(stream.name).name


def _packed(file: Path) -> bool:
    return _start(file).startswith((b"PK", b"\x1f\x8b"))


def _start(file: Path) -> bytes:
    if file.is_dir():
        raise SourceError(f"{file}: this is a folder; give a file that lies in it")
    if not file.is_file():
        raise SourceError(f"{file}: there is no such file; check the path")
    with file.open("rb") as stream:
        start = stream.read(4)
    if not start:
        raise SourceError(f"{file.name}: the file is empty; download it again")
    return start


def _only_table(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    tables = [
        member
        for member in archive.infolist()
        if PurePosixPath(member.filename).suffix.lower() in TABLE_ENDINGS
        and not member.filename.startswith("__MACOSX/")
    ]
    if not tables:
        raise SourceError(f"{name}: the zip holds no CSV; give the one with the data")
    if len(tables) > 1:
        names = ", ".join(member.filename for member in tables[:3])
        raise SourceError(
            f"{name}: the zip holds {len(tables)} CSVs ({names});"
            " unpack it and give the one you mean"
        )
    if tables[0].flag_bits & ENCRYPTED:
        raise SourceError(
            f"{name}: the zip is encrypted; unpack it with its password and give the"
            " CSV inside"
        )
    if tables[0].header_offset < 0:
        raise zipfile.BadZipFile("a member before the archive's beginning")
    return tables[0]


def _copy(packed: BinaryIO, plain: Path, name: str) -> None:
    done = 0
    with plain.open("wb") as target:
        while chunk := packed.read(CHUNK):
            done += len(chunk)
            if done > MOST_BYTES:
                raise SourceError(
                    f"{name}: unpacks to more than {MOST_BYTES >> 30} GB; this is no"
                    " table that Karski knows"
                )
            target.write(chunk)

"""The archive: a compressed tar whose last member lists the digest of every other."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from karski.core.errors import ReportableError
from karski.core.files import CHUNK

MANIFEST = "manifest.json"
FORMAT = 1
DATABASE = "database.jsonl"
FOLDERS = ("uploads", "editions", "forecasts")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself.

    Attributes
    ----------
    facts : mapping
        When, by which version, with which tables.
    files : mapping of str to str
        SHA-256 by name.
    """

    facts: dict[str, Any]
    files: dict[str, str]

    def document(self) -> bytes:
        """Return it as JSON."""
        text = {"format": FORMAT, **self.facts, "files": self.files}
        return json.dumps(text, indent=2, sort_keys=True).encode()


class _Hashed:
    """A file that is hashed while it is read, and must not end early."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        chunk = self.file.read(size)
        if len(chunk) < size:
            raise changed(self.file.name)
        self.sha256.update(chunk)
        return chunk


def add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add a file under a name; return its SHA-256.

    Raises
    ------
    ReportableError
        It was changed meanwhile.
    """
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        hashed = _Hashed(file)
        tar.addfile(_member(name, before.st_size), hashed)
        after = os.fstat(file.fileno())
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise changed(str(path))
    return hashed.sha256.hexdigest()


def changed(path: str) -> ReportableError:
    """Return the failure of a file that did not stand still."""
    return ReportableError(
        f"{path} was changed or removed while the backup was made; nothing was written,"
        " make the backup again"
    )


def close(tar: tarfile.TarFile, manifest: Manifest) -> None:
    """Add the manifest, without which an archive is not whole."""
    document = manifest.document()
    tar.addfile(_member(MANIFEST, len(document)), io.BytesIO(document))


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def verified(path: Path) -> Manifest:
    """Read the whole archive and hold every file to its digest.

    Raises
    ------
    ReportableError
        It is no whole archive of ours, or a file in it is not what was put there.
    """
    found: dict[str, str] = {}
    document = b""
    for name, file in members(path):
        if name in found or document:
            raise _wrong(path, f"{name} stands twice or after the manifest")
        if name == MANIFEST:
            document = file.read()
        else:
            found[name] = _digest(file)
    manifest = _parsed(path, document)
    for name in sorted(found.keys() ^ manifest.files.keys()):
        raise _wrong(path, f"{name} is missing or is not in its manifest")
    for name, digest in manifest.files.items():
        if found[name] != digest:
            raise _wrong(path, f"{name} is not what was put in")
    if DATABASE not in found:
        raise _wrong(path, f"it holds no {DATABASE}")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and content of each file in the archive.

    Raises
    ------
    ReportableError
        It cannot be read to its end, or a member is no plain file in a known place.
    """
    with _reported(path), tarfile.open(path, "r:gz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isreg() else None
            if file is None or not _known(member.name):
                raise _wrong(path, f"{member.name!r} does not belong there")
            yield member.name, file


def _known(name: str) -> bool:
    if name in (DATABASE, MANIFEST):
        return True
    parts = PurePosixPath(name).parts
    plain = "\\" not in name and "\0" not in name and str(PurePosixPath(name)) == name
    return plain and len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise _wrong(path, str(error) or "it ends too early") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise _wrong(path, str(error)) from error  # gzip says it so


def _parsed(path: Path, document: bytes) -> Manifest:
    try:
        found = json.loads(document)
        files = dict(found.pop("files"))
        of = found.pop("format")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _wrong(path, "it ends before its manifest") from error
    if of != FORMAT:
        raise _wrong(path, f"its format is {of}, not {FORMAT}")
    return Manifest(found, files)


def _digest(file: IO[bytes]) -> str:
    sha256 = hashlib.sha256()
    while chunk := file.read(CHUNK):
        sha256.update(chunk)
    return sha256.hexdigest()


def _wrong(path: Path, why: str) -> ReportableError:
    return ReportableError(
        f"{path} is no whole backup: {why}; nothing was restored, take another copy"
    )

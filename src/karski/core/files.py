"""Files and folders that are there whole or not at all."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EEXIST, ENOTEMPTY
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp, mkstemp
from typing import Any

CHUNK = 1 << 20  # bytes read at a time


@contextmanager
def whole(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """Give a temporary path beside `path`, moved onto it only if all went well.

    An exception, Ctrl-C included, leaves `path` as it was and no temporary file. Until
    it is moved only its owner may read it; then `mode` says who may.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with whole(Path(folder) / "a.txt") as draft:
    ...         _ = draft.write_text("done")
    ...     (Path(folder) / "a.txt").read_text()
    'done'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder beside `path`, moved onto it only if all went well.

    A folder that is there by then, such as another process may have made meanwhile,
    is kept as it is. An exception, Ctrl-C included, leaves no temporary folder.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with whole_folder(Path(folder) / "a") as draft:
    ...         _ = (draft / "b.txt").write_text("done")
    ...     (Path(folder) / "a" / "b.txt").read_text()
    'done'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield draft
        draft.chmod(0o755)
        _settle(draft, path)
    finally:
        rmtree(draft, ignore_errors=True)


def _settle(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except OSError as error:
        if error.errno not in {EEXIST, ENOTEMPTY}:
            raise


def write_json(path: Path, document: Any) -> None:  # noqa: ANN401 -- JSON is anything
    """Write `document` as JSON, whole, with sorted keys (the same bytes each time)."""
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    with whole(path) as draft:
        draft.write_text(text + "\n", encoding="utf-8")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

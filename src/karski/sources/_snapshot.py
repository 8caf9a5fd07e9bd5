"""Snapshots: producers' files as they came, each with its facts beside it.

A snapshot is a folder ``<source>/<version or date>/`` that holds the producer's file,
under its own name and never changed, and ``facts.json``. The folder appears whole or
not at all.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from karski.core.errors import MissingDataError, SourceError
from karski.core.files import sha256, write_json
from karski.core.months import label
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.sources import catalogue
from karski.sources._recognise import recognise
from karski.sources._source import Reading, Source, load

FACTS = "facts.json"
VERSION = re.compile(r"\w[\w .+-]*")  # what may name a folder
FOLDERS = (Path("data"), Path("..") / "shared" / "data")  # looked into, in this order

TEXTS = (
    *("source", "title", "producer", "url", "licence", "citation", "file", "sha256"),
    *("taken", "version", "first", "last", "partial"),
)
KINDS = {
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(("size", "lag_months", "rows"), int),
    **dict.fromkeys(("unmapped", "notes"), dict),
}  # of the facts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A producer's file in the workspace, and what is known of it.

    Attributes
    ----------
    file : Path
        The producer's file.
    facts : mapping
        source, version, sha256, size, producer, url, licence, citation, taken (date),
        first and last (covered), rows, partial, unmapped, notes, lag_months.
    """

    file: Path
    facts: Mapping[str, Any]

    @property
    def source(self) -> str:
        """Return the source's name in the catalogue."""
        return str(self.facts["source"])

    @property
    def version(self) -> str:
        """Return the producer's name for the release, or ""."""
        return str(self.facts["version"])

    def verify(self) -> None:
        """Check that the file still is what it was when it was taken.

        Raises
        ------
        SourceError
            The file is gone, or its bytes have changed since.
        """
        if not self.file.exists() or sha256(self.file) != self.facts["sha256"]:
            raise SourceError(
                f"{self.file}: changed since it was imported on {self.facts['taken']};"
                " delete its folder and import the producer's file again"
            )

    def read(self, progress: Progress = silent, source: str = "") -> Reading:
        """Read it, if it still is what it was when it was taken.

        Parameters
        ----------
        progress : callable
        source : str
            Another source that reads the same files (``Source.of``).

        Raises
        ------
        SourceError
            The file's bytes have changed since.
        """
        self.verify()
        reader = catalogue()[source or self.source]
        return load(reader, self.file, progress, self.version)


def import_file(
    file: Path,
    workspace: Workspace,
    *,
    version: str = "",
    progress: Progress = silent,
    url: str = "",
) -> Snapshot:
    """Take a producer's file into the workspace, after reading it whole.

    The same bytes twice give the snapshot that is already there, unless another version
    is given. Different bytes of the same version get a folder of their own; no snapshot
    is ever overwritten.

    Parameters
    ----------
    file : Path
    workspace : Workspace
    version : str
        The producer's name for the release, where the file's name does not say it.
    progress : callable
    url : str
        Where the file was fetched from, if it was.

    Raises
    ------
    SourceError, TableError
        The file is no source's, or not what its source promises. Nothing is written.
    """
    name = recognise(file)
    digest = sha256(file)
    for snapshot in reversed(snapshots(workspace)):  # a known version before none
        same = (snapshot.source, snapshot.facts["sha256"]) == (name, digest)
        if same and version in ("", snapshot.version):
            return snapshot
    source = catalogue()[name]
    reading = load(source, file, progress, version)
    facts = _facts(name, source, reading, file, digest, url)
    return _store(file, workspace.snapshots / name, facts)


def snapshots(workspace: Workspace) -> list[Snapshot]:
    """Return the workspace's snapshots, by source, then by version, then by date."""
    found = [
        Snapshot(folder / facts["file"], facts)
        for folder in sorted(workspace.snapshots.glob("*/*"))
        if not folder.name.startswith(".") and (folder / FACTS).is_file()
        for facts in [_read_facts(folder / FACTS)]
    ]
    return sorted(found, key=lambda s: (s.source, s.version, s.facts["taken"]))


def find_data(explicit: Path | None = None) -> Path | None:
    """Return the folder that data are read from, or None if there is none.

    In this order: `explicit`, ``KARSKI_DATA``, ``./data``, ``../shared/data``.

    Raises
    ------
    MissingDataError
        A folder was named and is not there.
    """
    named = os.environ.get("KARSKI_DATA")
    folder = explicit or (Path(named) if named else None)
    if folder is None:
        return next((place for place in FOLDERS if place.is_dir()), None)
    if not folder.is_dir():
        said = "--data" if explicit else "KARSKI_DATA"
        raise MissingDataError(f"{said} names {folder}, which is no folder")
    return folder


def _facts(
    name: str, source: Source, reading: Reading, file: Path, digest: str, url: str
) -> dict[str, Any]:
    say = label if source.period == "month" else str
    lag = reading.lag_months
    return {
        "source": name,
        "title": source.title,
        "producer": source.producer,
        "url": url or source.url,
        "licence": source.licence,
        "citation": source.citation,
        "file": file.name,
        "sha256": digest,
        "size": file.stat().st_size,
        "taken": _today().isoformat(),
        "version": reading.version,
        "first": say(reading.first),
        "last": say(reading.last),
        "lag_months": source.lag_months if lag is None else lag,
        "rows": len(reading.frame),
        "partial": reading.partial,
        "unmapped": dict(reading.unmapped),
        "notes": dict(reading.notes),
    }


def _store(file: Path, shelf: Path, facts: dict[str, Any]) -> Snapshot:
    shelf.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=shelf))
    try:
        copy = draft / file.name
        shutil.copyfile(file, copy)
        if sha256(copy) != facts["sha256"]:
            raise SourceError(
                f"{file.name}: changed while it was read; import it again"
            )
        write_json(draft / FACTS, facts)
        draft.chmod(0o755)
        return _settle(draft, shelf / _folder(facts), facts)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _settle(draft: Path, named: Path, facts: dict[str, Any]) -> Snapshot:
    """Move a whole draft onto its name, unless another process just took the same."""
    beside = named.with_name(f"{named.name}-{facts['sha256'][:8]}")
    for folder in (named, beside):
        if not folder.exists() and _moved(draft, folder):
            return Snapshot(folder / facts["file"], facts)
        there = _read_facts(folder / FACTS) if (folder / FACTS).is_file() else {}
        if all(there.get(key) == facts[key] for key in ("sha256", "version")):
            return Snapshot(folder / there["file"], there)
    raise SourceError(f"{beside}: holds something else; delete it and import again")


def _moved(draft: Path, folder: Path) -> bool:
    try:
        draft.rename(folder)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        return False
    return True


def _folder(facts: Mapping[str, Any]) -> str:
    name = str(facts["version"] or facts["taken"])
    if not VERSION.fullmatch(name):
        raise SourceError(
            f"{facts['file']}: the version {name!r} cannot name a folder; give one of"
            " letters, digits, dots and dashes with --version"
        )
    return name


def _read_facts(path: Path) -> dict[str, Any]:
    """Return a snapshot's facts.

    Raises
    ------
    SourceError
        They are not those that Karski wrote.
    """
    mend = "delete its folder and import the producer's file again"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise SourceError(f"{path}: line {error.lineno} is not JSON; {mend}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: not UTF-8; {mend}") from error
    if not isinstance(facts, dict):
        raise SourceError(f"{path}: not the facts of a snapshot; {mend}")
    wrong = [key for key, kind in KINDS.items() if not isinstance(facts.get(key), kind)]
    if wrong:
        raise SourceError(f"{path}: the fact {wrong[0]!r} is absent or wrong; {mend}")
    return facts


def _today() -> date:
    return datetime.now(UTC).date()

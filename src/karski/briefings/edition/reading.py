"""Editions on disk: sealed folders, verified whenever they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import polars as pl
from pydantic import ValidationError

from karski.briefings.edition._tables import KEYS, SCHEMAS, Table, file_of
from karski.briefings.edition.country import Place
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.facts import SCHEMA, Facts, identity_of
from karski.briefings.edition.scores import (
    Bin,
    ChanceSkill,
    Coverage,
    Miss,
    OnsetBin,
    OnsetMiss,
    OnsetSkill,
    Scores,
    Skill,
)
from karski.core.errors import ReportableError
from karski.core.files import sha256
from karski.core.workspace import Workspace

FACTS = "edition.json"
EDITIONS = "editions"  # in a workspace, and beside the code of forecasts
SCORES: Mapping[str, type[Any]] = {
    "skill": Skill,
    "chance_skill": ChanceSkill,
    "coverage": Coverage,
    "bins": Bin,
    "misses": Miss,
    "onset_skill": OnsetSkill,
    "onset_bins": OnsetBin,
    "onset_misses": OnsetMiss,
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition in a folder of editions; `problem` is "" if its facts can be read.

    The figures are verified by `read` only.
    """

    folder: Path
    facts: Facts | None
    problem: str


def read(folder: Path) -> Edition:
    """Read an edition, and verify that it is what was published.

    Raises
    ------
    ReportableError
        The folder is not there, not whole, or holds anything but what was published.
    """
    facts = _facts(folder)
    _verify(folder, facts)
    frames = {name: pl.read_parquet(file_of(folder, name)) for name in SCHEMAS}
    scores = {name: _records(frames[name], kind) for name, kind in SCORES.items()}
    places = {row[0]: Place(*row) for row in frames["places"].iter_rows()}
    tables = {name: Table.of(frames[name], key) for name, key in KEYS.items()}
    return Edition(
        folder,
        facts,
        MappingProxyType(places),
        Scores(**scores),
        MappingProxyType(tables),
    )


def editions(workspace: Workspace) -> list[Listed]:
    """Return the editions of a workspace, the newest first.

    One that cannot be read is among them, last, with the reason.
    """
    found = [_listed(folder) for folder in _folders(workspace.folder / EDITIONS)]
    return sorted(found, key=_age, reverse=True)


def bundled() -> Edition | None:
    """Return the newest edition that comes with the package, if there is one.

    Raises
    ------
    ReportableError
        It is not what was published.
    """
    found = sorted(map(_listed, _folders(bundle_folder())), key=_age)
    return read(found[-1].folder) if found else None


def bundle_folder() -> Path:
    """Return the folder of the package that holds editions."""
    return Path(str(files("karski.forecasts"))) / EDITIONS


def _folders(place: Path) -> Iterator[Path]:
    """Yield the folders of editions; a draft that is being written is none."""
    if place.is_dir():
        for folder in sorted(place.iterdir()):
            if folder.is_dir() and not folder.name.startswith("."):
                yield folder


def _listed(folder: Path) -> Listed:
    try:
        return Listed(folder, _facts(folder), "")
    except ReportableError as error:
        return Listed(folder, None, str(error))


def _age(listed: Listed) -> tuple[bool, str, int, str]:
    """Return what orders editions: readable, the day, the number, the name."""
    if listed.facts is None:
        return (False, "", 0, listed.folder.name)
    facts = listed.facts
    return (True, facts.issued.isoformat(), facts.number, listed.folder.name)


def _facts(folder: Path) -> Facts:
    try:
        facts = Facts.model_validate_json((folder / FACTS).read_bytes())
    except OSError as error:
        raise _spoilt(folder, f"its {FACTS} cannot be read") from error
    except ValidationError as error:
        raise _spoilt(folder, f"its {FACTS} does not say what it must") from error
    if facts.schema_version != SCHEMA:
        raise _spoilt(folder, f"it is of version {facts.schema_version}, not {SCHEMA}")
    if facts.identity != identity_of(facts):
        raise _spoilt(folder, f"its {FACTS} has been altered")
    return facts


def _verify(folder: Path, facts: Facts) -> None:
    wanted = {file_of(folder, name).name for name in SCHEMAS}
    if facts.files.keys() != wanted:
        raise _spoilt(folder, f"its {FACTS} does not name its tables")
    for name, digest in facts.files.items():
        try:
            same = sha256(folder / name) == digest
        except OSError as error:
            raise _spoilt(folder, f"{name} is missing or cannot be read") from error
        if not same:
            raise _spoilt(folder, f"{name} is not what was published")


def _spoilt(folder: Path, why: str) -> ReportableError:
    return ReportableError(
        f"{folder} is no whole edition: {why}; delete the folder, and `karski publish`"
        " makes one again"
    )


def _records(frame: pl.DataFrame, kind: type[T]) -> tuple[T, ...]:
    return tuple(kind(*row) for row in frame.iter_rows())

"""Readings kept beside their snapshots, so that a file is read only once."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl

from karski.core.files import whole, write_json
from karski.core.progress import Progress, silent
from karski.core.software import fingerprint
from karski.core.workspace import Workspace
from karski.sources._snapshot import Snapshot
from karski.sources._source import Reading


def read(
    snapshot: Snapshot, workspace: Workspace, progress: Progress = silent
) -> Reading:
    """Return a snapshot's reading, from the workspace if the same code made it before.

    Raises
    ------
    SourceError, TableError
        The snapshot has changed, or is not what its source promises.
    """
    said = (snapshot.facts["sha256"][:16], snapshot.version, fingerprint()[:16])
    name = "-".join(part for part in said if part)
    folder = workspace.readings / snapshot.source
    table, facts = folder / f"{name}.parquet", folder / f"{name}.json"
    if facts.exists() and table.exists():
        snapshot.verify()
        return _kept(table, facts)
    reading = snapshot.read(progress)
    with whole(table) as draft:
        reading.frame.write_parquet(draft)
    write_json(facts, _without_frame(reading))
    return reading


def _kept(table: Path, facts: Path) -> Reading:
    return Reading(pl.read_parquet(table), **json.loads(facts.read_text("utf-8")))


def _without_frame(reading: Reading) -> dict[str, Any]:
    values = {field.name: getattr(reading, field.name) for field in fields(Reading)}
    del values["frame"]
    return {**values, "unmapped": dict(reading.unmapped), "notes": dict(reading.notes)}

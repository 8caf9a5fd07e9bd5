"""Readings kept beside their snapshots, so that a file is read only once."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl

from karski.core.files import sha256, whole, write_json
from karski.core.progress import Progress, silent
from karski.core.software import fingerprint
from karski.core.workspace import Workspace
from karski.sources._snapshot import Snapshot
from karski.sources._source import Reading

FACTS = {field.name for field in fields(Reading)} - {"frame"}
DIGEST = "sha256"  # of the table


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
        if (kept := _kept(table, facts)) is not None:
            return kept
    reading = snapshot.read(progress)
    with whole(table) as draft:
        reading.frame.write_parquet(draft)
    write_json(facts, {**_without_frame(reading), DIGEST: sha256(table)})
    return reading


def _kept(table: Path, facts: Path) -> Reading | None:
    """Return what was kept, or None if it is damaged: the snapshot is read again."""
    try:
        said = json.loads(facts.read_text("utf-8"))
    except ValueError:
        return None
    if not isinstance(said, dict) or said.keys() != {*FACTS, DIGEST}:
        return None
    if said.pop(DIGEST) != sha256(table):
        return None
    return Reading(pl.read_parquet(table), **said)


def _without_frame(reading: Reading) -> dict[str, Any]:
    values = {name: getattr(reading, name) for name in FACTS}
    return {**values, "unmapped": dict(reading.unmapped), "notes": dict(reading.notes)}

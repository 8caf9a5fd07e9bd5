"""Folders of issued things: written once, and verified whenever they are read."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from karski.core.errors import ReportableError
from karski.core.files import sha256, write_json

MANIFEST = "manifest.json"


def seal(draft: Path, document: Mapping[str, Any]) -> None:
    """Write the manifest of a folder, with a digest of every file in it."""
    files = {file.name: sha256(file) for file in sorted(draft.iterdir())}
    write_json(draft / MANIFEST, {**document, "files": files})


def document(folder: Path, names: Sequence[str], table: str) -> dict[str, Any]:
    """Return a folder's manifest.

    Parameters
    ----------
    folder : Path
    names : sequence of str
        Fields that it must have.
    table : str
        A file that it must name.

    Raises
    ------
    ReportableError
        It cannot be read, or lacks something.
    """
    file = folder / MANIFEST
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:  # bytes that are no text, text no JSON
        raise ReportableError(
            f"{folder} holds no readable {MANIFEST}, so it is not a whole forecast;"
            " delete the folder and issue the forecast again"
        ) from error
    if wrong := _wrong(found, names, table):
        raise ReportableError(
            f"{file} {wrong}, so it is not what was issued; delete the folder and"
            " issue the forecast again"
        )
    return found


def verify(folder: Path, document: Mapping[str, Any]) -> None:
    """Hold every file of a folder to the digest in its manifest.

    Raises
    ------
    ReportableError
        A file is missing or has changed.
    """
    for name, digest in document["files"].items():
        if not (folder / name).exists() or sha256(folder / name) != digest:
            raise ReportableError(
                f"{folder / name} is not what was issued; delete the folder"
                " and issue the forecast again"
            )


def _wrong(found: object, names: Sequence[str], table: str) -> str | None:
    """Say what a manifest lacks, if anything."""
    if not isinstance(found, dict):
        return "holds no fields"
    lacking = [name for name in (*names, "files") if name not in found]
    if lacking:
        return f"lacks {', '.join(lacking)}"
    if not isinstance(found["data"], list):
        return "has no list of 'data'"
    if not isinstance(found["files"], dict) or table not in found["files"]:
        return f"does not name {table}"
    return None

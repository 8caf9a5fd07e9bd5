"""Issued forecasts of onsets on disk: written once and whole, verified when read."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl

from karski.core.files import whole_folder
from karski.core.workspace import Workspace
from karski.forecasts import _sealed
from karski.forecasts.onset._issued import Issued, Manifest

TABLES = ("risks", "reasons", "resemblance", "cases", "lacking")
RISKS = "risks.parquet"
IDENTITY_SHOWN = 12  # hexadecimal digits in a folder's name


def place_of(workspace: Workspace, manifest: Manifest) -> Path:
    """Return the folder that a forecast with this manifest lies in."""
    return (
        workspace.forecasts
        / "onset"
        / f"{manifest.target}-{manifest.horizon}"
        / str(manifest.origin)
        / manifest.model
        / manifest.identity[:IDENTITY_SHOWN]
    )


def is_there(folder: Path) -> bool:
    """Say whether a whole forecast lies in a folder."""
    return (folder / _sealed.MANIFEST).exists()


def write(workspace: Workspace, issued: Issued) -> Path:
    """Write a forecast; one that is there already is kept as it is.

    Returns
    -------
    pathlib.Path
        The forecast's folder, whole; nothing half written is ever there.
    """
    folder = place_of(workspace, issued.manifest)
    if is_there(folder):
        return folder
    with whole_folder(folder) as draft:
        for name in TABLES:
            getattr(issued, name).write_parquet(draft / f"{name}.parquet")
        _sealed.seal(draft, issued.manifest.document())
    return folder


def read(folder: Path) -> Issued:
    """Read a forecast and verify that it is what was issued.

    Raises
    ------
    ReportableError
        The folder is not a whole forecast, or a file is not what was issued.
    """
    document = _document(folder)
    _sealed.verify(folder, document)
    tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    return Issued(_manifest(document), **tables)


def issued(workspace: Workspace) -> Iterator[tuple[Path, Manifest]]:
    """Yield every forecast's folder and manifest, sorted by path.

    Raises
    ------
    ReportableError
        A manifest cannot be read.
    """
    pattern = f"onset/*/*/*/*/{_sealed.MANIFEST}"
    for file in sorted(workspace.forecasts.glob(pattern)):
        if not file.parent.name.startswith("."):  # a draft that is being written
            yield file.parent, _manifest(_document(file.parent))


def _document(folder: Path) -> dict[str, Any]:
    return _sealed.document(folder, [field.name for field in fields(Manifest)], RISKS)


def _manifest(document: dict[str, Any]) -> Manifest:
    values = {field.name: document[field.name] for field in fields(Manifest)}
    return Manifest(**{**values, "data": tuple(values["data"])})

"""Issued forecasts on disk: written once and whole, verified when read."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from karski.core.errors import ReportableError
from karski.core.files import sha256, whole_folder, write_json
from karski.core.months import label
from karski.core.workspace import Workspace
from karski.forecasts import odds
from karski.forecasts._forecast import Forecast, Manifest

DRAWS, MONTHS, ODDS, MANIFEST = (
    "draws.parquet",
    "months.parquet",
    "odds.parquet",
    "manifest.json",
)
IDENTITY_SHOWN = 12  # hexadecimal digits in a folder's name


def place_of(workspace: Workspace, manifest: Manifest) -> Path:
    """Return the folder that a forecast with this manifest lies in."""
    return (
        workspace.forecasts
        / manifest.target
        / label(manifest.origin)
        / manifest.model
        / manifest.identity[:IDENTITY_SHOWN]
    )


def write(workspace: Workspace, forecast: Forecast) -> Path:
    """Write a forecast; one that is there already is kept as it is.

    Returns
    -------
    pathlib.Path
        The forecast's folder, whole; nothing half written is ever there.
    """
    folder = place_of(workspace, forecast.manifest)
    if (folder / MANIFEST).exists():
        return folder
    with whole_folder(folder) as draft:
        _write_tables(draft, forecast)
        files = {file.name: sha256(file) for file in sorted(draft.iterdir())}
        write_json(draft / MANIFEST, {**forecast.manifest.document(), "files": files})
    return folder


def read(folder: Path) -> Forecast:
    """Read a forecast and verify that it is what was issued.

    Raises
    ------
    ReportableError
        The folder is not a whole forecast, or a file is not what was issued.
    """
    document = _document(folder)
    for name, digest in document["files"].items():
        if not (folder / name).exists() or sha256(folder / name) != digest:
            raise ReportableError(
                f"{folder / name} is not what was issued; delete the folder"
                " and issue the forecast again"
            )
    manifest = _manifest(document)
    table = pl.read_parquet(folder / DRAWS)
    places = table["place"].unique().sort().to_numpy()
    shape = (len(places), manifest.steps, manifest.size)
    return Forecast(manifest, places, table["outcome"].to_numpy().reshape(shape))


def issued(workspace: Workspace) -> Iterator[tuple[Path, Manifest]]:
    """Yield every forecast's folder and manifest, sorted by path.

    Raises
    ------
    ReportableError
        A manifest cannot be read.
    """
    for file in sorted(workspace.forecasts.glob(f"*/*/*/*/{MANIFEST}")):
        if not file.parent.name.startswith("."):  # a draft that is being written
            yield file.parent, _manifest(_document(file.parent))


def long(forecast: Forecast) -> pl.DataFrame:
    """Return draws as a long table: place, month, draw, outcome (all int32)."""
    places, steps, size = forecast.draws.shape
    return pl.DataFrame(
        {
            "place": np.repeat(forecast.places, steps * size),
            "month": np.tile(np.repeat(forecast.months, size), places),
            "draw": np.tile(np.arange(size, dtype=np.int32), places * steps),
            "outcome": forecast.draws.ravel(),
        }
    )


def _write_tables(folder: Path, forecast: Forecast) -> None:
    long(forecast).write_parquet(folder / DRAWS)
    odds.by_month(forecast).write_parquet(folder / MONTHS)
    if forecast.manifest.joint and forecast.manifest.steps >= max(odds.HORIZONS):
        odds.exceedance(forecast).write_parquet(folder / ODDS)


def _document(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:  # bytes that are no text, text no JSON
        raise ReportableError(
            f"{folder} holds no readable {MANIFEST}, so it is not a whole forecast;"
            " delete the folder and issue the forecast again"
        ) from error
    if wrong := _wrong(document):
        raise ReportableError(
            f"{file} {wrong}, so it is not what was issued; delete the folder and"
            " issue the forecast again"
        )
    return document


def _wrong(document: object) -> str | None:
    """Say what a manifest lacks, if anything."""
    if not isinstance(document, dict):
        return "holds no fields"
    names = [*(field.name for field in fields(Manifest)), "files"]
    lacking = [name for name in names if name not in document]
    if lacking:
        return f"lacks {', '.join(lacking)}"
    if not isinstance(document["data"], list):
        return "has no list of 'data'"
    if not isinstance(document["files"], dict) or DRAWS not in document["files"]:
        return f"does not name {DRAWS}"
    return None


def _manifest(document: dict[str, Any]) -> Manifest:
    values = {field.name: document[field.name] for field in fields(Manifest)}
    return Manifest(**{**values, "data": tuple(values["data"])})

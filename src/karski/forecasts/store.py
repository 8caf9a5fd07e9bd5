"""Issued forecasts on disk: written once and whole, verified when read."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from karski.core.files import whole_folder
from karski.core.months import label
from karski.core.workspace import Workspace
from karski.forecasts import _sealed, odds
from karski.forecasts._forecast import Forecast, Manifest
from karski.forecasts._sealed import MANIFEST

DRAWS, MONTHS, ODDS = "draws.parquet", "months.parquet", "odds.parquet"
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
        _sealed.seal(draft, forecast.manifest.document())
    return folder


def read(folder: Path) -> Forecast:
    """Read a forecast and verify that it is what was issued.

    Raises
    ------
    ReportableError
        The folder is not a whole forecast, or a file is not what was issued.
    """
    document = _document(folder)
    _sealed.verify(folder, document)
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
    names = [field.name for field in fields(Manifest)]
    return _sealed.document(folder, names, DRAWS)


def _manifest(document: dict[str, Any]) -> Manifest:
    values = {field.name: document[field.name] for field in fields(Manifest)}
    return Manifest(**{**values, "data": tuple(values["data"])})

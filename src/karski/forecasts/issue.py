"""Issue a forecast: draw once, keep for ever."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import karski
from karski.core.software import fingerprint
from karski.core.workspace import Workspace
from karski.forecasts import store
from karski.forecasts._forecast import Forecast, Manifest
from karski.forecasts._sealed import MANIFEST
from karski.models import catalogue
from karski.models._model import sample
from karski.panel._panel import Panel

STEPS = 36
SIZE = 1000
SEED = 20140127  # any fixed number; the day the first V4 Prevention workshop began


def manifest_of(
    panel: Panel,
    model: str,
    target: str,
    *,
    data: Sequence[Mapping[str, str]],
    steps: int = STEPS,
    size: int = SIZE,
    seed: int = SEED,
    simulated: bool = False,
) -> Manifest:
    """Say beforehand all that a forecast from the panel's origin will be made from.

    Raises
    ------
    UnknownNameError
        No model has that name.
    """
    entry = catalogue()[model]
    return Manifest(
        model=model,
        target=target,
        origin=panel.as_of,
        steps=steps,
        size=entry.size or size,
        seed=seed,
        joint=entry.joint,
        data=tuple(data),
        version=karski.__version__,
        software=fingerprint(),
        simulated=simulated,
    )


def issue(workspace: Workspace, panel: Panel, manifest: Manifest) -> tuple[Path, bool]:
    """Draw and store the forecast that `manifest` describes, unless it is there.

    Returns
    -------
    folder : pathlib.Path
    new : bool
        Whether it was drawn now.

    Raises
    ------
    MissingDataError
        The panel cannot serve the model (`karski.models._model.sample`).
    """
    folder = store.place_of(workspace, manifest)
    if (folder / MANIFEST).exists():
        return folder, False
    draws = sample(
        catalogue()[manifest.model],
        panel,
        manifest.target,
        origin=manifest.origin,
        steps=manifest.steps,
        size=manifest.size,
        seed=manifest.seed,
    )
    places = panel.at(manifest.origin).places
    return store.write(workspace, Forecast(manifest, places, draws)), True

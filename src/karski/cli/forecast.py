"""``karski forecast``: issue a forecast from the data at hand."""

from pathlib import Path
from typing import Annotated, Any

import typer

from karski.cli import _stock, _words
from karski.cli._options import (
    DataOption,
    JsonOption,
    KnownOnOption,
    ModelOption,
    OriginOption,
    SeedOption,
    WorkspaceOption,
)
from karski.cli._terminal import err, out, print_json, status
from karski.core.months import label
from karski.core.workspace import Workspace
from karski.forecasts import odds, store
from karski.forecasts.export import write_forecast
from karski.forecasts.issue import SEED, SIZE, STEPS, issue, manifest_of
from karski.panel import country_month
from karski.panel.series import at


def forecast(
    *,
    target: Annotated[
        str, typer.Option(help="What to forecast: a count of people killed.")
    ] = "deaths_civilians",
    model: ModelOption = "karski",
    origin: OriginOption = None,
    known_on: KnownOnOption = None,
    steps: Annotated[int, typer.Option(min=1, max=36, help="Months ahead.")] = STEPS,
    draws: Annotated[int, typer.Option(min=2, help="Draws of each month.")] = SIZE,
    seed: SeedOption = SEED,
    export: Annotated[
        Path | None,
        typer.Option(
            help="Also write the whole calendar years in it here, in the challenge's"
            " layout."
        ),
    ] = None,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Issue a forecast of the next months, country by country.

    The latest origin is the last month of the series without a gap. A forecast is
    issued once: the same data, model and seed give the same one, at once.
    """
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    series = stock.series(target, known_on)
    if origin is not None:
        series = at(series, origin)
    manifest = manifest_of(
        country_month.bare(series),
        model,
        target,
        data=series.data,
        steps=steps,
        size=draws,
        seed=seed,
        simulated=series.simulated,
    )
    with status(f"Forecasting {target} from {label(series.last)}"):
        folder, new = issue(place, country_month.bare(series), manifest)
    issued = store.read(folder)
    written = []
    if export is not None:
        written = write_forecast(export, issued, _stock.codes(series))
    document: dict[str, Any] = {
        "folder": str(folder),
        "new": new,
        **manifest.document(),
        "identity": manifest.identity,
        "exported": [str(file) for file in written],
    }
    if json:
        print_json(document)
        return
    out.print(f"{manifest}: {'issued' if new else 'issued before'}, in {folder}")
    for file in written:
        out.print(f"Written: {file}")
    for note in series.notes:
        err.print(f"Left out: {note}", markup=False)
    if manifest.joint and steps >= max(odds.HORIZONS):
        out.print(_words.risk_table(issued, series, months=12, threshold=100))

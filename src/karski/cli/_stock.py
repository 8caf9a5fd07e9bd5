"""The data at hand, gathered once for a verb; and the banner of an invented world."""

from collections.abc import Callable
from pathlib import Path

from karski.cli._terminal import bar, err
from karski.core import places
from karski.core.workspace import Workspace
from karski.forecasts.export import Codes
from karski.panel.series import Series
from karski.panel.stock import Stock
from karski.panel.stock import gather as gather_from
from karski.sources._snapshot import find_data

CHALLENGE = "views_challenge"
SIMULATED = (
    "SIMULATED WORLD: no data were found, so these countries do not exist and nothing"
    " here says anything about the real world."
)


def gather(workspace: Workspace, data: Path | None) -> Stock:
    """Read what is at hand, in the documented order, with progress and warnings."""
    folder = find_data(data)
    with bar("Reading data") as tell:
        stock = gather_from(workspace, folder, tell)
    for sentence in stock.refused:
        err.print(f"[yellow]Refused:[/] {sentence}", markup=True)
    if stock.simulated:
        err.print(f"[bold yellow]{SIMULATED}[/]")
    return stock


def codes(series: Series) -> Codes:
    """Return which numbers stand in ``country_id`` of an export."""
    return "views" if series.source == CHALLENGE else "number"


def country_of(series: Series) -> Callable[[int], int]:
    """Return the way from a place to ``country_id`` in an export of this series."""
    return places.to_views if series.source == CHALLENGE else int

"""The data at hand, gathered once for a verb; and the banner of an invented world."""

from pathlib import Path

from karski.cli._terminal import bar, err, status
from karski.core.errors import MissingDataError, ReportableError
from karski.core.workspace import Workspace
from karski.forecasts.export import Codes
from karski.panel.series import Series
from karski.panel.stock import Stock, simulated
from karski.panel.stock import gather as gather_from
from karski.sources._polite import Patience
from karski.sources._pull import pull
from karski.sources._snapshot import find_data

EVENTS = "ucdp_ged"
SHORT = Patience(attempts=1, timeout=5)  # a person waits for the first result
CHALLENGE = "views_challenge"
SIMULATED = (
    "SIMULATED WORLD: no data were found, so these countries do not exist and nothing"
    " here says anything about the real world."
)


def gather(workspace: Workspace, data: Path | None) -> Stock:
    """Read what is at hand, in the documented order, with progress and warnings.

    A folder that was named serves alone. Else ``./data`` or ``../shared/data`` and
    the workspace's own snapshots; else a download; else the simulated world.
    """
    folder = find_data(data)
    with bar("Reading data") as tell:
        stock = gather_from(workspace, folder, tell, held=data is None)
    for sentence in stock.refused:
        err.print(f"Refused: {sentence}", markup=False)
    if stock.releases:
        return stock
    if data is not None:
        raise MissingDataError(
            f"{folder} holds no file of a source that Karski knows; see"
            " `karski data status` for those"
        )
    if _downloaded(workspace):
        return gather_from(workspace, None)
    err.print(f"[bold yellow]{SIMULATED}[/]")
    with status("Making the simulated world"):
        return simulated(workspace)


def _downloaded(workspace: Workspace) -> bool:
    """Try the producer of events, for a few seconds only; say why it failed."""
    try:
        with bar(f"Fetching {EVENTS}") as tell:
            pull(EVENTS, workspace, progress=tell, patience=SHORT)
    except ReportableError as error:
        err.print(f"No data at hand, and no download: {error}", markup=False)
        return False
    return True


def codes(series: Series) -> Codes:
    """Return which numbers stand in ``country_id`` of an export."""
    return "views" if series.source == CHALLENGE else "number"

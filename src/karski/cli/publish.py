"""``karski publish``: seal what the site shows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from karski.briefings.edition._charts import draw_charts, place_of
from karski.briefings.edition.build import build
from karski.briefings.edition.facts import WHY, Lacking
from karski.briefings.edition.publish import bundle as put_in_package
from karski.briefings.edition.publish import publish as put_in_workspace
from karski.cli import _stock
from karski.cli._evaluate_onset import baseline_in
from karski.cli._options import DataOption, JsonOption, WorkspaceOption
from karski.cli._terminal import bar, out, print_json
from karski.core.workspace import Workspace
from karski.panel.stock import Stock
from karski.sources._snapshot import find_data

Say: TypeAlias = Callable[..., None]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no day; write it as 2025-01-31"
        ) from error


def publish(
    *,
    issued: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar="YYYY-MM-DD",
            help=r"The day that the edition bears. \[default: today]",
            show_default=False,
        ),
    ] = None,
    bundle: Annotated[
        bool, typer.Option(help="Put it into the package instead, for all to have.")
    ] = False,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Publish an edition: the issued forecasts, why they are so, how good they were.

    The site shows it. What has not been issued from the data at hand is left out, and
    the edition says so. Where nothing has changed, the newest edition stands.
    """
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    say: Say = (lambda *_, **__: None) if json else out.print
    day, folder = issued or today(), find_data(data)
    document = publish_edition(place, stock, folder, day, say, bundle=bundle)
    if json:
        print_json(document)


def publish_edition(
    place: Workspace,
    stock: Stock,
    folder: Path | None,
    issued: date,
    say: Say,
    *,
    bundle: bool = False,
) -> dict[str, Any]:
    """Build, seal and draw an edition; say where it lies and what it lacks."""
    peer = None if stock.simulated else baseline_in(folder)
    draft = build(place, stock, bar, issued=issued, peer=peer)
    if bundle:
        found, new = put_in_package(draft), True
    else:
        found, new = put_in_workspace(place, draft)
    with bar("Drawing charts") as tell:
        draw_charts(found, place_of(place, found), tell)
    for lacking in found.facts.lacking:
        say(f"Not in the edition: {_named(lacking)}. {WHY[lacking.why]}", markup=False)
    state = "Published" if new else "Published before; nothing has changed"
    say(f"{state}: {found.folder}", markup=False)
    return {
        "folder": str(found.folder),
        "new": new,
        **found.facts.model_dump(mode="json"),
    }


def today() -> date:
    """Return the day it is."""
    return datetime.now(UTC).date()


def _named(lacking: Lacking) -> str:
    within = {1: " within a year", 2: " within two years", None: ""}
    return f"{lacking.target}{within[lacking.horizon]}"

"""``karski serve``: the site, ready to be opened."""

import os
from pathlib import Path
from typing import Annotated

import typer

from karski.briefings.edition import Edition, bundled, editions, read
from karski.briefings.edition._charts import draw_charts, place_of
from karski.cli._options import WorkspaceOption
from karski.cli._room_beside import end_with_the_other, room_beside
from karski.cli._site import open_site
from karski.cli._terminal import bar, err, out, status
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

PORT = 8000
EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104 -- a room is a network


def serve(
    *,
    host: Annotated[
        str | None,
        typer.Option(help=r"Address to listen at. \[default: this machine only]"),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535)] = PORT,
    room: Annotated[
        bool,
        typer.Option(
            help="A training room on a local network: seat codes only, plain HTTP."
        ),
    ] = False,
    with_room: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            metavar="PORT",
            help="Also open a training room on the local network at this port: people"
            " join exercises there, while this site stays on this machine.",
            show_default=False,
        ),
    ] = None,
    prepared: Annotated[bool, typer.Option(hidden=True)] = False,
    demonstration: Annotated[
        bool, typer.Option(help="Add a labelled demonstration organisation.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve the site: migrate the database, build static files, listen.

    The first start prints a link that makes the first administrator.
    """
    if room:
        os.environ["KARSKI_ROOM"] = "1"
    os.environ["KARSKI_PORT"] = str(port)  # links in letters begin with it
    if with_room is not None:
        os.environ["KARSKI_ROOM_PORT"] = str(with_room)
    open_site(workspace, ready=False)
    from karski.web import start

    place = Workspace.at(workspace)
    if prepared:
        end_with_the_other()
    else:
        with status("Preparing the site"):
            start.prepare(demonstration=demonstration)
        _draw(place)
    address = start.address()
    out.print(f"Karski is at [bold]{address}[/] (Ctrl-C stops it).")
    if not room and (link := start.first_link(address)) is not None:
        out.print(
            "No administrator yet. This link makes the first, once, within 24 hours:"
        )
        out.print(f"  {link}", markup=False, soft_wrap=True)
    if room:
        err.print("Training room: seat codes only; nothing privileged is served.")
    with room_beside(with_room, place):
        start.listen(host or (EVERYWHERE if room else HERE), port)


def _draw(place: Workspace) -> None:
    """Draw what is not drawn yet of the editions that the site shows."""
    own = [listed.folder for listed in editions(place) if listed.facts is not None]
    for edition in filter(None, (bundled(), *map(_whole, own))):
        with bar(f"Drawing the charts of the {edition}") as tell:
            draw_charts(edition, place_of(place, edition), tell)


def _whole(folder: Path) -> Edition | None:
    """Read an edition; the site itself says which is spoilt."""
    try:
        return read(folder)
    except ReportableError as error:
        err.print(str(error), markup=False)
        return None

"""``karski serve``: the site, ready to be opened."""

import os
from typing import Annotated

import typer

from karski.cli._options import WorkspaceOption
from karski.cli._site import open_site
from karski.cli._terminal import err, out, status

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
    open_site(workspace, ready=False)
    from karski.web import start

    with status("Preparing the site"):
        start.prepare(demonstration=demonstration)
    start.draw_charts()
    address = start.address(port, room=room)
    out.print(f"Karski is at [bold]{address}[/] (Ctrl-C stops it).")
    if not room and (link := start.first_link(address)) is not None:
        out.print(
            "No administrator yet. This link makes the first, once, within 24 hours:"
        )
        out.print(f"  {link}", markup=False, soft_wrap=True)
    if room:
        err.print("Training room: seat codes only; nothing privileged is served.")
    start.listen(host or (EVERYWHERE if room else HERE), port)

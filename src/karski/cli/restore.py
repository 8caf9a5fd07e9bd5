"""``karski restore``: put a backup on an empty host."""

from pathlib import Path
from typing import Annotated

import typer

from karski.cli._options import JsonOption, WorkspaceOption
from karski.cli._site import open_site, set_up_database
from karski.cli._terminal import out, print_json, status


def restore(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A backup.")
    ],
    *,
    new_secret: Annotated[
        bool,
        typer.Option(
            "--new-secret",
            help="This host's secret is another: have people set up their second"
            " factors anew.",
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Put a backup on an empty host: all of it, or nothing."""
    open_site(workspace, ready=False)
    from karski.web.backup import restore as put_back

    with status("Putting the host back"):
        set_up_database()
        manifest = put_back(file, new_secret=new_secret)
    if json:
        print_json({"made": manifest.facts["made"], "files": len(manifest.files)})
        return
    out.print(
        f"The host of {manifest.facts['made']} is back: {len(manifest.files):,} files,"
        " and an audit trail without a break. People log in anew."
    )

"""``karski backup``: one file that holds the host."""

from pathlib import Path
from typing import Annotated

import typer

from karski.cli._options import JsonOption, WorkspaceOption
from karski.cli._site import open_site
from karski.cli._terminal import out, print_json, status
from karski.core.files import sha256

REMINDER = (
    "The site's secret ({file}, or KARSKI_SECRET) is not in it: keep a copy elsewhere."
    " Without it people set up their second factors anew."
)


def backup(
    file: Annotated[Path, typer.Argument(help="What to write, such as karski.tar.gz.")],
    *,
    delete_expired: Annotated[
        bool,
        typer.Option(
            "--delete-expired",
            help="Then delete the backups beside FILE whose date has come.",
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Save database, uploads, editions and forecasts in one file; the site may run."""
    open_site(workspace)
    from django.conf import settings

    from karski.web.backup import backup as make
    from karski.web.backup import delete_expired as expire
    from karski.web.environment import SECRET_FILE

    with status("Saving the host"):
        manifest = make(file)
        gone = expire(file.absolute().parent) if delete_expired else []
    digest, until = sha256(file), manifest.facts["delete by"]
    if json:
        files, names = len(manifest.files), [str(each) for each in gone]
        said = {"file": str(file), "sha256": digest, "files": files}
        print_json({**said, "delete_by": until, "deleted": names})
        return
    out.print(f"{len(manifest.files):,} files saved in {file}, for its owner's eyes.")
    out.print(f"SHA-256 of the file: {digest}")
    out.print(
        f"Delete it by {until}: people were told when their data leave, and they stand"
        " in this file too."
    )
    for each in gone:
        out.print(f"Deleted, its date had come: {each}")
    out.print(REMINDER.format(file=settings.ENVIRONMENT.folder / SECRET_FILE))

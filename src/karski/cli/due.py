"""``karski due``: do what is due, once; for cron, where the site does not run."""

from typing import Annotated

import typer

from karski.cli._options import JsonOption, WorkspaceOption
from karski.cli._site import open_site
from karski.cli._terminal import out, print_json
from karski.core.errors import ReportableError


def due(
    *,
    limit: Annotated[int, typer.Option(min=1, help="Acts to do at most.")] = 1000,
    again: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="First allow another try of work that is uncertain or was given up.",
            show_default=False,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Do what is due now, and say what waits, failed or is uncertain."""
    open_site(workspace)
    from django.utils import timezone

    from karski.web.due import running

    if again is not None:
        _allow(again)
    ran = running.run_due(timezone.now(), limit)
    unsure = [work.key for work in running.uncertain()]
    given_up = [work.key for work in running.given_up()]
    if json:
        print_json(
            {
                "done": ran.done,
                "failed": ran.failed,
                "uncertain": unsure,
                "given_up": given_up,
            }
        )
        return
    out.print(f"Done: {ran.done}. Failed, to be tried again: {ran.failed}.")
    for key in unsure:
        out.print(f"Uncertain whether it came about: {key} (`--again` repeats it)")
    for key in given_up:
        out.print(f"Given up after too many tries: {key} (`--again` repeats it)")


def _allow(key: str) -> None:
    from django.utils import timezone

    from karski.web.due import running

    for work in (*running.uncertain(), *running.given_up()):
        if work.key == key:
            running.again(work, timezone.now())
            return
    raise ReportableError(
        f"no work with the key {key!r} is uncertain or was given up; `karski due`"
        " lists those that are"
    )

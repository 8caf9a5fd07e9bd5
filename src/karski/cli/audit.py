"""``karski audit``: read the audit trail, and prove that it is whole."""

from typing import Annotated

import typer
from rich.table import Table

from karski.cli._options import JsonOption, WorkspaceOption
from karski.cli._site import open_site
from karski.cli._terminal import out, print_json
from karski.core.errors import ReportableError

application = typer.Typer(
    no_args_is_help=True, help="Read the site's audit trail, and prove it whole."
)


@application.callback()
def audit() -> None:
    """Read the site's audit trail, and prove it whole."""


@application.command()
def verify(
    *,
    noted: Annotated[
        str | None,
        typer.Option(
            help="A head noted down earlier, which must still be in the trail.",
            show_default=False,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Hold every event to its digest and to the one before; exit 1 if one breaks."""
    open_site(workspace)
    from karski.web.people.audit import verify as verified

    verdict = verified(noted)
    if json:
        names = ("whole", "count", "head", "broken", "why")
        print_json({name: getattr(verdict, name) for name in names})
    if not verdict.whole:
        raise ReportableError(
            f"the audit trail breaks at event {verdict.broken}: {verdict.why}; compare"
            " it with a backup, and find out who could write to the database"
        )
    if not json:
        out.print(f"{verdict.count:,} events, unbroken. Head: {verdict.head}")


@application.command()
def show(
    *,
    last: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20,
    action: Annotated[
        str, typer.Option(help="Only actions that begin with this.", show_default=False)
    ] = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Print the newest events; people stand in them by public id alone."""
    open_site(workspace)
    from karski.web.people.models.audit import Event

    events = Event.objects.filter(action__startswith=action).order_by("-number")[:last]
    if json:
        print_json([event.content() | {"digest": event.digest} for event in events])
        return
    table = Table("number", "at (UTC)", "action", "by", "on", "detail")
    for event in events:
        detail = ", ".join(f"{name}: {value}" for name, value in event.detail.items())
        by = str(event.person or "Karski itself")
        at = f"{event.at:%Y-%m-%d %H:%M:%S}"
        table.add_row(str(event.number), at, event.action, by, event.subject, detail)
    out.print(table)

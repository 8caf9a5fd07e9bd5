"""``karski data``: what is at hand, fetch more, take a file in."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from karski import sources
from karski.cli._options import DataOption, JsonOption, WorkspaceOption
from karski.cli._terminal import bar, err, out, print_json, status
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace
from karski.sources._pull import pull as pull_from
from karski.sources._recognise import survey
from karski.sources._snapshot import Snapshot, find_data, import_file, snapshots

application = typer.Typer(
    no_args_is_help=True, help="See, fetch and import producers' data."
)


@application.command("status")
def show(
    *,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Show every source: version, coverage, age, licence, and what is missing."""
    held = snapshots(Workspace.at(workspace))
    folder = find_data(data)
    waiting = [] if folder is None else [f for f in survey(folder) if f.source]
    rows = [row for name in sources.catalogue() for row in _rows(name, held)]
    document: dict[str, Any] = {
        "data": str(folder) if folder else None,
        "sources": rows,
        "files": [{"file": str(f.file), "source": f.source} for f in waiting],
    }
    if json:
        print_json(document)
        return
    out.print(_table(rows))
    lacking = [row["source"] for row in rows if row["version"] is None]
    out.print(f"Not in the workspace: {', '.join(lacking) or 'nothing'}")
    if folder is None:
        out.print("No data folder: looked for ./data and ../shared/data.")
    else:
        out.print(
            f"In {folder}: {len(waiting)} files of known sources, taken by `karski run`"
            " or `karski data import`."
        )


@application.command("import")
def take(
    files: Annotated[list[Path], typer.Argument(help="Producers' files, untouched.")],
    *,
    version: Annotated[
        str, typer.Option(help="The release, where the file's name does not say it.")
    ] = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Recognise files, check them whole, and keep them as snapshots.

    A file that is not what it should be is refused in one sentence; nothing of it is
    written, and earlier snapshots stay as they are.
    """
    place, taken, refused = Workspace.at(workspace), [], []
    for file in files:
        try:
            with bar(f"Checking {file.name}") as tell:
                taken.append(import_file(file, place, version=version, progress=tell))
        except ReportableError as error:
            refused.append(error)
    _say(taken, json=json)
    for refusal in refused[:-1]:
        err.print(f"Refused: {refusal}", markup=False)
    if refused:
        raise refused[-1]


@application.command()
def pull(
    source: Annotated[
        str, typer.Argument(help="A source's name, as in `data status`.")
    ],
    *,
    url: Annotated[str, typer.Option(help="Another address than the known one.")] = "",
    version: Annotated[str, typer.Option(help="One release of the producer's.")] = "",
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Fetch a source from its producer: resumed, verified, whole or not at all."""
    place = Workspace.at(workspace)
    generate = sources.catalogue()[source].generate
    if generate is not None:
        file = place.snapshots / f".{source}" / f"{source}.csv"
        with status("Making the simulated world"):
            generate(file)
        _say([import_file(file, place)], json=json)
        return
    with bar(f"Fetching {source}") as tell:
        found = pull_from(source, place, url=url, version=version, progress=tell)
    _say(found, json=json)


def _say(taken: list[Snapshot], *, json: bool) -> None:
    if json:
        print_json([{"path": str(s.file), **s.facts} for s in taken])
        return
    for snapshot in taken:
        facts = snapshot.facts
        out.print(
            f"{facts['title']} {facts['version']}: {facts['first']} to {facts['last']},"
            f" {facts['rows']:,} rows, in {snapshot.file.parent}"
        )
        if facts["partial"]:
            out.print(f"  An extract, not used for forecasts: {facts['partial']}.")
        for note, rows in facts["notes"].items():
            out.print(f"  Kept as written: {note}, {rows:,} rows.", markup=False)
        for code, rows in facts["unmapped"].items():
            out.print(f"  Not a state that Karski knows: {code!r}, {rows} rows.")


def _rows(name: str, held: list[Snapshot]) -> list[dict[str, Any]]:
    source = sources.catalogue()[name]
    facts = {"source": name, "title": source.title, "licence": source.licence}
    found = [s.facts for s in held if s.source == name]
    if not found:
        return [{**facts, "version": None, "page": source.url}]
    return [
        {
            **facts,
            "version": each["version"],
            "first": each["first"],
            "last": each["last"],
            "taken": each["taken"],
            "age_days": (_today() - date.fromisoformat(each["taken"])).days,
            "partial": each["partial"],
            "unmapped": each["unmapped"],
            "sha256": each["sha256"],
        }
        for each in found
    ]


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(title="Sources", title_justify="left")
    for heading in ("Source", "Version", "Covers", "Taken", "Licence", "Note"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        if row["version"] is None:
            note = f"not at hand; see {row['page']}"
            table.add_row(row["source"], "-", "-", "-", row["licence"], note)
        else:
            table.add_row(
                row["source"],
                row["version"] or "-",
                f"{row['first']} to {row['last']}",
                f"{row['taken']} ({row['age_days']} days ago)",
                row["licence"],
                f"extract: {row['partial']}" if row["partial"] else "",
            )
    return table


def _today() -> date:
    return datetime.now(UTC).date()

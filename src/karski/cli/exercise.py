"""``karski exercise``: packs checked, drawn, rehearsed, played, replayed, forked."""

from typing import Annotated

import typer

from karski.cli._terminal import REPORTED, out
from karski.exercise.packs.reading import check as checked
from karski.exercise.packs.reading import names, source

application = typer.Typer(
    no_args_is_help=True,
    help="Check, draw, rehearse, play, replay and fork simulation exercises.",
)
PackArgument = Annotated[
    str,
    typer.Argument(
        metavar="PACK", help=f"A file.yaml, or one of {', '.join(names())}."
    ),
]


@application.command("check")
def check(pack: PackArgument) -> None:
    """Say everything that is wrong with a pack, line by line."""
    found, slips = checked(source(pack), pack)
    for slip in slips:
        out.print(f"{pack}: line {slip.line}, {slip.says}", markup=False)
    if found is None:
        out.print(f"{len(slips)} to mend.")
        raise typer.Exit(REPORTED)
    branches = sum(each.when is not None for each in found.injects.values())
    out.print(
        f"{found.title.en}, version {found.version}: {len(found.roles)} roles,"
        f" {len(found.injects)} injects ({branches} with a condition),"
        f" {len(found.measures)} measures; nothing to mend."
    )

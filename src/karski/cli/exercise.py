"""``karski exercise``: packs checked, drawn, rehearsed, played, replayed, forked."""

import typer

from karski.cli import (
    _exercise_fork,
    _exercise_graph,
    _exercise_paper,
    _exercise_play,
    _exercise_rehearse,
    _exercise_world,
)
from karski.cli._exercise_options import PackArgument
from karski.cli._terminal import REPORTED, out, print_json
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import check as checked
from karski.exercise.packs.reading import source

application = typer.Typer(
    no_args_is_help=True,
    help="Check, draw, rehearse, play, replay and fork simulation exercises.",
)


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


@application.command("schema")
def schema() -> None:
    """Print the form of packs as JSON Schema, for editors."""
    print_json(Pack.model_json_schema())


application.command("play")(_exercise_play.play)
application.command("replay")(_exercise_play.replay)
application.command("rehearse")(_exercise_rehearse.rehearse)
application.command("fork")(_exercise_fork.fork)
application.command("graph")(_exercise_graph.graph)
application.command("paper")(_exercise_paper.paper)
application.command("world")(_exercise_world.world)

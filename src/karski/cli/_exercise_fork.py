"""``karski exercise fork``: the same chances, other decisions."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from karski.cli._exercise_options import JournalArgument, PackArgument, read_run
from karski.cli._options import JsonOption
from karski.cli._terminal import out, print_json, status
from karski.core.errors import ExerciseError
from karski.exercise.forking import RUNS, Added, Change, Dropped, Moved, otherwise
from karski.exercise.moments import moment
from karski.exercise.world.pairing import Band, Difference, Outcome


def fork(
    pack: PackArgument,
    *,
    journal: JournalArgument,
    decision: Annotated[
        int | None, typer.Option(help="The number of the event that proposed it.")
    ] = None,
    hours: Annotated[
        float | None,
        typer.Option(help="Take it so many hours later; earlier below 0."),
    ] = None,
    never: Annotated[bool, typer.Option(help="Never take it.")] = False,
    add: Annotated[
        str | None, typer.Option(metavar="MEASURE", help="Take another measure.")
    ] = None,
    target: Annotated[str, typer.Option(help="What it is aimed at.")] = "all",
    at: Annotated[
        str | None, typer.Option(help="When it is taken, as in '9 15:10'.")
    ] = None,
    runs: Annotated[int, typer.Option(min=2, help="Pairs of runs.")] = RUNS,
    json: JsonOption = False,
) -> None:
    """Say what another decision would have changed in the world of a journal.

    The world is lived again in pairs that share every chance; only the decision
    differs. What people would have said and done then is not made up.
    """
    run = read_run(pack, journal)
    change = _change(decision, hours, add, target, at, never=never)
    with status("Living the world again"):
        difference = otherwise(run.pack, run.seed, run.events, [change], runs)
    if json:
        print_json(_document(difference))
        return
    for line in _told(difference):
        out.print(line)


def _change(
    decision: int | None,
    hours: float | None,
    add: str | None,
    target: str,
    at: str | None,
    *,
    never: bool,
) -> Change:
    if decision is not None and never:
        return Dropped(decision)
    if decision is not None and hours is not None:
        return Moved(decision, hours)
    if add is not None and at is not None:
        try:
            return Added(add, target, moment(at))
        except ValueError as error:
            raise ExerciseError(f"--at {error}") from None
    raise typer.BadParameter(
        "say what to change: --decision N with --hours H or --never, or --add MEASURE"
        " --target T --at 'DAY HH:MM'"
    )


def _document(found: Difference) -> dict[str, Any]:
    return {
        "runs": found.runs,
        "days": found.days,
        "deaths": _last(found.deaths),
        "displaced": _last(found.displaced),
    }


def _last(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome on the last day: each band from its low to its high end."""
    bands = {
        "played": outcome.played,
        "otherwise": outcome.otherwise,
        "change": outcome.change,
    }
    return {
        **{name: _ends(band) for name, band in bands.items()},
        "mean_change": outcome.mean_change,
        "fewer": outcome.fewer,
        "same": outcome.same,
        "more": outcome.more,
    }


def _ends(band: Band) -> dict[str, float]:
    return {
        "low_90": float(band.low_90[-1]),
        "middle": float(band.middle[-1]),
        "high_90": float(band.high_90[-1]),
    }


def _told(found: Difference) -> Iterator[str]:
    yield f"{found.runs} pairs of runs that share every chance, {found.days} days:"
    for what, outcome in (("killed", found.deaths), ("displaced", found.displaced)):
        played, other = _ends(outcome.played), _ends(outcome.otherwise)
        change = _ends(outcome.change)
        yield (
            f"People {what}: {_range(played)} as played, {_range(other)} otherwise."
            f" Otherwise less played: {_range(change)}."
            f" Fewer in {outcome.fewer:.0%} of pairs, more in {outcome.more:.0%}, the"
            f" same in {outcome.same:.0%}."
        )
    yield "This is a property of the story's model, not a forecast for any real place."


def _range(ends: dict[str, float]) -> str:
    return (
        f"{ends['middle']:,.0f} ({ends['low_90']:,.0f} to {ends['high_90']:,.0f} in"
        " nine of ten)"
    )

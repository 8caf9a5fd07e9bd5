"""``karski exercise rehearse``: bots try a pack before people meet."""

from dataclasses import asdict
from typing import Annotated

import typer

from karski.cli._exercise_options import PackArgument, SeedOption, read_pack
from karski.cli._options import JsonOption
from karski.cli._terminal import bar, out, print_json
from karski.exercise.packs.pack import Pack
from karski.exercise.rehearsing import RUNAWAY, Rehearsal
from karski.exercise.rehearsing import rehearse as rehearsed


def rehearse(
    pack: PackArgument,
    *,
    runs: Annotated[int, typer.Option(min=1, help="How many runs.")] = 100,
    seed: SeedOption = 0,
    json: JsonOption = False,
) -> None:
    """Have bots play a pack many times, and say what to mend before people meet.

    Injects that never go, seats with too much at once or nothing at all, measures that
    hang or that nobody takes, and worlds that run away.
    """
    found, _ = read_pack(pack)
    with bar("Rehearsing") as progress:
        result = rehearsed(found, runs, seed, progress)
    if json:
        print_json(asdict(result))
        return
    for sentence in sentences(found, result):
        out.print(sentence)


def sentences(pack: Pack, found: Rehearsal) -> list[str]:
    """Return what a rehearsal says, a sentence each."""
    low, middle, high = found.deaths
    return [
        f"{found.runs} runs of {pack.title.en}: {found.events[1]:.0f} events in the"
        " middle run.",
        _listed("Never sent in any run", found.unreachable, "Every inject went."),
        _listed("Sent by hand only", found.by_hand, "No inject is by hand only."),
        _listed(
            f"More than {pack.limit} things from the pack in half an hour of the room",
            [
                f"{role} ({share:.0%} of runs)"
                for role, share in found.overloaded.items()
            ],
            "No seat is overloaded in more than a tenth of the runs.",
        ),
        "In the busiest half hour of the middle run, with what bots send each other:"
        f" {', '.join(f'{role} {most:.0f}' for role, most in found.busiest.items())}.",
        _listed("Nothing ever reaches", found.idle, "Something reaches every seat."),
        _listed(
            "Never taken", found.never_taken, "Every measure was taken in some run."
        ),
        _listed(
            "Left hanging at the end",
            [f"{name} ({share:.0%} of runs)" for name, share in found.stuck.items()],
            "No proposal was left hanging.",
        ),
        f"Killed in the story: {middle:,.0f} in the middle run ({low:,.0f} to"
        f" {high:,.0f} in nine of ten); more than {RUNAWAY:.0%} of all people in"
        f" {found.runaway:.0%} of the runs.",
    ]


def _listed(what: str, names: list[str] | tuple[str, ...], none: str) -> str:
    return f"{what}: {', '.join(names)}." if names else none

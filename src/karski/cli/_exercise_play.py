"""``karski exercise play`` and ``replay``: a whole run, and proof that it follows."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from karski.cli._exercise_options import (
    JournalArgument,
    LanguageOption,
    PackArgument,
    SeedOption,
    read_pack,
    read_run,
)
from karski.cli._options import JsonOption
from karski.cli._terminal import REPORTED, out, print_json, status
from karski.exercise.events import Event, Kind, told
from karski.exercise.journal import Header
from karski.exercise.journal import write as write_journal
from karski.exercise.moments import day, time_of_day
from karski.exercise.playing import play as played
from karski.exercise.replaying import replay as departs
from karski.exercise.state import State

SHOWN = frozenset(
    {
        Kind.INJECT_SENT,
        Kind.IMPROVISED,
        Kind.MILESTONE_REACHED,
        Kind.DECISION_PROPOSED,
        Kind.DECISION_TAKEN,
        Kind.DECISION_IN_EFFECT,
        Kind.DECLINED,
        Kind.WITHDRAWN,
        Kind.OVERRULED,
    }
)


def play(
    pack: PackArgument,
    *,
    bots: Annotated[
        bool, typer.Option(help="Bots play every seat; without, nobody acts.")
    ] = False,
    seed: SeedOption = 0,
    journal: Annotated[
        Path | None, typer.Option(help="Where to write the journal (.jsonl).")
    ] = None,
    language: LanguageOption = "en",
    json: JsonOption = False,
) -> None:
    """Let a pack run from its first to its last moment.

    The same pack, seed and bots make the same journal, byte for byte.
    """
    found, text = read_pack(pack)
    with status("Playing"):
        state = played(found, seed, bots=None if bots else ())
    if journal is not None:
        header = Header.of(Path(pack).stem, text, found, seed)
        write_journal(journal, header, state.events)
    if json:
        print_json(summary(state))
        return
    out.print(timeline(state, language))
    out.print(sentence(state))
    if journal is not None:
        out.print(f"The journal is in {journal}.", markup=False)


def replay(
    pack: PackArgument,
    *,
    journal: JournalArgument,
    language: LanguageOption = "en",
    json: JsonOption = False,
) -> None:
    """Show a journal again, and prove that it follows from pack, seed and acts."""
    run = read_run(pack, journal)
    difference = departs(run.pack, run.seed, run.events)
    if difference is not None:
        out.print(
            f"Event {difference.seq} of {journal.name} does not follow from what comes"
            " before it; the journal was changed, or another Karski wrote it.",
            markup=False,
        )
        raise typer.Exit(REPORTED)
    if json:
        print_json(summary(run.state))
        return
    out.print(timeline(run.state, language))
    out.print(f"{sentence(run.state)} Every event follows from those before it.")


def summary(state: State) -> dict[str, Any]:
    """Return what a run came to, for machines."""
    places = state.places.values()
    return {
        "seed": state.seed,
        "events": len(state.events),
        "kinds": dict(Counter(str(each.kind) for each in state.events)),
        "deaths": sum(each.deaths for each in places),
        "displaced": sum(each.displaced for each in places),
        "milestones": sorted(state.milestones),
        "decisions": [
            {"measure": each.measure, "target": each.target, "status": each.status}
            for each in state.decisions.values()
        ],
    }


def sentence(state: State) -> str:
    """Return what a run came to, in a sentence."""
    found = summary(state)
    return (
        f"{found['events']} events, {len(found['decisions'])} proposals;"
        f" {found['deaths']:,} killed and {found['displaced']:,} displaced in this"
        f" story (seed {state.seed})."
    )


def timeline(state: State, language: str) -> Table:
    """Return what reached desks and what was decided, in order."""
    table = Table(
        "Day", "Time", "What", "Who", "To", title=state.pack.title.told(language)
    )
    for event in state.events:
        if event.kind in SHOWN:
            table.add_row(
                str(day(event.at)),
                time_of_day(event.at),
                _what(state, event, language),
                event.by,
                ", ".join(event.to) or "staff",
            )
    return table


def _what(state: State, event: Event, language: str) -> str:
    data = event.data
    if event.kind in (Kind.INJECT_SENT, Kind.IMPROVISED):
        return told(data["title"], language)
    if event.kind is Kind.MILESTONE_REACHED:
        title = state.pack.milestones[str(data["milestone"])].title
        return f"milestone: {title.told(language)}"
    words = str(event.kind).replace("_", " ")
    if event.kind is Kind.DECISION_PROPOSED:
        return f"{words}: {data['measure']}, {data['target']}"
    decision = state.decisions[int(str(data["decision"]))]
    return f"{words}: {decision.measure}, {decision.target}"

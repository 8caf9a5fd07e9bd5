"""What the verbs of ``karski exercise`` share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from karski.exercise.events import Event
from karski.exercise.journal import MOST_SEED, read
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import names, parse_pack, source
from karski.exercise.replaying import lived
from karski.exercise.state import State

PackArgument: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="PACK", help=f"A file.yaml, or one of {', '.join(names())}."
    ),
]
JournalArgument: TypeAlias = Annotated[
    Path,
    typer.Option("--journal", help="The journal of a run: a .jsonl file."),
]
LanguageOption: TypeAlias = Annotated[
    str, typer.Option(help="en, hu, sk, cs or pl; else what is there, in English.")
]


SeedOption: TypeAlias = Annotated[
    int, typer.Option(min=0, max=MOST_SEED, help="The same seed, the same run.")
]


@dataclass(frozen=True, slots=True)
class Run:
    """A journal with the pack that it is of, and what its events add up to."""

    pack: Pack
    seed: int
    events: list[Event]
    state: State


def read_run(name: str, journal: Path) -> Run:
    """Return a run by the name of its pack and its journal.

    Raises
    ------
    ReportableError
        There is none, it is of another pack, or it does not fit the pack.
    """
    pack, text = read_pack(name)
    header, events = read(journal)
    header.hold_to(text)
    return Run(pack, header.seed, events, lived(pack, header.seed, events))


def read_pack(name: str) -> tuple[Pack, str]:
    """Return a pack and its text.

    Raises
    ------
    ReportableError
        There is none of that name, or it has mistakes.
    """
    text = source(name)
    return parse_pack(text, Path(name).name), text

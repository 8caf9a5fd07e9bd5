"""What the verbs of ``karski exercise`` share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import names, parse_pack, source

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


def read_pack(name: str) -> tuple[Pack, str]:
    """Return a pack and its text.

    Raises
    ------
    ReportableError
        There is none of that name, or it has mistakes.
    """
    text = source(name)
    return parse_pack(text, Path(name).name), text

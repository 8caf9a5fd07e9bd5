"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from karski.core.months import parse

WorkspaceOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        envvar="KARSKI_WORKSPACE",
        help=r"Folder that Karski writes to. \[default: ./workspace]",
        show_default=False,
    ),
]
DataOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="KARSKI_DATA",
        help=r"Folder with producers' files. \[default: ./data, then ../shared/data]",
        show_default=False,
    ),
]
JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Print one JSON document for machines.")
]
ModelOption: TypeAlias = Annotated[
    str, typer.Option(help="A model's name, as in the reference.")
]
SeedOption: TypeAlias = Annotated[
    int, typer.Option(min=0, help="Seed of the random numbers.")
]


def _month(text: str) -> int:
    try:
        return parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


OriginOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        parser=_month,
        metavar="YYYY-MM",
        help=r"Last month whose data may be used. \[default: the latest without a gap]",
        show_default=False,
    ),
]
KnownOnOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        parser=_month,
        metavar="YYYY-MM",
        help="Leave out releases that their producer had not published by this month.",
        show_default=False,
    ),
]

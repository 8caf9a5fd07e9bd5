"""How good a back-test was group by group: tables on request, and files always."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import polars as pl
import typer

from karski.cli import _scoring
from karski.cli._terminal import out
from karski.core.files import whole
from karski.evaluation.reports import GROUPS, METRICS

ByOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help=f"Also show the scores by {', '.join(GROUPS)}; several separated by"
        " commas.",
        show_default=False,
    ),
]
MetricOption: TypeAlias = Annotated[
    str, typer.Option(help=f"The score that --by shows: {', '.join(METRICS)}.")
]


def asked(by: Sequence[str] | None, metric: str) -> list[str]:
    """Return the groups that --by names, each once; refuse others."""
    named = [word.strip() for words in by or () for word in words.split(",")]
    groups = list(dict.fromkeys(named))
    for group in groups:
        if group not in GROUPS:
            raise typer.BadParameter(f"--by {group!r} is none of {', '.join(GROUPS)}")
    if metric not in METRICS:
        raise typer.BadParameter(f"--metric {metric!r} is none of {', '.join(METRICS)}")
    return groups


def write(folder: Path, target: str, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write the report by each group, for whoever wants to read all of it."""
    for group, table in tables.items():
        with whole(folder / f"{target}_by_{group}.csv") as draft:
            table.write_csv(draft)


def show(
    tables: Mapping[str, pl.DataFrame], groups: Sequence[str], metric: str
) -> None:
    """Print the reports by the groups asked for, model by model."""
    for group in groups:
        chosen = tables[group].filter(pl.col("metric") == metric)
        for (model,), rows in chosen.group_by("model", maintain_order=True):
            out.print(_scoring.figures(rows, f"{model} by {group}", (group,)))

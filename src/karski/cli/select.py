"""``karski select``: who takes a seat, who stands by, and why."""

from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from karski.cli._options import JsonOption
from karski.cli._selected import document, tables
from karski.cli._terminal import out, print_json
from karski.core.errors import DocumentError
from karski.selection.files import read_candidates
from karski.selection.rules import DEFAULT, Rules, catalogue, parse_rules
from karski.selection.selecting import select as chosen


def select(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV or XLSX of candidates: id, country, sector, gender, institution,"
            " score; optionally region, experience, attended and any others."
        ),
    ],
    *,
    host: Annotated[
        str,
        typer.Option(help="The host country: three letters of ISO 3166, as in HUN."),
    ],
    seed: Annotated[
        int, typer.Option(min=0, help="The published seed; its lot breaks ties.")
    ],
    rules: Annotated[
        str,
        typer.Option(
            metavar="RULES.yaml",
            help=f"A file of rules, or one of {', '.join(sorted(catalogue()))}.",
        ),
    ] = DEFAULT,
    json: JsonOption = False,
) -> None:
    """Choose participants under rules, and say why of every candidate.

    The best panel that the rules allow, proven to be so; where they cannot all hold,
    those that give way the least, and which cannot hold together. The same candidates,
    rules and seed give the same panel anywhere, in whatever order the candidates stand.
    """
    kept = _rules(rules)
    candidates = read_candidates(file)
    started = perf_counter()
    found = chosen(candidates, kept, host.upper(), seed)
    seconds = perf_counter() - started
    if json:
        print_json(document(found, seconds))
        return
    for line in tables(found, candidates, kept, seconds):
        out.print(line)


def _rules(name: str) -> Rules:
    if name in catalogue():
        return catalogue()[name]
    path = Path(name)
    if not path.is_file() and not path.suffix:
        return catalogue()[name]  # tells the names there are
    try:
        return parse_rules(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError:
        raise DocumentError(
            f"{path.name} is not UTF-8; save the file again as UTF-8 and retry"
        ) from None

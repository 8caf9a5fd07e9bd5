"""``karski measures``: what can be done to prevent, and what is known of it."""

from typing import Annotated

import typer

from karski.cli._measured import document, lines, table
from karski.cli._options import JsonOption
from karski.cli._terminal import out, print_json
from karski.measures import catalogue


def measures(
    name: Annotated[
        str, typer.Argument(help="One of them, in full.", show_default=False)
    ] = "",
    *,
    json: JsonOption = False,
) -> None:
    """List the preventive measures, or show one with its evidence.

    Each says who can take it, on what authority and law, how long until it works, which
    harm it can do, and how well its effect is known. Grades: A- a benefit on average,
    contested; B mixed, with strong factors of success; C mixed, and thinly studied; U
    not graded.
    """
    found = catalogue()
    if name:
        if json:
            print_json(document(name, found[name]))
        else:
            for line in lines(name, found[name]):
                out.print(line)
    elif json:
        print_json([document(each, measure) for each, measure in found.items()])
    else:
        out.print(table(found))

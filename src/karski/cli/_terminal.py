"""What every verb shares: where to write, how to speak, how to fail."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from typer.core import TyperGroup

from karski.core.errors import ReportableError

REPORTED = 1  # exit code of an error told, and of Ctrl-C; 2 is wrong usage

PIPED_WIDTH = 120  # columns of a table that goes to a file or another program

out = Console(highlight=False, soft_wrap=True)
if not out.is_terminal:
    out.width = PIPED_WIDTH
err = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(document: Any) -> None:  # noqa: ANN401 -- JSON is anything
    """Print a document on standard output, for machines."""
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _live() -> Console:
    """Return where moving things are shown: with the tables, if on a screen."""
    return out if out.is_terminal else err


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar with the time left, and take it away."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_live(), transient=True) as progress:
        task = progress.add_task(title, total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell


@contextmanager
def status(title: str) -> Iterator[None]:
    """Show that something is at work whose length is not known."""
    with _live().status(title):
        yield


class Verbs(TyperGroup):
    """A command whose reported errors and interruptions end in one sentence."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- Typer keeps the types private
        """Run the verb; exit 1 on an error that a person can act on, or Ctrl-C."""
        try:
            return super().invoke(ctx)
        except ReportableError as error:
            err.print(f"[bold red]Error:[/] {escape(str(error))}")
            raise SystemExit(REPORTED) from None
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            err.print(
                f"[bold red]Error:[/] {escape(str(error.strerror or error) + where)};"
                " see that the folder can be written to and the disk has room, then"
                " repeat the command."
            )
            raise SystemExit(REPORTED) from None
        except KeyboardInterrupt:
            err.print(
                "Stopped. Nothing is half written; the same command goes on from here."
            )
            raise SystemExit(REPORTED) from None

"""``karski`` and its verbs."""

from typing import Annotated

import typer

import karski
from karski.cli import (
    audit,
    backtest,
    backup,
    data,
    due,
    evaluate,
    exercise,
    explain,
    forecast,
    measures,
    onset,
    panel,
    pool,
    publish,
    restore,
    select,
    serve,
)
from karski.cli import run as main_job
from karski.cli._terminal import Verbs

application = typer.Typer(
    name="karski",
    cls=Verbs,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Forecast mass violence, say why, and prove how good the forecasts are.",
    epilog=(
        "Exit codes: 0 done, 1 a reported error (or Ctrl-C), 2 wrong usage."
        " Data are looked for in --data or KARSKI_DATA, ./data, ../shared/data;"
        " else the simulated world stands in, and says so."
    ),
)
application.command("run")(main_job.run)
application.add_typer(data.application, name="data")
application.add_typer(panel.application, name="panel")
application.command("forecast")(forecast.forecast)
application.add_typer(onset.application, name="onset")
application.command("backtest")(backtest.backtest)
application.command("evaluate")(evaluate.evaluate)
application.command("publish")(publish.publish)
application.command("explain")(explain.explain)
application.command("pool")(pool.pool)
application.command("select")(select.select)
application.command("measures")(measures.measures)
application.add_typer(exercise.application, name="exercise")
application.command("serve")(serve.serve)
application.command("due")(due.due)
application.add_typer(audit.application, name="audit")
application.command("backup")(backup.backup)
application.command("restore")(restore.restore)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"karski {karski.__version__}")
        raise typer.Exit


@application.callback()
def karski_command(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which."),
    ] = False,
) -> None:
    """Forecast mass violence, say why, and prove how good the forecasts are."""

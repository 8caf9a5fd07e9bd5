"""``karski panel``: build the features by place and time."""

import math
from typing import Annotated, Any

import polars as pl
import typer
from rich.table import Table

from karski import sources
from karski.cli import _stock
from karski.cli._options import DataOption, JsonOption, OriginOption, WorkspaceOption
from karski.cli._terminal import out, print_json, status
from karski.core.errors import MissingDataError
from karski.core.files import whole, write_json
from karski.core.months import label
from karski.core.workspace import Workspace
from karski.panel import country_month, country_year, onset
from karski.panel._panel import Panel
from karski.panel.lagged import Covariate
from karski.panel.series import at
from karski.panel.stock import Stock

application = typer.Typer(
    no_args_is_help=True, help="Build features by place and time, as known on a day."
)
YEARLY = "ucdp_country_year"


@application.callback()
def panel() -> None:
    """Build features by place and time, as known on a day."""


@application.command()
def build(
    *,
    target: Annotated[
        str, typer.Option(help="The series to build on: the best one for this target.")
    ] = "deaths_civilians",
    yearly: Annotated[
        bool, typer.Option("--yearly", help="By country and year, not month.")
    ] = False,
    origin: OriginOption = None,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Build a panel and write it as Parquet, with what each column means."""
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    with status("Building the panel"):
        name, made = _yearly(stock) if yearly else _monthly(stock, target, origin)
    _told(_written(place, name, made), json=json)


@application.command("onset")
def onset_(
    *,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare",
            help="Also make the predictors again from what they are made of, and say"
            " how closely they agree.",
        ),
    ] = False,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Build the yearly panel of mass killing: predictors, and what began."""
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    made = onset.build(stock)
    document = _written(place, f"onset_{made.as_of}", made)
    document["made_from"] = onset.basis(stock)
    if compare:
        table = onset.compared(stock)
        document["comparison"] = table.to_dicts()
    _told(document, json=json)
    if compare and not json:
        out.print(_comparison(table))


def _written(place: Workspace, name: str, made: Panel) -> dict[str, Any]:
    """Write a panel and what its columns mean; return what to tell of it."""
    file = place.panels / f"{name}.parquet"
    with whole(file) as draft:
        made.frame.write_parquet(draft)
    meaning = {
        c.name: {"meaning": c.meaning, "unit": c.unit, "may_be_missing": c.missing}
        for c in made.columns
    }
    write_json(file.with_suffix(".json"), meaning)
    missing = made.frame.null_count().row(0, named=True)
    return {
        "file": str(file),
        "rows": made.frame.height,
        "columns": len(made.columns),
        "as_of": label(made.as_of) if made.period == "month" else str(made.as_of),
        "missing": {name: count for name, count in missing.items() if count},
    }


def _told(document: dict[str, Any], *, json: bool) -> None:
    if json:
        print_json(document)
        return
    out.print(
        f"{document['rows']:,} rows of {document['columns']} columns, as known in"
        f" {document['as_of']}: {document['file']}"
    )
    out.print(f"Columns with missing values: {len(document['missing'])} (see --json)")


def _comparison(table: pl.DataFrame) -> Table:
    shown = Table("predictor", "the same [%]", "differ", "only theirs", "why")
    for row in table.iter_rows(named=True):
        same = f"{math.floor(row['same'] * 10_000) / 100:.2f}"  # never 100 by rounding
        counts = (str(row[name]) for name in ("differ", "only_theirs"))
        shown.add_row(row["column"], same, *counts, row["why"])
    return shown


def _monthly(stock: Stock, target: str, origin: int | None) -> tuple[str, Panel]:
    series = stock.series(target)
    series = series if origin is None else at(series, origin)
    made = country_month.build(series, stock.covariates(series))
    return f"country_month_{series.source}_{label(made.as_of)}", made


def _yearly(stock: Stock) -> tuple[str, Panel]:
    if YEARLY not in stock.releases:
        raise MissingDataError(
            "no country-year deaths are at hand; import UCDP's organised violence"
            " dataset with `karski data import FILE`"
        )
    catalogue = sources.catalogue()
    covariates = [
        Covariate(name, catalogue[name], releases[-1].reading)
        for name, releases in sorted(stock.releases.items())
        if catalogue[name].period == "year" and name != YEARLY
    ]
    reading = stock.releases[YEARLY][-1].reading
    made = country_year.build(catalogue[YEARLY], reading, covariates)
    return f"country_year_{YEARLY}_{made.as_of}", made

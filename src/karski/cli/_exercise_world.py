"""``karski exercise world``: how the model fits, and what each assumption is worth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from karski.cli._exercise_options import read_pack
from karski.cli._options import DataOption, JsonOption
from karski.cli._terminal import err, out, print_json, status
from karski.core.errors import MissingDataError
from karski.exercise.settings import setting_of
from karski.exercise.world import measuring
from karski.exercise.world.assuming import Value, assumptions, base_rates
from karski.exercise.world.cannot_say import CANNOT_SAY
from karski.exercise.world.fitting import Compared
from karski.exercise.world.setting import Setting
from karski.exercise.world.varying import (
    DAYS,
    RUNS,
    Deaths,
    Sensitivity,
    example,
    sensitivity,
)
from karski.sources._snapshot import find_data

SIMULATED = (
    "SIMULATED WORLD: no single events of UCDP GED were found, so that the fit is"
    " measured again on countries that do not exist; they need not agree with it."
)
NOTHING = "-"  # nothing was there to be counted


def world(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]",
            help="Whose communities the assumptions are tried on; else an example's.",
        ),
    ] = None,
    *,
    data: DataOption = None,
    search: Annotated[
        int,
        typer.Option(
            min=0, metavar="STEPS", help="Also search the events for base rates anew."
        ),
    ] = 0,
    json: JsonOption = False,
) -> None:
    """Show how the world's violence compares with real violence, and what it assumes.

    With single events of UCDP GED at hand they are measured again and stand beside the
    shipped fit; else the simulated world does.
    """
    setting = setting_of(read_pack(pack)[0]) if pack else example()
    show(setting, data, search, as_json=json)


def show(setting: Setting, data: Path | None, steps: int, *, as_json: bool) -> None:
    """Print the fit and what each assumption is worth; search if `steps` is above 0.

    Parameters
    ----------
    setting : Setting
        Whose deaths the assumptions are tried on.
    data : Path or None
        A folder that was named; else the usual ones, else the simulated world.
    steps : int
        Of a search for better base rates; it needs real events.
    as_json : bool
    """
    folder = find_data(data)
    if steps and folder is None:
        raise MissingDataError(
            "a search needs real events; name their folder by --data"
        )
    with status("Measuring the fit"):
        rows, real = _measured(folder, named=data is not None)
    with status("Trying each assumption"):
        found = sensitivity(setting)
    rates = _searched(folder, steps) if steps and folder else None
    if as_json:
        print_json(document(rows, real, found, rates))
        return
    if not real:
        err.print(f"[bold yellow]{SIMULATED}[/]")
    for part in _told(rows, found, rates):
        out.print(part)


def _measured(folder: Path | None, *, named: bool) -> tuple[tuple[Compared, ...], bool]:
    if folder is None:
        return measuring.invented(), False
    try:
        return measuring.real(folder), True
    except MissingDataError:
        if named:
            raise
        return measuring.invented(), False


def _searched(folder: Path, steps: int) -> dict[str, Value]:
    found = measuring.refit(folder, steps, lambda line: err.print(line, markup=False))
    of_the_data = [item.name for item in assumptions() if item.origin == "data"]
    rates: dict[str, Value] = {
        name: getattr(found.assumptions, name) for name in of_the_data
    }
    return rates | {"sd of areas": found.population.sd}


def document(
    rows: Sequence[Compared],
    real: bool,
    found: Sequence[Sensitivity],
    rates: dict[str, Value] | None,
) -> dict[str, Any]:
    """Return everything as JSON can hold it."""
    told: dict[str, Any] = {
        "shipped_with": base_rates().data.model_dump(),
        "measured_on": "real events" if real else "the simulated world",
        "fit": [
            {
                "shipped": row.shipped.model_dump() if row.shipped else None,
                "again": row.again.model_dump(),
                "agrees": row.agrees,
            }
            for row in rows
        ],
        "assumptions": [item.model_dump() for item in assumptions()],
        "sensitivity": {
            "runs": RUNS,
            "days": DAYS,
            "rows": [asdict(row) for row in found],
        },
        "cannot_say": list(CANNOT_SAY),
    }
    return told | ({"searched": rates} if rates else {})


def _told(
    rows: Sequence[Compared],
    found: Sequence[Sensitivity],
    rates: dict[str, Value] | None,
) -> Iterator[Table | str]:
    data = base_rates().data
    yield _fit_table(rows)
    yield escape(
        f"Shipped: {data.title}, {data.licence}, {data.first} to {data.last},"
        f" {data.events:,} events in {data.areas:,} areas. Intervals hold 95 %."
    )
    agreeing = sum(row.agrees for row in rows)
    yield (
        f"{agreeing} of {len(rows)} shipped values of the data lie in the interval"
        " measured now."
    )
    yield _sensitivity_table(found)
    yield "What the model cannot say:"
    yield from (f"- {escape(sentence)}" for sentence in CANNOT_SAY)
    for name, value in (rates or {}).items():
        yield f"searched {name}: {_value(value)}"


def _fit_table(rows: Iterable[Compared]) -> Table:
    table = Table(title="The model beside the data")
    for title in ("statistic", "unit", "shipped: data", "data now", "model now"):
        table.add_column(title)
    for row in rows:
        again = row.again
        known = row.shipped.data if row.shipped else None
        table.add_row(
            again.title,
            again.unit,
            NOTHING if known is None else f"{known:.3g}",
            _with_interval(again.data, again.data_interval),
            _with_interval(again.model, again.model_interval),
        )
    return table


def _with_interval(value: float | None, ends: tuple[float, float] | None) -> str:
    if value is None or ends is None:
        return NOTHING
    return escape(f"{value:.3g} [{ends[0]:.3g}, {ends[1]:.3g}]")


def _sensitivity_table(found: Iterable[Sensitivity]) -> Table:
    title = (
        f"Deaths in {DAYS} days, {RUNS} runs: middle and where 90 % of runs lie;"
        " displaced: middle"
    )
    table = Table(title=title)
    for name in ("assumption", "low", "high", "at low", "as it is", "at high"):
        table.add_column(name)
    table.add_column("displaced: low, as it is, high")
    for row in found:
        table.add_row(
            row.title,
            _value(row.low_value),
            _value(row.high_value),
            *(_deaths(each) for each in (row.low, row.base, row.high)),
            f"{row.displaced_low:,.0f}; {row.displaced_base:,.0f};"
            f" {row.displaced_high:,.0f}",
        )
    return table


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{each:.3g}" for each in value)
    return f"{value:.3g}"


def _deaths(deaths: Deaths) -> str:
    return escape(f"{deaths.middle:.0f} [{deaths.low:.0f}, {deaths.high:.0f}]")

"""The tables of one forecast of onsets: risks, a year before, gaps, the record."""

import polars as pl
from pydantic import TypeAdapter

from karski.briefings.edition._part import Part
from karski.explanation.clauses import Clause
from karski.explanation.themes import themes
from karski.forecasts.onset._issued import Issued
from karski.forecasts.onset._reasons import KEY
from karski.forecasts.onset._resampled import ranks
from karski.forecasts.onset.issue import NO_ROW
from karski.models._onset import risk

NO_ROW_SAID = "any row: the state has ended, or the file leaves it out"  # a msgid
_CLAUSES = TypeAdapter(tuple[Clause, ...])


def risks(issued: Issued, average: float) -> Part:
    """Return the risks of a forecast, beside those of a year before."""
    horizon = pl.lit(issued.manifest.horizon)
    table = issued.risks.join(_before(issued), on="place", how="left")
    lacking = [
        (place, _CLAUSES.dump_json(_clauses(missing)).decode())
        for place, missing in issued.lacking.iter_rows()
    ]
    rows = pl.DataFrame(
        lacking, {"place": pl.Int32, "clauses": pl.String}, orient="row"
    )
    return {
        "onsets": table.with_columns(
            horizon=horizon, average=pl.lit(average), of=pl.len()
        ),
        "onset_lacking": rows.with_columns(horizon=horizon),
    }


def _before(issued: Issued) -> pl.DataFrame:
    """Return risk and rank as last year's model said them of last year's data."""
    year = issued.manifest.origin - 1
    parts = issued.reasons.filter(fitted=year, year=year)
    # Polars adds columns in an order that varies from run to run, NumPy does not
    log_odds = parts.select(pl.exclude(KEY)).to_numpy().sum(axis=1)
    return pl.DataFrame(
        {
            "place": parts["place"],
            "risk_before": risk(log_odds),
            "rank_before": ranks(log_odds[None])[0],
        }
    )


def _clauses(missing: str) -> tuple[Clause, ...]:
    """Say what a country's data lack; each is a msgid."""
    if missing == NO_ROW:
        return (Clause(msgid=NO_ROW_SAID),)
    every = themes()
    return tuple(
        Clause(msgid=every.predictor(name).plain) for name in missing.split(", ")
    )


def record(issued: Issued, found: pl.DataFrame) -> Part:
    """Return the risks of past base years beside what came.

    Parameters
    ----------
    issued : Issued
        Its cases say what came.
    found : polars.DataFrame
        place, year (the base year), risk.
    """
    horizon = issued.manifest.horizon
    ahead = [f"onset_{step}" for step in range(1, horizon + 1)]
    ranked = found.with_columns(
        rank=pl.col("risk").rank("average", descending=True).over("year"),
        of=pl.len().over("year"),
    )
    cases = issued.cases.select("place", "year", *ahead)
    joined = ranked.join(cases, on=["place", "year"], how="left")
    onset = pl.coalesce(
        pl.when(pl.col(name) == 1).then(pl.col("year") + step)
        for step, name in enumerate(ahead, start=1)
    )
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in ahead)
    rows = joined.select(
        "place",
        "risk",
        "rank",
        "of",
        horizon=pl.lit(horizon),
        year=pl.col("year") + 1,
        last=pl.col("year") + horizon,
        onset=onset,
        known=known | onset.is_not_null(),
    )
    return {"onset_record": rows.sort("year", descending=True, maintain_order=True)}

"""How good the forecasts of onsets have been, beside the Early Warning Project's."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import polars as pl

from karski.briefings.edition._part import Part
from karski.evaluation.onset_cases import History
from karski.evaluation.onset_evaluation import Evaluation, Forecaster, Scored, evaluate
from karski.evaluation.onset_past import past_of, risks_of
from karski.forecasts.onset._question import Question
from karski.panel._panel import Panel

SPAN = 10  # years scored apart, besides all together
NAME = "Karski's blend"


def onset_scores(
    panel: Panel, found: Mapping[int, pl.DataFrame], peer: Forecaster | None
) -> Part:
    """Score risks of past base years, all together and ten years at a time.

    Parameters
    ----------
    panel : Panel
    found : mapping of int to polars.DataFrame
        place, year (the base year), risk, by horizon; those of two years at least.
    peer : Forecaster or None
    """
    question, two_years = Question(), found[2]
    first = int(two_years["year"].to_numpy().min()) + 1
    past = past_of(panel, question.target, first)
    one_year = risks_of(found[1], NAME) if 1 in found else None
    ours = Forecaster(risks_of(two_years, NAME), one_year)
    whole = evaluate(past, ours, peer, partial=True)
    spans = [evaluate(each, ours, peer, partial=True) for each in _spans(past)]
    kept = [
        scored
        for each in (whole, *spans)
        for scored in each.scored
        if _fits(scored, ours)
    ]
    return {
        "onset_skill": pl.DataFrame(
            [row for each in kept for row in _figures(each)], infer_schema_length=None
        ),
        "onset_bins": pl.concat(
            each.calibration.with_columns(**_named(each))
            for each in whole.scored
            if _fits(each, ours)
        ),
        "onset_misses": _misses(whole),
    }


def _fits(scored: Scored, ours: Forecaster) -> bool:
    """Say whether risks of two years are not scored as if of one."""
    return scored.target.name != "1yr" or ours.one_year is not None


def _spans(past: History) -> Iterator[History]:
    for first in range(past.first, past.last + 1, SPAN):
        last = min(first + SPAN - 1, past.last)
        inside = pl.col("year").is_between(first, last)
        yield replace(
            past,
            onsets=past.onsets.filter(inside),
            required=past.required.filter(inside),
            first=first,
            last=last,
        )


def _named(scored: Scored) -> dict[str, pl.Expr]:
    horizon = 1 if scored.target.name == "1yr" else 2
    return {"horizon": pl.lit(horizon), "reading": pl.lit(scored.target.name)}


def _figures(scored: Scored) -> Iterator[dict[str, Any]]:
    for row in scored.figures.iter_rows(named=True):
        yield {
            "horizon": 1 if scored.target.name == "1yr" else 2,
            "reading": scored.target.name,
            "first": scored.first,
            "last": scored.last,
            "country_years": scored.country_years,
            "onsets": scored.onsets,
            "score": row["score"],
            "ours": _known(row["ours"]),
            **_widest(row, "ours", ("ours_low", "ours_high")),
            "peer": _known(row["baseline"]),
            "difference": _known(row["difference"]),
            **_widest(row, "difference", ("low", "high")),
            "verdict": row["verdict"],
        }


def _widest(
    row: Mapping[str, Any], of: str, names: tuple[str, str]
) -> dict[str, float | None]:
    """Return the wider of the intervals by country and by year, at each end."""
    low = [_known(row[f"{of}_low_by_{each}"]) for each in ("country", "year")]
    high = [_known(row[f"{of}_high_by_{each}"]) for each in ("country", "year")]
    lows = [end for end in low if end is not None]
    highs = [end for end in high if end is not None]
    return {
        names[0]: min(lows) if len(lows) == len(low) else None,
        names[1]: max(highs) if len(highs) == len(high) else None,
    }


def _known(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _misses(whole: Evaluation) -> pl.DataFrame:
    none = pl.lit(None, pl.Float64)
    both = [
        whole.misses.with_columns(kind=pl.lit("miss"), times=none),
        whole.false_alarms.with_columns(
            pl.col("times").cast(pl.Float64), kind=pl.lit("false alarm")
        ),
    ]
    named = [table.rename({"ranked": "of"}) for table in both]
    columns = ("kind", "place", "year", "rank", "of", "risk", "times")
    rows = pl.concat(table.select(columns) for table in named)
    return rows.with_columns(horizon=pl.lit(2))

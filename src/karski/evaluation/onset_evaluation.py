"""Yearly risks scored on every target, beside a baseline, on the same country-years."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

import polars as pl

from karski.evaluation import onset_report
from karski.evaluation.onset_cases import (
    KEY,
    TARGETS,
    History,
    Target,
    TargetName,
    cases,
)
from karski.evaluation.onset_file import Risks, passed_over, rows_of_all
from karski.evaluation.onset_scores import scores

TWO_FOR_ONE = (
    "target 1yr is scored on risks of two years, which expect about twice the onsets of"
    " one; give risks of one year to score those"
)


@dataclass(frozen=True, slots=True)
class Forecaster:
    """One forecaster's risks of an onset within two years, and perhaps within one.

    Attributes
    ----------
    two_years : Risks
    one_year : Risks or None
        What the target ``1yr`` is scored on; without them, `two_years`.
    """

    two_years: Risks
    one_year: Risks | None = None

    @property
    def files(self) -> list[Risks]:
        """Return what there is."""
        return [each for each in (self.two_years, self.one_year) if each is not None]

    def of(self, target: TargetName) -> Risks:
        """Return the risks that a target is scored on."""
        return self.one_year or self.two_years if target == "1yr" else self.two_years


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one target.

    Attributes
    ----------
    ours, baseline : str
        Names of the files; the baseline's is "" where there is none.
    country_years, onsets : int
    first, last : int
        Forecast years.
    figures : polars.DataFrame
        As `karski.evaluation.onset_scores.scores`.
    calibration : polars.DataFrame
        As `karski.evaluation.onset_report.calibration`, of ours.
    """

    target: Target
    ours: str
    baseline: str
    country_years: int
    onsets: int
    first: int
    last: int
    figures: pl.DataFrame
    calibration: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good a file of risks is.

    Attributes
    ----------
    scored : tuple of Scored
        In the order of `karski.evaluation.onset_cases.TARGETS`.
    misses, false_alarms : polars.DataFrame
        As `karski.evaluation.onset_report`, of ours: onsets of the target ``ewp``,
        risks of the target ``2yr``.
    notes : tuple of str
        A sentence for whatever was left out.
    """

    scored: tuple[Scored, ...]
    misses: pl.DataFrame
    false_alarms: pl.DataFrame
    notes: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return all as JSON values; what is not known, or infinite, is null."""
        return {
            "targets": {each.target.name: _document(each) for each in self.scored},
            "misses": _records(self.misses),
            "false_alarms": _records(self.false_alarms),
            "notes": list(self.notes),
        }


def evaluate(
    past: History,
    ours: Forecaster,
    baseline: Forecaster | None = None,
    *,
    partial: bool = False,
    seed: int = 0,
) -> Evaluation:
    """Score risks on every target.

    Parameters
    ----------
    past : History
    ours, baseline : Forecaster
        A one-year risk is compared with a one-year risk, or with none.
    partial : bool
        Whether to score what all files have, where one lacks a required country-year.
    seed : int

    Raises
    ------
    SourceError
        A file lacks a required country-year and `partial` is not set.
    """
    files = [*ours.files, *(baseline.files if baseline else [])]
    rows, gaps = rows_of_all(files, past.required, partial=partial)
    own = {name: cases(name, past, _only(ours.of(name), rows)) for name in TARGETS}
    scored = tuple(
        _scored(TARGETS[name], past, rows, laid, ours, baseline, seed)
        for name, laid in own.items()
        if len(laid)
    )
    extra = [note for risks in ours.files if (note := passed_over(risks, past))]
    return Evaluation(
        scored,
        onset_report.misses(own["ewp"]),
        onset_report.false_alarms(own["2yr"]),
        (*gaps, *extra, *([] if ours.one_year else [TWO_FOR_ONE])),
    )


def _scored(
    target: Target,
    past: History,
    rows: pl.DataFrame,
    laid: pl.DataFrame,
    ours: Forecaster,
    baseline: Forecaster | None,
    seed: int,
) -> Scored:
    beside = _comparable(target, ours, baseline)
    theirs = cases(target.name, past, _only(beside, rows)) if beside else None
    years = laid["year"].to_numpy()
    return Scored(
        target,
        ours.of(target.name).name,
        beside.name if beside else "",
        len(laid),
        int(laid["outcome"].sum()),
        int(years.min()),
        int(years.max()),
        scores(laid, theirs, seed=seed),
        onset_report.calibration(laid, years=target.years),
    )


def _comparable(
    target: Target, ours: Forecaster, baseline: Forecaster | None
) -> Risks | None:
    """Return the baseline's risks that speak of as many years as ours."""
    if baseline is None:
        return None
    if target.name == "1yr" and ours.one_year is not None:
        return baseline.one_year
    return baseline.two_years


def _only(risks: Risks, rows: pl.DataFrame) -> pl.DataFrame:
    return risks.frame.join(rows, on=KEY, how="semi")


def _document(scored: Scored) -> dict[str, Any]:
    facts = ("ours", "baseline", "country_years", "onsets", "first", "last")
    return {
        "meaning": scored.target.meaning,
        **{name: getattr(scored, name) for name in facts},
        "scores": _records(scored.figures),
        "calibration": _records(scored.calibration),
    }


def _records(table: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            name: None if isinstance(value, float) and not isfinite(value) else value
            for name, value in row.items()
        }
        for row in table.to_dicts()
    ]

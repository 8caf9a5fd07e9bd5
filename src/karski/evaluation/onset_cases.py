"""What yearly risks of a new mass killing are scored on: which rows, which outcome.

A risk belongs to a country and a *first forecast year* t: it is made from the base year
t - 1. Three readings of "it came" are in use [1]_:

- ``2yr``: an onset in t or t + 1 against the risk of t;
- ``1yr``: an onset in t against the risk of t;
- ``ewp``: an onset in t against the larger of the risks of t and t - 1 (base years
  t - 1 and t - 2), the *union list*: whoever has one of the two is on it, and was
  warned of if it stood among the highest of either year's list.

References
----------
.. [1] The Early Warning Project's own evaluation is the third; the first is what its
   model is fitted to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import polars as pl

from karski.core.errors import MissingDataError
from karski.evaluation.metrics.recall_at_k import LENGTH, listed

FIRST = 1994  # the first forecast year that the Early Warning Project scores
KEY = ("place", "year")
TargetName: TypeAlias = Literal["2yr", "1yr", "ewp"]


@dataclass(frozen=True, slots=True)
class Target:
    """A reading of "it came".

    Attributes
    ----------
    name : str
    meaning : str
        In plain words.
    years : int
        In how many rows an onset counts: those of so many forecast years.
    """

    name: TargetName
    meaning: str
    years: int


TARGETS: dict[TargetName, Target] = {
    "2yr": Target("2yr", "an onset in the forecast year or the next", 2),
    "1yr": Target("1yr", "an onset in the forecast year", 1),
    "ewp": Target(
        "ewp", "an onset in the year, against the larger of the last two risks", 1
    ),
}


@dataclass(frozen=True, slots=True)
class History:
    """What came, and which country-years a forecaster could speak of.

    Attributes
    ----------
    onsets : polars.DataFrame
        place, year (int32); onset in that year and `later`, in the next (float64, 0 or
        1). `later` is 0 for a state that has ended, and null where it is not known.
    required : polars.DataFrame
        place, year: every country-year whose base year, the one before, has all
        predictors, and whose own outcome is known.
    first, last : int
        Forecast years, inclusive.
    """

    onsets: pl.DataFrame
    required: pl.DataFrame
    first: int
    last: int


def history(
    frame: pl.DataFrame, predictors: Sequence[str] = (), *, first: int = FIRST
) -> History:
    """Return the outcomes of a country-year table, and the rows to be forecast.

    Parameters
    ----------
    frame : polars.DataFrame
        place, year, ``mk_onset`` (0 or 1), and the `predictors`; one row for each
        country-year in which the state existed.
    predictors : sequence of str
        A base year that lacks one of these need not be forecast.
    first : int
        First forecast year.

    Raises
    ------
    MissingDataError
        The table ends before `first`.
    """
    last = frame["year"].max()
    assert isinstance(last, int), "a history has rows"
    if last < first:
        raise MissingDataError(
            f"the known onsets end in {last}, and risks are scored from {first} on;"
            " give a later release of the Early Warning Project's prepared file"
        )
    base = frame.drop_nulls([*KEY, *predictors]).select("place", pl.col("year") + 1)
    came = _onsets(frame, last).filter(pl.col("year") >= first)
    required = came.select(KEY).join(base, on=KEY, how="semi").sort("year", "place")
    return History(came, required, first, last)


def _onsets(frame: pl.DataFrame, last: int) -> pl.DataFrame:
    onset = frame.select(*KEY, onset=pl.col("mk_onset").cast(pl.Float64))
    next_year = onset.select("place", pl.col("year") - 1, later="onset")
    ended = (pl.col("year") == pl.col("year").max().over("place")) & (
        pl.col("year") < last
    )
    later = pl.when(ended).then(0.0).otherwise("later")
    return onset.join(next_year, on=KEY, how="left").with_columns(later=later)


def cases(
    target: TargetName, past: History, risks: pl.DataFrame, *, k: int = LENGTH
) -> pl.DataFrame:
    """Lay risks beside what came.

    Parameters
    ----------
    target : {"2yr", "1yr", "ewp"}
    past : History
    risks : polars.DataFrame
        place, year, risk (0..1); the key unique.
    k : int
        Length of a year's list of highest risks.

    Returns
    -------
    polars.DataFrame
        A row for each case, by year and place: place, year, outcome (0 or 1), risk,
        rank (in its year from 1, ties at their mean; for ``ewp`` the better of the
        two years') and listed (the chance of being among the `k` highest of a year, of
        either year for ``ewp``, ties drawn by lot).

    Examples
    --------
    >>> key = {"place": [2, 2], "year": [1994, 1995]}
    >>> past = history(pl.DataFrame({**key, "mk_onset": [0, 1]}))
    >>> risks = pl.DataFrame({**key, "risk": [0.1, 0.3]})
    >>> cases("2yr", past, risks)["outcome"].to_list()
    [1.0]
    >>> cases("ewp", past, risks)["risk"].to_list()
    [0.1, 0.3]
    """
    ranked = _ranked(risks, k)
    if target == "ewp":
        ranked = _of_either_year(ranked)
    known, outcome = past.onsets, pl.col("onset")
    if target == "2yr":
        known = known.drop_nulls("later")
        outcome = pl.max_horizontal("onset", "later")
    found = known.with_columns(outcome=outcome).join(ranked, on=KEY)
    return found.select(*KEY, "outcome", "risk", "rank", "listed").sort("year", "place")


def _ranked(risks: pl.DataFrame, k: int) -> pl.DataFrame:
    rank = pl.col("risk").rank("average", descending=True).over("year")
    chance = listed(risks["risk"].to_numpy(), k=k, lists=risks["year"].to_numpy())
    return risks.select(*KEY, "risk", rank=rank, listed=pl.Series(chance))


def _of_either_year(ranked: pl.DataFrame) -> pl.DataFrame:
    """Join each year's list with that of the year before."""
    before = ranked.with_columns(pl.col("year") + 1)
    both = ranked.join(before, on=KEY, how="full", coalesce=True, suffix="_before")
    off = [1 - pl.col(name).fill_null(0) for name in ("listed", "listed_before")]
    return both.select(
        *KEY,
        risk=pl.max_horizontal("risk", "risk_before"),
        rank=pl.min_horizontal("rank", "rank_before"),
        listed=1 - off[0] * off[1],
    )

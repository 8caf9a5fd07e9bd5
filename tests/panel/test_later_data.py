"""What comes after an origin, or is published after it, changes nothing before."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.columns import Column
from karski.core.months import month_id
from karski.panel import country_month
from karski.panel.lagged import Covariate, as_known
from karski.panel.series import Release, Series, splice
from karski.sources import catalogue
from karski.sources._source import Reading

FIRST, LAST = month_id(2009, 1), month_id(2014, 12)
STATES = (625, 651, 652)
NAMES = ("ewp_predictors", "powell_thyne", "reign_elections", "gdelt")


def deaths() -> Series:
    rows = [(p, m, (p + m) % 5) for p in STATES for m in range(FIRST, LAST + 1)]
    frame = pl.DataFrame(rows, ["place", "month", "deaths_state_based"], orient="row")
    reading = Reading(frame.cast(pl.Int32), FIRST, LAST, "1")
    facts = {"source": "views_challenge", "version": "1", "sha256": ""}
    source = catalogue()["views_challenge"]
    return splice(
        "views_challenge", source, [Release("views_challenge", reading, facts)]
    )


def covariate(name: str, random: np.random.Generator, share: float) -> Covariate:
    """Values of a source's own columns for a share of all places and periods."""
    source = catalogue()[name]
    first, last = (2004, 2014) if source.period == "year" else (FIRST - 24, LAST)
    every = [(p, t) for p in STATES for t in range(first, last + 1)]
    chosen = [pair for pair in every if random.random() < share]
    values = {
        column.name: random.integers(0, 2, len(chosen)).astype(float)
        for column in source.columns
    }
    frame = pl.DataFrame(
        {"place": [p for p, _ in chosen], source.period: [t for _, t in chosen]}
    ).cast(pl.Int32)
    return Covariate(name, source, Reading(frame.with_columns(**values), first, last))


def published(one: Covariate, column: Column) -> pl.Expr:
    end = pl.col("month") if one.source.period == "month" else _december()
    return end + one.lag_months + 12 * column.ahead_years


def _december() -> pl.Expr:
    return (pl.col("year") - 1979) * 12


def changed_after(one: Covariate, other: Covariate, origin: int) -> Covariate:
    """Take what is published after the origin from `other`, and keep the rest."""
    key, columns = list(one.source.key), one.source.columns
    both = one.reading.frame.join(
        other.reading.frame, on=key, how="full", coalesce=True, suffix="|new"
    )
    lag = published(one, Column("", "")) > origin
    stands = pl.col(columns[0].name).is_not_null()
    comes = pl.col(f"{columns[0].name}|new").is_not_null()
    kept = both.filter(pl.when(lag).then(comes | stands).otherwise(stands))
    frame = kept.select(
        *key,
        *(
            pl.when(published(one, column) > origin)
            .then(pl.col(f"{column.name}|new").fill_null(7))
            .otherwise(pl.col(column.name))
            .alias(column.name)
            for column in columns
        ),
    )
    return replace(one, reading=replace(one.reading, frame=frame))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(
    origin=st.integers(FIRST + 12, LAST - 1),
    seed=st.integers(0, 2**32 - 1),
    share=st.sampled_from([0.02, 0.2, 1.0]),
)
def test_what_is_published_after_the_origin_changes_no_covariate(
    name: str, origin: int, seed: int, share: float
) -> None:
    random = np.random.default_rng(seed)
    one, other = covariate(name, random, share), covariate(name, random, 1.0)
    later = changed_after(one, other, origin)
    whole = deaths()
    before = country_month.build(whole, [one]).at(origin).frame
    after = country_month.build(whole, [later]).at(origin).frame
    assert before.equals(after)


def test_a_value_of_the_next_year_is_known_a_year_later() -> None:
    source = catalogue()["ewp_predictors"]
    names = [column.name for column in source.columns]
    frame = pl.DataFrame({"place": [651], "year": [2010]}).cast(pl.Int32)
    row = frame.with_columns(pl.lit(1.0).alias(name) for name in names)
    one = Covariate("ewp_predictors", source, Reading(row, 2010, 2010, lag_months=9))
    months = [month_id(year, 9) for year in (2011, 2012, 2013)]
    rows = pl.DataFrame({"place": [651] * 3, "month": months}).cast(pl.Int32)
    known = as_known(one, rows).select("mk_ever", "mk_onset_1", "mk_onset_1or2")
    assert known.rows() == [(1, None, None), (1, 1, None), (1, 1, 1)]

"""From the list of mass killings: what began, what goes on, what there has been.

``mk_onset`` is 1 in the country-year in which an episode began in which people were
killed there, whoever led it; a year in which several began counts once. Episodes led by
groups that are no state are listed from 1989 on (``includesnonstate``).

``mk_onset_state`` is 1 where at least one of the episodes that began was led by a
state, by the list's own word. It too stands in the country where people were killed: an
episode counts there even if another state was responsible (Bangladesh 1971, Pakistan).
Where both kinds began in one year it is 1. It is never 1 where ``mk_onset`` is 0.
"""

from collections.abc import Iterator

import polars as pl

from karski.panel.onset_predictors._world import Predictor, World

SOURCE = "ewp_episodes"
MERGED = {511: 510}  # Zanzibar is no state of the base data, which put it in Tanzania
NO_EPISODE = "no row taken as none: no episode listed"
NO_YEAR_BEFORE = "0 in a state's first year of the base data"
ANY, STATE = "mk_onset", "mk_onset_state"


def predictors(world: World) -> Iterator[Predictor]:
    """Return the columns on mass killings, ``mk_onset`` and ``mk_onset_state``."""
    listed = _merged(world)
    begun_here = listed["state_led_begun"] + listed["non_state_led_begun"]
    going_on = listed["state_led_going_on"] + listed["non_state_led_going_on"]
    onset = (begun_here > 0).cast(pl.Float64)
    for name, values in {
        ANY: onset,
        STATE: (listed["state_led_begun"] > 0).cast(pl.Float64),
        "mk_ongoing_count_log2": (going_on + 1).log(2),
        "widetargeting": listed["wide_targeting"],
        "narrowtargeting": listed["narrow_targeting"],
        "mk_ever": listed["ever"],
        # years with an onset so far, the present one among them
        "mean_mk_onset_interaction": world.within(pl.col("x").cum_sum(), onset),
    }.items():
        known = world.until_last(SOURCE, values.cast(pl.Float64))
        fills = {NO_EPISODE: listed["absent"] & known.is_not_null()}
        yield Predictor(name, known, fills)
    yield _year_before(world, world.until_last(SOURCE, onset))


def _year_before(world: World, onset: pl.Series) -> Predictor:
    before = world.within(pl.col("x").shift(1), onset)
    first = world.rows.select(pl.col("year") == pl.col("year").min().over("ccode"))
    new = first.to_series()
    values = before.set(new, 0.0)
    return Predictor("mk_onset_prev_year", values, {NO_YEAR_BEFORE: new})


def begun(listed: pl.DataFrame) -> pl.DataFrame:
    """Return how many episodes of either kind began, by place and year.

    Parameters
    ----------
    listed : polars.DataFrame
        The reading of the list of mass killings.

    Returns
    -------
    polars.DataFrame
        ``place``, ``year``, ``state_led_begun``, ``non_state_led_begun``.
    """
    counts = ("state_led_begun", "non_state_led_begun")
    return _in_tanzania(listed).group_by("place", "year").agg(pl.col(counts).sum())


def _in_tanzania(listed: pl.DataFrame) -> pl.DataFrame:
    return listed.with_columns(pl.col("place").replace(MERGED))


def _merged(world: World) -> pl.DataFrame:
    keys = ["place", "year"]
    summed = ("^.*_begun$", "^.*_going_on$")
    frame = (
        _in_tanzania(world.readings[SOURCE])
        .group_by(keys)
        .agg(pl.col(*summed).sum(), pl.col("^.*_targeting$", "ever").max())
    )
    joined = world.rows.join(frame, on=keys, how="left", maintain_order="left")
    absent = pl.col("ever").is_null().alias("absent")
    return joined.with_columns(absent, pl.col(frame.columns).fill_null(0))

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.core.months import month_id
from karski.panel import country_month, series
from karski.panel.lagged import Covariate
from karski.panel.series import Release, Series
from karski.sources._source import Reading, Source

FIRST, LAST = month_id(2009, 1), month_id(2014, 12)
STATES = (625, 626, 651)  # Sudan, South Sudan (from July 2011), Egypt
DEATHS = (
    Column("deaths_total", "people killed", "people", 0, type=pl.Int64),
    Column("deaths_civilians", "civilians killed", "people", 0, type=pl.Int64),
)


def unread(*_: object) -> Reading:
    raise AssertionError("not read in these tests")


def source(period: str = "month", lag: int = 1, absent: str = "zero") -> Source:
    return Source(
        title="Made",
        producer="Nobody",
        url="https://example.org",
        licence="CC0",
        citation="none",
        period=period,  # type: ignore[arg-type] -- each test names one of the two
        absent=absent,  # type: ignore[arg-type] -- each test names one of the two
        lag_months=lag,
        columns=DEATHS if period == "month" else (Column("income", "income", "USD"),),
        header=(),
        read=unread,
    )


def release(
    first: int,
    last: int,
    version: str,
    *,
    places: tuple[int, ...] = STATES,
    **more: object,
) -> Release:
    rows = [
        (place, month, (place * 7 + month * 13) % 50, (place + month) % 9)
        for place in places
        for month in range(first, last + 1)
        if (place, month) >= (626, month_id(2011, 7)) or place != 626
    ]
    schema = ["place", "month", "deaths_total", "deaths_civilians"]
    frame = pl.DataFrame(rows, schema, orient="row").with_columns(
        pl.col("place", "month").cast(pl.Int32)
    )
    reading = replace(Reading(frame, first, last, version), **more)  # type: ignore[arg-type] -- fields by name
    return Release(
        "made", reading, {"source": "made", "version": version, "sha256": ""}
    )


def made() -> Series:
    return series.splice("made", source(), [release(FIRST, LAST, "1")])


def yearly(absent: str = "missing") -> Covariate:
    rows = [(p, y, float(y)) for p in STATES for y in range(2005, 2015)]
    frame = pl.DataFrame(rows, ["place", "year", "income"], orient="row").with_columns(
        pl.col("place", "year").cast(pl.Int32)
    )
    return Covariate("made", source("year", 6, absent), Reading(frame, 2005, 2014))


# -- series ---------------------------------------------------------------------------


def test_a_release_that_follows_on_is_joined() -> None:
    joined = series.splice(
        "made",
        source(),
        [release(FIRST, LAST, "1"), release(LAST + 1, LAST + 2, "2.1")],
    )
    assert joined.last == LAST + 2
    assert [facts["version"] for facts in joined.data] == ["1", "2.1"]
    assert joined.notes == ()


def test_the_latest_origin_is_the_last_month_without_a_gap() -> None:
    joined = series.splice(
        "made",
        source(),
        [release(FIRST, LAST, "1"), release(LAST + 3, LAST + 4, "2.3")],
    )
    assert joined.last == LAST
    assert joined.notes == (
        "2.3: begins 2015-03, but nothing covers 2015-01 to 2015-02",
    )


def test_the_yearly_release_stands_where_a_monthly_one_overlaps_it() -> None:
    late = release(LAST - 1, LAST + 1, "2.1", places=(651,))
    joined = series.splice("made", source(), [release(FIRST, LAST, "1"), late])
    egypt = joined.frame.filter(place=651, month=LAST)["deaths_total"].to_list()
    assert egypt == [(651 * 7 + LAST * 13) % 50]
    assert joined.last == LAST + 1


def test_a_release_is_used_only_once_it_was_published() -> None:
    releases = [release(FIRST, LAST - 12, "1"), release(FIRST, LAST, "2", lag_months=6)]
    before = series.splice("made", source(), releases, known_on=LAST + 5)
    after = series.splice("made", source(), releases, known_on=LAST + 6)
    assert (before.last, after.last) == (LAST - 12, LAST)
    assert before.notes == ("2: published after 2015-05",)


def test_an_extract_never_stands_for_the_world() -> None:
    with pytest.raises(MissingDataError, match="one country only"):
        series.splice(
            "made", source(), [release(1, 9, "1", partial="one country only")]
        )


def test_silence_is_zero_while_a_state_exists_and_absent_before() -> None:
    only_egypt = release(FIRST, LAST, "1", places=(651,))
    frame = series.splice("made", source(), [only_egypt]).frame
    south_sudan = frame.filter(place=626)
    assert south_sudan["month"].min() == month_id(2011, 7)
    assert south_sudan["deaths_total"].to_list() == [0] * 42


def test_silence_is_nothing_where_the_source_says_so() -> None:
    only_egypt = release(FIRST, LAST, "1", places=(651,))
    joined = series.splice("made", source(absent="missing"), [only_egypt])
    assert joined.frame["place"].unique().to_list() == [651]


# -- panel ----------------------------------------------------------------------------


def test_a_yearly_value_is_known_only_after_its_publication() -> None:
    panel = country_month.build(made(), [yearly()])
    egypt = panel.frame.filter(place=651).select("month", "made__income")
    known = dict(egypt.rows())
    assert known[month_id(2011, 5)] == 2009  # 2010's is published in June 2011
    assert known[month_id(2011, 6)] == 2010


def test_an_old_value_is_not_carried_for_ever() -> None:
    covariate = yearly()
    old = covariate.reading.frame.filter(pl.col("year") <= 2008)
    stale = replace(covariate, reading=replace(covariate.reading, frame=old))
    panel = country_month.build(made(), [stale])
    egypt = panel.frame.filter(place=651).select("month", "made__income")
    known = dict(egypt.rows())
    assert known[month_id(2012, 6)] == 2008  # published June 2009, 36 months before
    assert known[month_id(2012, 7)] is None


def test_a_year_without_an_event_is_zero_where_the_source_says_so() -> None:
    covariate = yearly("zero")
    events = covariate.reading.frame.filter(year=2008)
    sparse = replace(covariate, reading=replace(covariate.reading, frame=events))
    panel = country_month.build(made(), [sparse])
    egypt = panel.frame.filter(place=651).select("month", "made__income")
    known = dict(egypt.rows())
    assert known[month_id(2010, 5)] == 2008
    assert known[month_id(2010, 6)] == 0  # 2009 is published, and nothing happened


@settings(max_examples=15, deadline=None)
@given(
    origin=st.integers(FIRST + 12, LAST - 1),
    seed=st.integers(0, 2**32 - 1),
)
def test_nothing_after_the_origin_changes_anything_in_the_panel(
    origin: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    whole = made()
    later = pl.col("month") > origin
    noise = pl.Series(random.integers(0, 10**6, len(whole.frame)))
    changed = replace(
        whole,
        frame=whole.frame.with_columns(
            pl.when(later).then(noise).otherwise(pl.col(name)).alias(name)
            for name in ("deaths_total", "deaths_civilians")
        ),
    )
    income = yearly()
    unknown = (pl.col("year") - 1979) * 12 + 6 > origin
    other = replace(
        income.reading,
        frame=income.reading.frame.with_columns(
            pl.when(unknown).then(-1e9).otherwise(pl.col("income")).alias("income")
        ),
    )
    before = country_month.build(whole, [income]).at(origin)
    after = country_month.build(changed, [replace(income, reading=other)]).at(origin)
    cut = country_month.build(series.at(whole, origin), [income])
    assert before.frame.equals(after.frame)
    assert before.frame.equals(cut.frame)


def test_every_column_says_what_it_means() -> None:
    panel = country_month.build(made(), [yearly()])
    assert [c.name for c in panel.columns] == panel.frame.columns[2:]
    assert all(column.meaning for column in panel.columns)


def test_the_future_of_a_panel_cannot_be_asked_for() -> None:
    with pytest.raises(MissingDataError, match="knows nothing of 2015-01"):
        country_month.bare(made()).at(LAST + 1)


def test_history_holds_nan_before_a_state_began() -> None:
    panel = country_month.bare(made())
    counts = panel.history("deaths_total")
    row = panel.places.tolist().index(626)
    assert np.isnan(counts[row, :30]).all()
    assert not np.isnan(counts[row, 30:]).any()


def test_a_few_months_alone_are_no_series() -> None:
    with pytest.raises(MissingDataError, match="covers 1 months alone"):
        series.splice("made", source(), [release(LAST, LAST, "2.1")])


def test_a_count_that_a_file_lacks_stays_missing_and_is_no_target() -> None:
    whole = release(FIRST, LAST, "1", places=(651,))
    frame = whole.reading.frame.with_columns(
        pl.lit(None, pl.Int64).alias("deaths_civilians")
    )
    lacking = replace(whole, reading=replace(whole.reading, frame=frame))
    joined = series.splice("made", source(), [lacking])
    assert joined.targets == ("deaths_total",)
    egypt = joined.frame.filter(place=651)
    assert egypt["deaths_civilians"].null_count() == len(egypt)


def test_of_two_releases_of_one_span_the_newer_serves() -> None:
    old, new = release(FIRST, LAST, "19.1"), release(FIRST, LAST, "19.2")
    for both in ([old, new], [new, old]):
        joined = series.splice("made", source(), both)
        assert [facts["version"] for facts in joined.data] == ["19.2"]


def test_of_two_files_of_one_version_the_one_taken_last_serves() -> None:
    old = replace(release(FIRST, LAST, "19.1"), taken="2025-01-01")
    new = replace(release(FIRST, LAST, "19.1"), taken="2025-02-01")
    new = replace(new, facts={**new.facts, "sha256": "new"})
    for both in ([old, new], [new, old]):
        joined = series.splice("made", source(), both)
        assert [facts["sha256"] for facts in joined.data] == ["new"]

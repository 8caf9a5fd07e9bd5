"""What holds for every source in the catalogue, those to come included."""

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from karski.core.months import month_id
from karski.sources import catalogue
from karski.sources._recognise import recognise
from karski.sources._source import Source, load

EVERY = sorted(catalogue())
READERS_OF_FILES = [name for name in EVERY if not catalogue()[name].of]


@pytest.fixture(params=EVERY)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def source(name: str) -> Source:
    return catalogue()[name]


def test_it_says_who_made_it_under_which_licence_and_how_to_cite_it(
    source: Source,
) -> None:
    assert all([source.title, source.producer, source.licence, source.citation])
    assert bool(source.url) != bool(source.generate)  # Karski's own has no page


def test_addresses_are_of_the_safe_kind(source: Source) -> None:
    addresses = [source.url, *(download.url for download in source.downloads)]
    assert [a for a in addresses if a and not a.startswith("https://")] == []


def test_each_column_has_a_name_of_its_own_a_meaning_and_a_unit(
    source: Source,
) -> None:
    names = [column.name for column in source.columns]
    assert len(set(names)) == len(names)
    assert not {"place", "month", "year"} & set(names)
    assert all(column.meaning and column.unit for column in source.columns)


AHEAD = re.compile(
    r"\b(next|following|later|ahead|future|will|year after)\b|_lead|_f\d"
)


def test_a_column_that_speaks_of_a_later_period_says_so(source: Source) -> None:
    speaks = {c.name for c in source.columns if AHEAD.search(f"{c.name} {c.meaning}")}
    assert speaks == {c.name for c in source.columns if c.ahead_years}


def test_only_yearly_values_are_published_years_later(source: Source) -> None:
    assert source.period == "year" or not any(c.ahead_years for c in source.columns)


def test_the_onsets_that_the_early_warning_project_forecasts_are_ahead() -> None:
    columns = catalogue()["ewp_predictors"].columns
    ahead = {c.name: c.ahead_years for c in columns if c.ahead_years}
    assert ahead == {"mk_onset_1": 1, "mk_onset_2": 2, "mk_onset_1or2": 2}


def test_the_publication_lag_is_not_negative(source: Source) -> None:
    assert source.lag_months >= 0


def test_another_reading_names_a_source_that_is_recognised_by_its_header() -> None:
    others = [source for source in catalogue().values() if source.of]
    assert all(catalogue()[source.of].header and not source.header for source in others)


@pytest.mark.parametrize("name", READERS_OF_FILES)
def test_its_header_recognises_its_own_sample_and_no_other(
    name: str, samples: Mapping[str, Path]
) -> None:
    taken = {other: recognise(file) for other, file in samples.items()}
    assert taken[name] == name
    assert [other for other, found in taken.items() if found == name] == [name]


def test_its_sample_reads_as_it_promises(
    name: str, source: Source, samples: Mapping[str, Path]
) -> None:
    reading = load(source, samples[source.of or name])
    assert reading.frame.columns == [*source.key, *(c.name for c in source.columns)]
    assert reading.first <= reading.last
    inside = pl.col(source.period) >= reading.first
    assert reading.frame.filter(~inside).is_empty()


def test_the_version_given_overrules_the_files_name(
    name: str, source: Source, samples: Mapping[str, Path]
) -> None:
    assert load(source, samples[source.of or name], version="24.1").version == "24.1"


def test_progress_ends_at_its_total(
    name: str, source: Source, samples: Mapping[str, Path]
) -> None:
    told: list[tuple[int, int]] = []
    load(source, samples[source.of or name], lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1]


def test_periods_are_months_counted_from_1980_or_calendar_years(
    source: Source, name: str, samples: Mapping[str, Path]
) -> None:
    reading = load(source, samples[source.of or name])
    if source.period == "year":
        assert 1900 < reading.first < 2100
    else:
        assert month_id(1946, 1) < reading.first < month_id(2100, 1)

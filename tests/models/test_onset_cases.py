"""Country-years to learn from: what was known at the origin, and what not yet."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import polars as pl
import pytest

from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.models._onset_cases import cases, known, lacking, onsets, outcomes
from karski.panel._panel import Panel

Row: TypeAlias = tuple[int, int, float | None, float | None, float | None]
NAMES = ("wealth", "war")
MISSING = float("nan")
# place 1 has an onset in 2003; place 2 ends in 2003; place 3 begins in 2002
ONSET = {
    1: {2000: 0, 2001: 0, 2002: 0, 2003: 1, 2004: 0, 2005: 0},
    2: {2000: 0, 2001: 0, 2002: 1, 2003: 0},
    3: {2002: 0, 2003: 0, 2004: 0, 2005: 1},
}
ROWS = [(p, y, 1.0 * p, 0.1 * y, o) for p, of in ONSET.items() for y, o in of.items()]


def panel_of(rows: Sequence[Row] = ROWS, as_of: int = 2005) -> Panel:
    names = ["place", "year", *NAMES, "mk_onset"]
    columns = [Column(name, name, missing=True) for name in names[2:]]
    frame = pl.DataFrame(rows, names, orient="row")
    return Panel.of(frame, as_of, columns, "year")


def by_case(panel: Panel, horizon: int) -> dict[tuple[int, int], float]:
    found = cases(panel, NAMES)
    came = outcomes(panel, "mk_onset", horizon, found)
    keys = zip(found.places.tolist(), found.years.tolist(), strict=True)
    return dict(zip(keys, came.tolist(), strict=True))


def test_within_one_year() -> None:
    assert by_case(panel_of(), 1) == pytest.approx(
        {
            (1, 2000): 0,
            (1, 2001): 0,
            (1, 2002): 1,
            (1, 2003): 0,
            (1, 2004): 0,
            (1, 2005): MISSING,
            (2, 2000): 0,
            (2, 2001): 1,
            (2, 2002): 0,
            (2, 2003): MISSING,
            (3, 2002): 0,
            (3, 2003): 0,
            (3, 2004): 1,
            (3, 2005): MISSING,
        },
        nan_ok=True,
    )


def test_within_two_years() -> None:
    """A state that ends: known if an onset came before its end, else not."""
    assert by_case(panel_of(), 2) == pytest.approx(
        {
            (1, 2000): 0,
            (1, 2001): 1,
            (1, 2002): 1,
            (1, 2003): 0,
            (1, 2004): MISSING,
            (1, 2005): MISSING,
            (2, 2000): 1,
            (2, 2001): 1,
            (2, 2002): MISSING,
            (2, 2003): MISSING,
            (3, 2002): 0,
            (3, 2003): 1,
            (3, 2004): MISSING,
            (3, 2005): MISSING,
        },
        nan_ok=True,
    )


def test_a_state_that_ends_in_the_year_of_an_onset_had_one() -> None:
    last = [(4, 2000, 1.0, 1.0, 0.0), (4, 2001, 1.0, 1.0, 1.0)]
    found = by_case(panel_of([*ROWS, *last]), 2)
    assert found[4, 2000] == 1
    assert np.isnan(found[4, 2001])


def test_an_onset_in_the_first_of_two_years_is_not_learnt_before_the_second() -> None:
    """Else the last year learnt from would hold onsets alone."""
    assert np.isnan(by_case(panel_of(), 2)[3, 2004])
    learnt, came = known(panel_of(), "mk_onset", 2, NAMES)
    assert learnt.years.max() == 2003
    assert came[learnt.years == 2003].tolist() == [0, 1]


@pytest.mark.parametrize("origin", [2003, 2004, 2005])
@pytest.mark.parametrize("horizon", [1, 2])
def test_nothing_is_learnt_whose_horizon_goes_beyond_the_origin(
    horizon: int, origin: int
) -> None:
    learnt, came = known(panel_of().at(origin), "mk_onset", horizon, NAMES)
    assert learnt.years.max() == origin - horizon
    later = by_case(panel_of(), horizon)
    keys = zip(learnt.places.tolist(), learnt.years.tolist(), strict=True)
    assert came.tolist() == [later[key] for key in keys]


def test_an_onset_that_is_missing_in_the_data_is_not_known() -> None:
    holed = [(*r[:4], None) if r[:2] == (1, 2001) else r for r in ROWS]
    found = by_case(panel_of(holed), 2)
    assert np.isnan(found[1, 2000])
    assert found[1, 2001] == 1


def test_onsets_of_a_year_ahead_by_place() -> None:
    found = cases(panel_of(), NAMES)
    two = onsets(panel_of(), "mk_onset", found, 2)[found.places == 1]
    np.testing.assert_array_equal(two, [0, 1, 0, 0, MISSING, MISSING])


def test_cases_are_by_place_and_year_whatever_the_order_of_names() -> None:
    found = cases(panel_of(ROWS[::-1]), NAMES[::-1])
    assert found.names == ("war", "wealth")
    assert found.places.tolist() == [row[0] for row in ROWS]
    assert found.years.tolist() == [row[1] for row in ROWS]
    np.testing.assert_allclose(found.values, [(r[3], r[2]) for r in ROWS])
    assert found.values.dtype == np.float64
    assert found.places.dtype == found.years.dtype == np.int32


def test_a_row_that_lacks_a_predictor_is_no_case_and_is_reported() -> None:
    holed: list[Row] = list(ROWS)
    holed[0] = (1, 2000, None, 1.0, 0)
    holed[13] = (3, 2005, None, None, 1)
    found = cases(panel_of(holed), NAMES)
    assert len(found.places) == 12
    assert np.isfinite(found.values).all()
    assert lacking(panel_of(holed), NAMES).rows() == [
        (1, 2000, ["wealth"]),
        (3, 2005, ["wealth", "war"]),
    ]
    assert lacking(panel_of(), NAMES).rows() == []


def test_a_row_that_lacks_a_predictor_still_says_that_an_onset_came() -> None:
    holed: list[Row] = [(*r[:2], None, *r[3:]) if r[1] == 2003 else r for r in ROWS]
    found = by_case(panel_of(holed), 1)
    assert found[1, 2002] == 1
    assert (1, 2003) not in found


def test_some_of_the_cases_keep_their_order() -> None:
    every = cases(panel_of(), NAMES)
    some = every.of(every.places == 3)
    assert some.years.tolist() == [2002, 2003, 2004, 2005]
    np.testing.assert_array_equal(some.values, every.values[10:])
    assert some.names == NAMES


@pytest.mark.parametrize(
    ("rows", "target", "names", "said"),
    [
        (
            ROWS,
            "mk_onset",
            ("wealth", "magic"),
            "^the panel of onsets holds no 'magic'",
        ),
        (ROWS, "mk_onset_state", NAMES, "^the data at hand do not say 'mk_onset_state"),
        (
            [(*row[:2], None, *row[3:]) for row in ROWS],
            "mk_onset",
            NAMES,
            "^no country-year up to 2005 has every predictor of onsets$",
        ),
        (
            [(*row[:4], 0) for row in ROWS],
            "mk_onset",
            NAMES,
            r"^no one of 11 country-years .* up to 2005 ends in an onset \(mk_onset\)",
        ),
        (
            [(*row[:4], 1) for row in ROWS],
            "mk_onset",
            NAMES,
            r"^every one of 11 country-years with a known outcome up to 2005 ends in",
        ),
    ],
    ids=["predictor", "target", "nothing complete", "no onset", "onsets only"],
)
def test_what_cannot_be_learnt_is_said_in_one_sentence(
    rows: Sequence[Row], target: str, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(MissingDataError, match=said) as error:
        known(panel_of(rows), target, 1, names)
    assert "\n" not in str(error.value)

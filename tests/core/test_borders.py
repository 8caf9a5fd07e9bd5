from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core import places
from karski.core.months import parse

WITHOUT_NEIGHBOURS = {
    "Antigua and Barbuda",
    "Bahamas",
    "Barbados",
    "Cape Verde",
    "Comoros",
    "Cuba",
    "Cyprus",
    "Dominica",
    "Fiji",
    "Iceland",
    "Jamaica",
    "Kiribati",
    "Madagascar",
    "Maldives",
    "Malta",
    "Marshall Islands",
    "Mauritius",
    "Micronesia",
    "Nauru",
    "New Zealand",
    "Palau",
    "Saint Kitts and Nevis",
    "Saint Lucia",
    "Samoa",
    "Sao Tome and Principe",
    "Seychelles",
    "Tonga",
    "Tuvalu",
    "Vanuatu",
    "Zanzibar",
}

REAL = [number for number, place in places.table().items() if not place.simulated]
SIMULATED = [number for number, place in places.table().items() if place.simulated]


def borders_of(name: str) -> set[str]:
    touch = places.neighbours(REAL)[REAL.index(places.find(name).number)]
    return {places.name(REAL[i]) for i in np.flatnonzero(touch)}


def test_borders_are_written_once_between_two_places_that_exist() -> None:
    folder = Path(places.__file__).parent
    for file in ("borders.csv", "simulated_borders.csv"):
        pairs = pl.read_csv(folder / file)
        assert pairs.filter(pl.col("number_a") >= pl.col("number_b")).rows() == []
        assert pairs.is_duplicated().sum() == 0
        numbers = {n for pair in pairs.iter_rows() for n in pair}
        assert numbers - set(places.table()) == set()


def test_there_are_349_borders() -> None:
    assert places.neighbours(REAL).sum() == 2 * 349


@settings(deadline=None)
@given(st.lists(st.sampled_from([*REAL, *SIMULATED]), unique=True, max_size=30))
def test_neighbours_are_symmetric_and_nobody_is_their_own(numbers: list[int]) -> None:
    touch = places.neighbours(numbers)
    assert touch.shape == (len(numbers), len(numbers))
    assert (touch == touch.T).all()
    assert not touch.diagonal().any()


@settings(deadline=None)
@given(st.permutations(REAL[:40]))
def test_neighbours_follow_the_order_in_which_places_are_named(
    numbers: list[int],
) -> None:
    order = [REAL.index(number) for number in numbers]
    expected = places.neighbours(REAL)[np.ix_(order, order)]
    assert (places.neighbours(numbers) == expected).all()


def test_only_islands_far_from_any_shore_have_no_neighbour() -> None:
    alone = ~places.neighbours(REAL).any(axis=1)
    assert {places.name(REAL[i]) for i in np.flatnonzero(alone)} == WITHOUT_NEIGHBOURS


NEIGHBOURS = {
    "DR Congo": "Congo, Central African Republic, South Sudan, Uganda, Rwanda,"
    " Burundi, Tanzania, Zambia, Angola",
    "China": "North Korea, Russia, Mongolia, Kazakhstan, Kyrgyzstan, Tajikistan,"
    " Afghanistan, Pakistan, India, Nepal, Bhutan, Myanmar, Laos, Vietnam,"
    " Taiwan, Tibet",
    "Russia": "Norway, Finland, Estonia, Latvia, Lithuania, Poland, Belarus, Ukraine,"
    " Georgia, Azerbaijan, Kazakhstan, China, Mongolia, North Korea, Japan",
    "Brazil": "Venezuela, Guyana, Suriname, Colombia, Peru, Bolivia, Paraguay,"
    " Argentina, Uruguay",
    "South Sudan": "Sudan, Ethiopia, Kenya, Uganda, DR Congo, Central African Republic",
    "Sudan": "Egypt, Libya, Chad, Central African Republic, South Sudan, Ethiopia,"
    " Eritrea",
    "Serbia": "Hungary, Romania, Bulgaria, North Macedonia, Kosovo, Montenegro,"
    " Bosnia and Herzegovina, Croatia",
    "Spain": "France, Andorra, Portugal, Morocco",
    "Burkina Faso": "Mali, Niger, Benin, Togo, Ghana, Côte d'Ivoire",
    "Ethiopia": "Eritrea, Djibouti, Somalia, Kenya, South Sudan, Sudan",
    "Myanmar": "Bangladesh, India, China, Laos, Thailand, Tibet",
    "Sri Lanka": "India",
    "Lesotho": "South Africa",
    "South Korea": "North Korea",
    "East Germany": "Germany, Poland, Czechoslovakia",
    "South Vietnam": "Vietnam, Laos, Cambodia",
}


@pytest.mark.parametrize(("state", "expected"), NEIGHBOURS.items())
def test_a_state_borders_exactly_these(state: str, expected: str) -> None:
    assert borders_of(state) == set(expected.split(", "))


def test_regions_number_the_same_region_alike_in_any_call() -> None:
    mali, niger, france = (places.find(n).number for n in ("Mali", "Niger", "France"))
    one = places.regions([mali, niger, france])
    other = places.regions([france, niger])
    assert one[0] == one[1] == other[1] != one[2] == other[0]
    assert one.dtype == np.int32


def test_the_simulated_world_has_four_regions_islands_and_late_states() -> None:
    world = [places.table()[number] for number in SIMULATED]
    assert len({place.region for place in world}) == 4
    assert sum(place.first > parse("1990-01") for place in world) == 5
    assert (~places.neighbours(SIMULATED).any(axis=1)).sum() == 3


def test_no_simulated_country_has_a_code_of_a_real_scheme() -> None:
    for scheme in ("iso3", "cow", "views"):
        assert set(places.codes(scheme)["place"]) & set(SIMULATED) == set()


def test_no_simulated_country_borders_a_real_one() -> None:
    touch = places.neighbours([*REAL, *SIMULATED])
    assert touch[: len(REAL), len(REAL) :].sum() == 0

"""Numbers, dates, chances and names as each language writes them."""

from datetime import date
from sys import getrefcount

import pytest
from django.utils.translation import override

from karski.briefings.edition.country import Place
from karski.core.months import month_id
from karski.explanation.clauses import Clause, Figure
from karski.forecasts.odds import natural_frequency
from karski.web.monitor import names, words

LANGUAGES = ("en", "hu", "sk", "cs", "pl")
SUDAN = Place(625, "Sudan", "SDN", "Northern Africa")
CHAD = Place(483, "Chad", "TCD", "Middle Africa")


@pytest.mark.parametrize(
    "probability", [0, 0.0004, 0.001, 0.0123, 0.04, 0.1, 0.73, 0.993, 0.9996, 1]
)
def test_a_chance_in_english_is_what_the_forecasts_call_it(probability: float) -> None:
    with override("en"):
        assert words.frequency(probability) == natural_frequency(probability)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chance_keeps_its_two_numbers_in_every_language(language: str) -> None:
    with override(language):
        numbers = [w for w in words.frequency(0.025).split() if w.isdigit()]
        assert sorted(numbers) == ["1", "40"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "1,234.5"),
        ("hu", "1\xa0234,5"),
        ("sk", "1\xa0234,5"),
        ("cs", "1\xa0234,5"),
        ("pl", "1\xa0234,5"),
    ],
)
def test_numbers_stand_as_the_language_writes_them(
    language: str, expected: str
) -> None:
    with override(language):
        assert words.number(1234.5, 1) == expected


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "December 2024", "2 November 2025"),
        ("hu", "2024. december", "2025. november 2."),
        ("sk", "december 2024", "2. 11. 2025"),
        ("cs", "prosinec 2024", "2. listopadu 2025"),
        ("pl", "grudzień 2024", "2 listopada 2025"),
    ],
)
def test_months_and_days_stand_as_the_language_writes_them(
    language: str, month: str, day: str
) -> None:
    with override(language):
        assert words.month(month_id(2024, 12)) == month
        assert words.day(date(2025, 11, 2)) == day


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, "0%"),
        (0.0004, "less than 0.1%"),
        (0.036, "3.6%"),
        (0.04, "4%"),
        (0.19, "19%"),
        (0.997, "99.7%"),
        (0.9996, "more than 99.9%"),
        (1.0, "100%"),
    ],
)
def test_percent_have_two_figures_and_never_reach_an_end_they_do_not_mean(
    probability: float, expected: str
) -> None:
    with override("en"):
        assert words.share(probability) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.4, "0"), (88.4, "88"), (2437, "2,400"), (104_999, "100,000")],
)
def test_a_forecast_count_has_two_figures(value: float, expected: str) -> None:
    with override("en"):
        assert words.about(value) == expected


def test_a_clause_takes_numbers_as_the_language_writes_them() -> None:
    told = Clause(
        msgid="people in the country: {value}",
        params={"value": Figure(value=54_500_000)},
    )
    with override("en"):
        assert words.clause(told) == "people in the country: 54,500,000"
    with override("hu"):
        assert "54\xa0500\xa0000" in words.clause(told)


@pytest.mark.parametrize(
    ("language", "sudan"),
    [("en", "Sudan"), ("hu", "Szudán"), ("sk", "Sudán"), ("cs", "Súdán")],
)
def test_countries_have_the_name_of_the_language(language: str, sudan: str) -> None:
    with override(language):
        assert names.name(SUDAN) == sudan


@pytest.mark.parametrize(
    ("number", "english", "iso3", "slovak"),
    [
        (812, "Laos", "LAO", "Laos"),
        (630, "Iran", "IRN", "Irán"),
        (640, "Turkey", "TUR", "Turecko"),
    ],
)
def test_a_catalogue_that_errs_is_corrected(
    number: int, english: str, iso3: str, slovak: str
) -> None:
    place = Place(number, english, iso3, "Asia")
    with override("sk"):
        assert names.name(place) == slovak


def test_chances_that_differ_read_as_different() -> None:
    assert words.apart(0.0368, 0.0444) == ("3.7%", "4.4%")
    assert words.apart(0.05, 0.1) == ("about 1 in 20", "about 10 in 100")


def test_an_invented_country_keeps_its_name() -> None:
    with override("hu"):
        assert names.name(Place(9001, "Ilmarsh", None, "Northmarch")) == "Ilmarsh"


@pytest.mark.parametrize(
    ("language", "given", "expected"),
    [
        ("cs", "Česko Chile Cuba Honduras Irák", "Cuba Česko Honduras Chile Irák"),
        (
            "sk",
            "Čad Cyprus Chorvátsko Haiti Írsko",
            "Cyprus Čad Haiti Chorvátsko Írsko",
        ),
        (
            "hu",
            "Csád Ciprus Zambia Örményország Omán",
            "Ciprus Csád Omán Örményország Zambia",
        ),
        (
            "pl",
            "Łotwa Liban Luksemburg Żyd Zambia",
            "Liban Luksemburg Łotwa Zambia Żyd",
        ),
        ("en", "Åland Albania Zambia Chad", "Åland Albania Chad Zambia"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(
    language: str, given: str, expected: str
) -> None:
    with override(language):
        assert sorted(given.split(), key=names.key) == expected.split()


def test_what_people_type_finds_what_is_written_otherwise() -> None:
    assert names.folded("Côte d'Ivoire") == "cote d'ivoire"
    assert names.folded("ŁOTWA") == "lotwa"


def test_what_visitors_type_is_not_kept() -> None:
    typed = "".join(["Súd", "ánka"])
    before = getrefcount(typed)
    assert names.folded(typed) == "sudanka"
    assert getrefcount(typed) == before

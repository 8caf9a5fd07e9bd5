from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from karski.explanation.analogues import Analogue
from karski.explanation.changes import changes
from karski.explanation.drivers import drivers
from karski.explanation.narrative import Narrative, narrate
from karski.explanation.rank import Rank
from karski.explanation.themes import Themes
from karski.models._onset import Array, Cases, Fitted

Make = Callable[..., Fitted]

NAMES = (
    "coup.try.5yr",
    "pol_killing_approved",
    "popsize.log2",
    "even_civilrights",
    "year",
)
WEIGHTS = np.array([0.6, 0.5, 0.15, -0.8, 0.1])
CHAD = 483
RWANDA_1993 = Analogue(517, 1993, 0.3, 0.987, 1994)
GABON_2020 = Analogue(481, 2020, 0.4, 0.962, None)
FIJI_1988 = Analogue(950, 1980, 0.8, 0.91, None)
SILENT = (
    "They cannot speak to 4 (motives); 5 (capacity); 8 (triggers); 10 (intent to"
    " destroy a group); 13 (threats to people protected in war); 14 (threats to aid"
    " and peacekeeping): there, people must look."
)


def ten_countries() -> Cases:
    """Chad has had a coup since last year; the other nine stay as they are."""
    places = np.array([2, 20, 70, 90, 100, 110, 130, 140, 150, CHAD], np.int32)
    last = np.zeros((10, 5))
    last[:, 2], last[:5, 3] = 24, 1
    last[9] = [0, 1, 26, 0, 0]
    now = last.copy()
    now[9, 0] = 1
    last[:, 4], now[:, 4] = 2023, 2024
    return Cases(
        np.tile(places, 2),
        np.repeat(np.array([2023, 2024], np.int32), 10),
        np.vstack([last, now]),
        NAMES,
    )


def of_chad(
    mapping: Themes,
    make: Make,
    found: tuple[Analogue, ...] = (RWANDA_1993, GABON_2020),
    weights: Array = WEIGHTS,
    place: int = CHAD,
    target: str = "mk_onset",
    horizon: int = 2,
) -> Narrative:
    fitted, cases = make(-208.9, weights), ten_countries()
    return narrate(
        drivers(fitted, cases, 2024, mapping)[place],
        Rank(1, 168, (1, 5)),
        changes(fitted, fitted, cases, 2024, mapping)[place],
        found,
        mapping,
        target=target,
        horizon=horizon,
    )


def test_a_minister_reads_one_paragraph(linear: Make, mapping: Themes) -> None:
    assert of_chad(mapping, linear).text == (
        "Chad: the chance that a new mass killing begins in 2025 or 2026 is about 18"
        " in 100; in the average country it is about 1 in 25. A mass killing is the"
        " deliberate killing of at least 1,000 civilians of one group within a year."
        " Of 168 countries it ranks number 1, the first being most at risk. The rank is"
        " uncertain: when the model is varied at random (countries' weights, its parts,"
        " its recalibration), it lies between 1 and 5 in 90 % of cases. Compared"
        " with the average country of 2024, these raise the odds: coups, by a"
        " factor of 1.7 (a coup was"
        " attempted in the past five years); political killings, by a factor of 1.6"
        " (political killings are systematic and approved by the leadership);"
        " how equal people are before the law, by a factor of 1.5 (civil liberties are"
        " respected in some parts of the country more than in others); size and"
        " make-up of the population, by a factor of 1.3 (people in the country:"
        " 67,100,000, in the"
        " middle country 16,800,000). Nothing lowers them much. The odds are 2.0"
        " times those of a year earlier: the country's own data multiply them by 1.8,"
        " the newly fitted model and the passing year by 1.1. What changed in the"
        " country's data: a coup was attempted in the past five years (a year earlier:"
        " no coup was attempted in the past five years). Of the 14 risk factors in the"
        " United Nations' Framework, the data here point to 1 (conflict and"
        " instability); 2 (violations in the past); 11 (attacks on civilians); 12"
        " (a plan or policy behind attacks). They also speak to 3 (weak State"
        " structures); 6 (little that holds violence back); 7 (preparation); 9 (tension"
        f" between groups and discrimination), and show nothing unusual there."
        f" {SILENT} Most alike in the"
        " past: Rwanda 1993 (more alike than 98 of 100 pairs of country-years; a new"
        " mass killing began in 1994); Gabon 2020 (more alike than 96 of 100 pairs of"
        " country-years; no new mass killing began by the end of 2022). These are"
        " reasons in a model's arithmetic, not causes; and a risk is neither a"
        " prediction nor a judgement of guilt."
    )


def test_the_parts_stand_beside_the_text(linear: Make, mapping: Themes) -> None:
    told = of_chad(mapping, linear)
    assert told.years == (2025, 2026)
    odds = told.risk / (1 - told.risk)
    assert np.log(odds) == pytest.approx(told.drivers.log_odds, abs=1e-9)
    assert told.average == pytest.approx(1 / (1 + np.exp(3.16)))
    assert [d.theme.key for d in told.raising] == [
        "coups",
        "political_killings",
        "equality",
        "population",
    ]
    assert told.lowering == ()
    assert len(told.signals) == 14
    assert told.analogues == (RWANDA_1993, GABON_2020)


def test_what_lowers_the_odds_is_told_too(linear: Make, mapping: Themes) -> None:
    told = of_chad(mapping, linear, place=2)
    assert (
        "Nothing raises the odds much above the average country of 2024." in told.text
    )
    assert (
        "These lower them: how equal people are before the law, by a factor of 1.5"
        " (civil liberties are respected to the same degree, well or badly, across the"
        " country)."
    ) in told.sentences


def test_a_steady_country_is_said_to_be_steady(linear: Make, mapping: Themes) -> None:
    still = WEIGHTS * [1, 1, 1, 1, 0]
    assert (
        "The odds are much as they were a year earlier."
        in of_chad(mapping, linear, place=2, weights=still).sentences
    )


def test_two_changes_that_cancel_are_not_called_steady(
    linear: Make, mapping: Themes
) -> None:
    cancelling = WEIGHTS * [1, 1, 1, 1, -6]  # a year takes what the coup adds
    assert (
        "The odds are 1.0 times those of a year earlier: the country's own data"
        " multiply them by 1.8, the newly fitted model and the passing year by 0.55."
        in of_chad(mapping, linear, weights=cancelling).sentences
    )


def test_of_a_country_without_a_year_before_no_change_is_told(
    linear: Make, mapping: Themes
) -> None:
    taken = drivers(linear(-208.9, WEIGHTS), ten_countries(), 2024, mapping)[CHAD]
    told = narrate(taken, Rank(3, 168), None, (RWANDA_1993,), mapping)
    assert told.change is None
    assert "a year earlier" not in told.text
    assert (
        "Of 168 countries it ranks number 3, the first being most at risk."
        in told.sentences
    )


def test_the_year_itself_is_neither_a_driver_nor_a_move_that_is_told(
    mapping: Themes,
) -> None:
    class ByPopulation:
        """What the year adds depends on the country, as it can in trees."""

        def contributions(self, values: Array) -> Array:
            added = np.zeros((len(values), 3))
            added[:, 0], added[:, 2] = -4, 3 * values[:, 0] * values[:, 1]
            return added

    values = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], float)
    names = ("coup.try.5yr", "includesnonstate")
    places, years = np.array([2, 20, 2, 20]), np.array([1988, 1988, 1989, 1989])
    cases = Cases(places.astype(np.int32), years.astype(np.int32), values, names)
    model = ByPopulation()
    taken = drivers(model, cases, 1989, mapping)[20]
    change = changes(model, model, cases, 1989, mapping)[20]
    assert taken.drivers[0].theme.key == "calendar"
    assert change.data[0].shifts[0].now is not None
    told = narrate(taken, Rank(1, 2), change, (), mapping)
    assert told.raising == ()
    assert "the record counts killings" not in told.text


def test_where_nothing_is_alike_it_says_so(linear: Make, mapping: Themes) -> None:
    told = of_chad(mapping, linear, (FIJI_1988,))
    assert (
        "Nothing in the past is quite alike; the least unlike: Fiji 1980 (more alike"
        " than 91 of 100 pairs of country-years; no new mass killing began by the end"
        " of 1982)."
    ) in told.sentences
    assert "Before 1989 the record holds only killings led by states." in told.sentences


def test_one_that_is_not_alike_is_not_told_beside_one_that_is(
    linear: Make, mapping: Themes
) -> None:
    told = of_chad(mapping, linear, (RWANDA_1993, FIJI_1988))
    assert "Fiji" not in told.text
    assert "Before 1989" not in told.text
    assert told.analogues == (RWANDA_1993, FIJI_1988)


def test_without_a_past_it_says_so(linear: Make, mapping: Themes) -> None:
    told = of_chad(mapping, linear, ())
    assert "There is no past situation to compare it with." in told.sentences


@pytest.mark.parametrize(
    ("target", "horizon", "start"),
    [
        ("mk_onset", 1, "Chad: the chance that a new mass killing begins in 2025 is"),
        (
            "mk_onset_state",
            1,
            "Chad: the chance that a new mass killing led by the state begins in 2025"
            " is",
        ),
        (
            "mk_onset_state",
            2,
            "Chad: the chance that a new mass killing led by the state begins in"
            " 2025 or 2026 is",
        ),
    ],
)
def test_each_target_and_horizon_is_named(
    target: str, horizon: int, start: str, linear: Make, mapping: Themes
) -> None:
    found = (replace(RWANDA_1993, year=1986, onset=None),)
    told = of_chad(mapping, linear, found, target=target, horizon=horizon)
    assert told.text.startswith(start)
    assert f"began by the end of {1986 + horizon})" in told.text
    assert ("led by the state began by" in told.text) == (target == "mk_onset_state")
    assert ("Before 1989" in told.text) == (target == "mk_onset")

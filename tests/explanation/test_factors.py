from collections.abc import Callable

import numpy as np

from karski.explanation.drivers import drivers
from karski.explanation.factors import Signal, signals
from karski.explanation.themes import Themes
from karski.models._onset import Cases, Fitted

Make = Callable[..., Fitted]


def heard(cases: Cases, fitted: Fitted, mapping: Themes) -> tuple[Signal, ...]:
    """What is heard of the first country."""
    return signals(drivers(fitted, cases, 2024, mapping)[int(cases.places[0])], mapping)


def signs(found: tuple[Signal, ...]) -> dict[int, list[str]]:
    return {
        signal.factor.number: [fact.predictor.name for fact in signal.signs]
        for signal in found
        if signal.signs
    }


def ordinary(world: Callable[..., Cases]) -> Cases:
    """Every country alike."""
    cases = world([2024])
    cases.values[:] = cases.values[0]
    return cases


def test_all_fourteen_are_told_and_the_silent_ones_say_why(
    world: Callable[..., Cases], linear: Make, mapping: Themes
) -> None:
    found = heard(world([2024]), linear(0.0, np.zeros(39)), mapping)
    assert [signal.factor.number for signal in found] == list(range(1, 15))
    silent = [signal for signal in found if signal.seen is None]
    assert [signal.factor.number for signal in silent] == [4, 5, 8, 10, 13, 14]
    assert not any(signal.signs for signal in silent)
    assert "what leaders or groups want" in silent[0].unseen


def test_where_all_countries_are_alike_nothing_is_a_sign(
    world: Callable[..., Cases], linear: Make, mapping: Themes
) -> None:
    assert signs(heard(ordinary(world), linear(0.0, np.ones(39)), mapping)) == {}


def test_a_value_worse_than_in_four_of_five_countries_is_a_sign(
    world: Callable[..., Cases], linear: Make, mapping: Themes
) -> None:
    fitted = linear(0.0, np.zeros(39))
    cases = ordinary(world)
    kills = cases.names.index("pol_killing_approved")
    speech = cases.names.index("freediscussion")
    cases.values[:, kills], cases.values[:, speech] = 0, 0.5
    cases.values[:2, kills] = 1  # worse than 10 of 12
    cases.values[0, speech] = 0.1
    assert signs(heard(cases, fitted, mapping)) == {
        2: ["pol_killing_approved"],
        6: ["freediscussion"],
        11: ["pol_killing_approved"],
        12: ["pol_killing_approved"],
    }
    cases.values[:3, kills] = 1  # worse than 9 of 12: no longer rare
    cases.values[0, speech] = 0.9  # more freedom is no sign
    assert signs(heard(cases, fitted, mapping)) == {}


def test_a_sign_does_not_depend_on_what_the_model_makes_of_it(
    world: Callable[..., Cases], models: Callable[..., list[Fitted]], mapping: Themes
) -> None:
    cases = world([2024])
    one, two = (
        signs(heard(cases, fitted, mapping))
        for fitted in (models(39, 1)[0], models(39, 2)[1])
    )
    assert one
    assert {k: sorted(v) for k, v in one.items()} == {
        k: sorted(v) for k, v in two.items()
    }

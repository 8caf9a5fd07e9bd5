"""The room's one screen, and decisions by a count of hands."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import (
    Announce,
    Jump,
    Pause,
    Propose,
    SetPhase,
    Start,
    Stop,
)
from karski.exercise.moments import moment
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.models import Exercise
from karski.web.people.models import Event, User
from web.exercises.conftest import Clock, LogIn

BY = "facilitator"
Screen = Callable[..., str]
SCRIPT = {"Accept": "application/json"}
FOR_ONE = "Six men in two boats"  # to the interior alone


@pytest.fixture
def lead(flora: User, log_in: LogIn) -> Client:
    return log_in(flora)


@pytest.fixture
def begun(exercise: Exercise, clock: Clock) -> Exercise:
    """The exercise, paused at noon of its first day."""
    running.act(exercise, lambda wall: Start(by=BY, wall=wall))
    running.act(exercise, lambda wall: Jump(by=BY, wall=wall, to=moment("1 12:00")))
    running.act(exercise, lambda wall: Pause(by=BY, wall=wall))
    return exercise


@pytest.fixture
def screen(begun: Exercise, lead: Client) -> Screen:
    def shown(query: str = "") -> str:
        at = reverse("exercises:plenary", args=[begun.public_id])
        return lead.get(at + query).content.decode()

    return shown


def put(
    lead: Client, exercise: Exercise, measure: str, **given: str
) -> tuple[int, str]:
    at = reverse("exercises:plenary_put", args=[exercise.public_id, measure])
    answer = lead.post(at, {"nonce": "n1", **given}, headers=SCRIPT)
    return answer.status_code, next(iter(answer.json().values()))


def count(
    lead: Client, exercise: Exercise, number: int, *hands: str
) -> tuple[int, str]:
    at = reverse("exercises:plenary_count", args=[exercise.public_id, number])
    given = dict(zip(("in_favour", "against", "abstained"), hands, strict=True))
    answer = lead.post(at, {"nonce": "n2", **given}, headers=SCRIPT)
    return answer.status_code, next(iter(answer.json().values()))


def last_decision(exercise: Exercise) -> tuple[int, str]:
    with states.reading(exercise) as state:
        decision = list(state.decisions.values())[-1]
        return decision.number, decision.status


def test_only_what_goes_to_everybody_is_on_the_screen(screen: Screen) -> None:
    text = screen()
    assert "The ferry did not sail" in text
    assert "Day 1, 12:00" in text
    assert FOR_ONE not in text
    assert FOR_ONE in screen("?all=1")  # the whole room plays all seats


def test_what_was_said_to_all_stands_on_top_and_a_stop_hides_the_rest(
    begun: Exercise, screen: Screen
) -> None:
    running.act(begun, lambda _: Announce(by=BY, text="Back in ten minutes"))
    assert "Back in ten minutes" in screen()
    running.act(begun, lambda wall: Stop(by=BY, wall=wall))
    text = screen()
    assert "Everything has stopped" in text
    assert "The ferry did not sail" not in text


def test_a_measure_put_to_the_room_is_decided_by_a_majority_of_hands(
    begun: Exercise, screen: Screen, lead: Client
) -> None:
    code, said = put(lead, begun, "mediation", target="bank")
    assert (code, said) == (200, "It stands on the screen. Count hands.")
    number, status = last_decision(begun)
    assert status == "proposed"
    text = screen()
    assert "To be decided now" in text
    assert "Article 4 of the charter" in text
    assert count(lead, begun, number, "14", "3", "2") == (200, "Decided.")
    assert last_decision(begun) == (number, "taken")
    assert "Hands in the room: 14 for it, 3 against it, 2 neither." in screen()
    actions = set(Event.objects.values_list("action", flat=True))
    assert {
        "put a measure to the room",
        "ruled on a decision in an exercise",
    } <= actions


def test_a_tie_decides_nothing_and_what_waits_longer_is_taken_when_it_works(
    begun: Exercise, screen: Screen, lead: Client
) -> None:
    put(lead, begun, "mediation", target="bank")
    number, _status = last_decision(begun)
    code, said = count(lead, begun, number, "7", "7", "0")
    assert (code, said) == (200, "Not decided: there was no majority.")
    assert last_decision(begun) == (number, "refused")
    assert "Not decided" in screen()
    # and the same can be put again
    at = reverse("exercises:plenary_put", args=[begun.public_id, "mediation"])
    again = lead.post(at, {"nonce": "n9", "target": "bank"}, headers=SCRIPT)
    assert again.status_code == 200


def test_choices_of_a_measure_are_asked_for_and_shown(
    begun: Exercise, screen: Screen, lead: Client
) -> None:
    lead_at = reverse("exercises:plenary_lead", args=[begun.public_id])
    page = lead.get(f"{lead_at}?measure=rumour_verification").content.decode()
    assert "Through which outlet" in page
    code, said = put(lead, begun, "rumour_verification", target="bank")
    assert (code, "Through which outlet" in said) == (409, True)
    put(lead, begun, "rumour_verification", target="bank", choice_outlet="radio")
    assert "Through which outlet: Radio" in screen()


@pytest.mark.parametrize(
    "hands", [("0", "0", "0"), ("-1", "2", "0"), ("many", "2", "0")]
)
def test_a_count_that_is_none_is_refused_in_a_sentence(
    hands: tuple[str, str, str], begun: Exercise, lead: Client
) -> None:
    put(lead, begun, "mediation", target="bank")
    number, _ = last_decision(begun)
    code, said = count(lead, begun, number, *hands)
    assert (code, said[-1]) == (409, ".")
    assert last_decision(begun) == (number, "proposed")


def test_nothing_is_put_while_all_are_together_or_before_the_start(
    exercise: Exercise, begun: Exercise, lead: Client
) -> None:
    running.act(begun, lambda _: SetPhase(by=BY, stage="plenary"))
    code, said = put(lead, begun, "mediation", target="bank")
    assert code == 409
    assert said.startswith("Nothing is decided in this phase")


def test_the_same_click_twice_puts_it_once(begun: Exercise, lead: Client) -> None:
    put(lead, begun, "mediation", target="bank")
    put(lead, begun, "mediation", target="bank")
    with states.reading(begun) as state:
        assert len(state.decisions) == 1
    assert Event.objects.filter(action="put a measure to the room").count() == 1


def test_decisions_of_desks_are_not_on_the_screen(
    begun: Exercise, screen: Screen
) -> None:
    running.act(
        begun,
        lambda _: Propose(
            by="press",
            measure="mediation",
            target="bank",
            rationale="A secret wish",
            asking=True,
        ),
    )
    assert "To be decided now" not in screen("?all=1")
    assert "secret wish" not in screen("?all=1")


def test_others_see_neither_screen_nor_lead(
    begun: Exercise, ines: User, mika: User, log_in: LogIn
) -> None:
    for who, status in ((ines, 404), (mika, 403)):
        client = log_in(who)
        for name in ("plenary", "plenary_lead", "plenary_waiting"):
            at = reverse(f"exercises:{name}", args=[begun.public_id])
            assert client.get(at).status_code == status

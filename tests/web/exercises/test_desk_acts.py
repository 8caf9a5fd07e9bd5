"""What is done at desks: talk, sharing, decisions, chances."""

import pytest
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import SetPhase
from karski.exercise.events import FACILITATOR
from karski.web.exercises.models import Exercise
from web.exercises.conftest import Clock, MakePlayer
from web.exercises.desks_made import ROLES, at, do, page, send, text

pytestmark = pytest.mark.django_db
WHY = {"rationale": "Elders still talk to each other.", "target": "bank"}


@pytest.fixture
def room(exercise: Exercise, player: MakePlayer, clock: Clock) -> Exercise:
    """The exercise with somebody in each seat, at noon of the first day."""
    for role in ROLES:
        player(role)
    at(exercise, "1 12:00")
    return exercise


def newest(room: Exercise, kind: str) -> int:
    return room.entries.filter(kind=kind).latest("seq").seq


def test_a_message_reaches_whom_it_is_for(room: Exercise) -> None:
    assert send("envoy", "desk_say", to="press", text="Say nothing.", nonce="a") == (
        200,
        "Your message is sent.",
    )
    assert "Say nothing." in text("press", "desk_talk")
    assert "Say nothing." in text("envoy", "desk_talk")
    assert "Say nothing." not in text("interior", "desk_talk")


def test_a_form_that_arrives_twice_counts_once(room: Exercise) -> None:
    for _ in range(2):
        send("envoy", "desk_say", to="press", text="Once.", nonce="same")
    assert room.entries.filter(kind="message_sent").count() == 1


def test_too_much_nothing_and_nobody_are_refused_in_a_sentence(
    room: Exercise,
) -> None:
    for said, why in (
        ({"text": "😀" * 10_001, "to": "press"}, "10001 characters; 10000 is the most"),
        ({"text": "  ", "to": "press"}, "is empty"),
        ({"text": "Hello.", "to": "king"}, "no seat king"),
        ({"text": "Hello.", "to": "press", "about": "99999"}, "no event 99999"),
    ):
        code, told = send("envoy", "desk_say", **said)
        assert code == 409
        assert why in told
    assert send("envoy", "desk_say", to="press", text="😀" * 10_000)[0] == 200


def test_what_is_shared_is_a_copy_with_its_grade_and_who_told_whom_is_kept(
    room: Exercise,
) -> None:
    boats = newest(room, "inject_sent")
    code, _said = send(
        "interior", "desk_share", boats, to="envoy", text="For you.", nonce="a"
    )
    assert code == 200
    told = text("envoy")
    assert "asked for reed people by name" in told
    assert "Source B, usually reliable." in told
    assert "asked for reed people by name" not in text("monitor")
    assert "You passed it on" in text("interior", "desk_message", boats)
    assert send("envoy", "desk_share", boats, to="press", nonce="b")[0] == 409


def test_a_message_of_others_is_not_there(room: Exercise) -> None:
    boats = newest(room, "inject_sent")
    assert page("interior", "desk_message", boats).status_code == 200
    for role in ("press", "envoy", "monitor"):
        assert page(role, "desk_message", boats).status_code == 404
    assert page("interior", "desk_message", 999).status_code == 404


def test_a_request_waits_for_who_was_asked_until_it_is_answered(
    room: Exercise,
) -> None:
    send("envoy", "desk_ask", of="monitor", text="Which road?", nonce="a")
    asked = newest(room, "information_requested")
    assert page("monitor").context["desk"].waiting.number == 2  # and a question
    assert send("press", "desk_inform", asked, text="No.", nonce="b")[0] == 409
    assert (
        send("monitor", "desk_inform", asked, text="The low one.", nonce="c")[0] == 200
    )
    assert page("monitor").context["desk"].waiting.number == 1
    assert "The low one." in text("envoy")


def test_a_decision_waits_for_its_signatures_and_is_then_taken(
    room: Exercise,
) -> None:
    code, _said = send("envoy", "desk_propose", "mediation", **WHY, nonce="a")
    assert code == 200
    number = newest(room, "decision_proposed")
    assert "Must sign too" in text("envoy", "desk_decision", number)
    assert page("interior").context["desk"].waiting.decisions == (
        (number, "mediation", "bank", "envoy"),
    )
    assert page("press", "desk_decision", number).status_code == 404
    assert send("monitor", "desk_sign", number, nonce="b")[0] == 409
    assert send("interior", "desk_sign", number, nonce="c")[0] == 200
    assert "taken, not yet in effect" in text("envoy", "desk_measures")
    assert page("interior").context["desk"].waiting.decisions == ()


def test_who_may_not_decide_puts_it_to_those_who_may(room: Exercise) -> None:
    assert "Put it to them" in text("monitor", "desk_measure", "mediation")
    assert send("monitor", "desk_propose", "mediation", **WHY, nonce="a")[0] == 200
    number = newest(room, "decision_proposed")
    standing = page("envoy", "desk_decision", number).context["standing"]
    assert (standing.one_of, standing.waits, standing.signs) == (
        ("envoy",),
        ("interior",),
        True,
    )


def test_votes_are_counted_and_a_lost_one_is_declined(room: Exercise) -> None:
    said = {"target": "all", "rationale": "Boats."}
    send("interior", "desk_propose", "protective_policing", **said, nonce="a")
    number = newest(room, "decision_proposed")
    send("press", "desk_vote", number, favours="0", nonce="b")
    assert "0 for, 1 against; 2 needed" in text("envoy", "desk_decision", number)
    send("envoy", "desk_vote", number, favours="0", nonce="c")
    assert page("press", "desk_decision", number).context["standing"].status == (
        "declined"
    )


def test_declining_needs_a_reason_and_ends_it(room: Exercise) -> None:
    send("envoy", "desk_propose", "mediation", **WHY, nonce="a")
    number = newest(room, "decision_proposed")
    assert send("interior", "desk_decline", number, reason="", nonce="b")[0] == 409
    send("interior", "desk_decline", number, reason="Not now.", nonce="c")
    assert "Not now." in text("envoy", "desk_decision", number)
    assert send("envoy", "desk_withdraw", number, reason="Gone.", nonce="d")[0] == 409


def test_a_choice_that_a_measure_needs_is_asked_for(room: Exercise) -> None:
    named = "rumour_verification"
    code, why = send("press", "desk_propose", named, **WHY, nonce="a")
    assert (code, "outlet" in why) == (409, True)
    chosen = {"parameter-outlet": "radio", "target": "all", "rationale": "Quick."}
    assert send("press", "desk_propose", named, **chosen, nonce="b")[0] == 200
    number = newest(room, "decision_proposed")
    assert "Through which outlet" in text("press", "desk_decision", number)
    assert "Within your authority" in text("press", "desk_measures")


def test_nothing_is_decided_while_people_are_briefed(room: Exercise) -> None:
    do(room, SetPhase(by=FACILITATOR, stage="brief"))
    code, why = send("envoy", "desk_propose", "mediation", **WHY, nonce="a")
    assert code == 409
    assert "Nothing is decided in this phase" in why


def test_a_chance_is_recorded_and_said_as_people_count(room: Exercise) -> None:
    assert "How likely do you think it is?" in text("press")
    for nonsense in ("", "many", "101", "-1", "5e1"):
        code, why = send("press", "desk_forecast", "displaced", percent=nonsense)
        assert (code, why) == (409, "Give a whole number from 0 to 100.")
    said = send("press", "desk_forecast", "displaced", percent="55", nonce="a")
    assert said == (200, "You said 55 percent: 11 in 20.")
    assert "You said 55 percent: 11 in 20." in text("press", "desk_part", "waiting")
    assert "You said 55 percent" not in text("envoy")


def test_a_browser_without_scripts_is_sent_back_with_a_word(room: Exercise) -> None:
    browser = Client(HTTP_HOST="localhost")
    address = reverse("exercises:desk_say", args=["token-envoy"])
    answer = browser.post(address, {"to": "press", "text": "Hi."}, follow=True)
    assert answer.redirect_chain[0][0] == reverse(
        "exercises:desk_talk", args=["token-envoy"]
    )
    assert "Your message is sent." in answer.text
    refused = browser.post(address, {"to": "press", "text": ""}, follow=True)
    assert "is empty" in refused.text

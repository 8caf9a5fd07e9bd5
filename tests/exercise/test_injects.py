"""Injects: by time, by condition, by hand; milestones and questions."""

import pytest

from exercise_runs import FACILITATOR, started
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.advancing import advance, next_due
from karski.exercise.events import Event, Kind, told
from karski.exercise.moments import HOUR, MINUTE, moment
from karski.exercise.packs.conditions import Condition
from karski.exercise.places import Place
from karski.exercise.state import State
from karski.exercise.triggers import holds, measured

F = FACILITATOR
TEN, NOON = moment("1 10:00"), moment("1 12:00")


def sent(events: list[Event]) -> list[tuple[object, int]]:
    return [
        (each.data["inject"], each.at)
        for each in events
        if each.kind is Kind.INJECT_SENT
    ]


def mediate(state: State, at: int) -> int:
    perform(
        state,
        c.Propose(by="envoy", measure="mediation", target="hills", rationale="x"),
        at,
    )
    return max(state.decisions)


def test_an_event_carries_all_that_a_desk_needs_and_nothing_of_the_truth() -> None:
    state = started()
    advance(state, TEN)
    event = state.events[-1]
    assert (event.at, event.by, event.to) == (TEN, "clock", ("interior", "justice"))
    assert event.data == {
        "inject": "note",
        "title": {"en": "Note"},
        "text": {"en": "Men buy petrol."},
        "channel": "intelligence",
        "sender": "ministry",
        "grade": {"source": "B", "information": 2},
        "sensitive": False,
        "report": None,
        "by_hand": False,
    }


def test_a_condition_at_a_moment_is_looked_at_then_or_the_inject_is_passed_over() -> (
    None
):
    quiet, warned = started(), started()
    mediate(warned, NOON)
    at = moment("1 20:00")
    assert sent(advance(quiet, at))[-1] == ("only_if_quiet", at)
    last = advance(warned, at)[-1]
    assert (last.kind, last.at, last.to) == (Kind.INJECT_PASSED_OVER, at, ())


def test_a_delay_runs_from_when_the_condition_came_to_hold() -> None:
    state = started()
    mediate(state, NOON)
    due = NOON + 90 * MINUTE
    assert state.injects["after_warning"].due == due
    assert next_due(state) == due
    assert sent(advance(state, due)) == [("after_warning", due)]


def test_time_alone_brings_a_condition_to_hold_at_its_very_moment() -> None:
    state = started()
    number = mediate(state, NOON)
    perform(state, c.Sign(by="interior", decision=number))
    nine = moment("2 09:00")
    assert ("working", nine) in sent(advance(state, moment("2 20:00")))


def test_a_milestone_is_reached_once() -> None:
    state = started()
    number = mediate(state, NOON)
    perform(state, c.Withdraw(by="envoy", decision=number, reason="x"))
    mediate(state, NOON + HOUR)
    assert state.milestones == {"warned": NOON}
    reached = [each for each in state.events if each.kind is Kind.MILESTONE_REACHED]
    assert [each.to for each in reached] == [()]


def test_a_held_inject_waits_until_it_is_released_and_then_goes_at_once() -> None:
    state = started()
    perform(state, c.HoldInject(by=F, inject="note"))
    assert sent(advance(state, NOON)) == []
    events = perform(state, c.ReleaseInject(by=F, inject="note"), NOON)
    assert sent(events) == [("note", NOON)]


def test_one_released_in_time_goes_at_its_time() -> None:
    state = started()
    perform(state, c.HoldInject(by=F, inject="note"))
    perform(state, c.ReleaseInject(by=F, inject="note"), TEN - HOUR)
    assert sent(advance(state, NOON)) == [("note", TEN)]


def test_a_held_conditional_inject_goes_when_released_if_it_still_holds() -> None:
    state = started()
    perform(state, c.HoldInject(by=F, inject="once_taken"))
    number = mediate(state, NOON)
    perform(state, c.Sign(by="interior", decision=number))
    assert state.injects["once_taken"].sent is None
    events = perform(state, c.ReleaseInject(by=F, inject="once_taken"), NOON + HOUR)
    assert sent(events) == [("once_taken", NOON + HOUR)]


def test_what_was_edited_and_retargeted_goes_so() -> None:
    state = started()
    perform(
        state,
        c.EditInject(by=F, inject="note", text={"hu": "Benzin."}, title="Petrol"),
    )
    perform(state, c.RetargetInject(by=F, inject="note", to=("monitor", "envoy")))
    advance(state, TEN)
    event = state.events[-1]
    assert event.to == ("envoy", "monitor")
    assert (told(event.data["text"], "en"), event.data["title"]) == (
        "Benzin.",
        {"en": "Petrol"},
    )


def test_what_is_sent_by_hand_does_not_go_again() -> None:
    state = started()
    event = perform(state, c.SendInject(by=F, inject="note"))[0]
    assert (event.by, event.data["by_hand"], event.is_input) == (F, True, True)
    assert sent(advance(state, NOON)) == []


def test_what_is_recalled_is_told_to_those_who_got_it_and_may_be_sent_again() -> None:
    state = started()
    advance(state, TEN)
    seq = state.injects["note"].sent
    assert seq is not None
    perform(state, c.RecallInject(by=F, sent=seq, reason="The wrong day."))
    event = state.events[-1]
    assert event.to == ("interior", "justice")
    assert event.data == {"inject": "note", "sent": seq, "reason": "The wrong day."}
    assert sent(perform(state, c.SendInject(by=F, inject="note"))) == [("note", TEN)]


def test_an_improvised_inject_comes_from_anybody_and_can_be_recalled() -> None:
    state = started()
    perform(
        state,
        c.Improvise(
            by=F,
            text="The bridge is closed.",
            title="Bridge",
            channel="intelligence",
            sender="A lorry driver",
            to=("all",),
            grade=("C", 3),
        ),
    )
    event = state.events[-1]
    assert event.to == ("all",)
    assert event.data == {
        "inject": "own-3",
        "title": {"en": "Bridge"},
        "text": {"en": "The bridge is closed."},
        "channel": "intelligence",
        "sender": "A lorry driver",
        "grade": {"source": "C", "information": 3},
        "sensitive": False,
        "report": None,
        "by_hand": True,
    }
    perform(state, c.RecallInject(by=F, sent=3, reason="x"))
    assert state.improvised == {3: True}


def test_a_report_tells_the_worlds_count_as_a_range() -> None:
    state = started()
    advance(state, moment("5 09:00"))
    count = sum(each.displaced for each in state.places.values())
    data = state.events[-1].data
    assert isinstance(data["report"], dict)
    low, high = data["report"]["low"], data["report"]["high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert (low, high) == (count // 2, -(-count * 3 // 2))
    assert data["text"] == {"en": f"{low} to {high} people have left."}


def test_the_questions_of_a_pack_are_asked_and_resolved_at_their_time() -> None:
    state = started()
    advance(state, NOON)
    assert state.events[-1].data["question"] == "calm"
    for at, chance in ((0, 0.25), (HOUR, 0.12345)):
        forecast = c.Forecast(
            by="envoy", question="calm", probability=chance, player="p"
        )
        perform(state, forecast, NOON + at)
    asked = state.questions["calm"]
    answers = [(NOON, 0.25), (NOON + HOUR, 0.1235)]
    assert asked.forecasts == {("envoy", "p"): answers}
    assert state.events[-1].to == ("envoy",)
    advance(state, moment("4 12:00"))
    deaths = sum(each.deaths for each in state.places.values())
    assert state.questions["calm"].outcome is (deaths == 0)
    assert state.events[-1].to == ()


def test_a_question_of_ones_own_waits_for_its_outcome() -> None:
    state = started()
    ask = c.AskQuestion(by=F, text={"hu": "Lesz?"}, closes=NOON, to=("envoy",))
    perform(state, ask)
    perform(state, c.Forecast(by="envoy", question="own-3", probability=1))
    perform(state, c.ResolveQuestion(by=F, question="own-3", outcome=False), NOON)
    assert state.questions["own-3"].outcome is False


def condition(**given: object) -> Condition:
    return Condition.model_validate(given, strict=False)


@pytest.mark.parametrize(
    ("variable", "target", "value"),
    [
        ("deaths", "all", 12),
        ("displaced", "hills", 5),
        ("phase", "all", 3),
        ("trust", "all", 0.2),
        ("risk", "all", 0.7),
        ("risk", "town", None),
        ("incidents", "town/traders", 4),
    ],
)
def test_counts_are_summed_and_of_the_rest_the_worst_is_taken(
    variable: str, target: str, value: float | None
) -> None:
    state = started()
    factors = (0.5,) * 14
    state.places = {
        "hills/herders": Place(3, 0.9, 0.7, 2, 10, 5, factors),
        "town/traders": Place(1, 0.2, None, 4, 2, 6, factors),
    }
    assert measured(state, variable, target) == value
    bound = {"variable": variable, "community": target}
    least = 0 if value is None else value
    at_least = condition(world={**bound, "at_least": least})
    below = condition(world={**bound, "below": least})
    assert holds(at_least, state, 0) is (value is not None)
    assert not holds(below, state, 0)


def test_conditions_are_made_of_others() -> None:
    state = started()
    yes, no = {"inject": "first"}, {"inject": "note"}
    at = moment("1 09:00")
    for given, expected in (
        ({"all": [yes, yes]}, True),
        ({"all": [yes, no]}, False),
        ({"any": [no, yes]}, True),
        ({"any": [no, no]}, False),
        ({"not": no}, True),
        ({"after": "1 09:00"}, True),
        ({"after": "1 09:01"}, False),
        ({"before": "1 09:00"}, False),
        ({"before": "1 09:01"}, True),
    ):
        assert holds(condition(**given), state, at) is expected


def test_a_decision_counts_for_the_places_that_it_covers() -> None:
    state = started()
    mediate(state, NOON)
    for target, stage, expected in (
        (None, "proposed", True),
        ("hills", "proposed", True),
        ("hills/herders", "proposed", True),
        ("all", "proposed", False),
        ("town", "proposed", False),
        (None, "taken", False),
    ):
        decided = {"measure": "mediation", "target": target, "stage": stage}
        assert holds(condition(decided=decided), state, NOON) is expected

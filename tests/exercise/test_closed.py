"""When things are refused: closed, ended, stopped, not begun; and what never is."""

from collections.abc import Callable

import pytest

from exercise_pack import SEED, pack
from exercise_runs import FACILITATOR, WALL, started
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.events import Kind
from karski.exercise.moments import MINUTE, moment
from karski.exercise.refusals import Refused
from karski.exercise.state import State, first

F = FACILITATOR
NOW = moment("1 11:00")


@pytest.fixture
def state() -> State:
    """A run at 11:00 with mediation proposed (event 4) and a question asked."""
    run = started()
    proposal = c.Propose(by="envoy", measure="mediation", target="hills", rationale="x")
    perform(run, proposal, NOW)
    perform(run, c.AskQuestion(by=F, text="?", closes=NOW + MINUTE, to=("monitor",)))
    return run


def cell(**changed: object) -> c.Propose:
    given = {
        "by": "interior",
        "measure": "joint_risk_cell",
        "target": "town",
        "rationale": "x",
        "parameters": {"seat": "town"},
    }
    return c.Propose(**{**given, **changed})


def announced(text: str) -> c.Announce:
    return c.Announce(by=F, text=text)


def test_nobody_votes_twice(state: State) -> None:
    perform(state, cell())
    decision = max(state.decisions)
    perform(state, c.Vote(by="monitor", decision=decision, favours=True))
    with pytest.raises(Refused, match="Monitor has voted on this already"):
        perform(state, c.Vote(by="monitor", decision=decision, favours=False))
    with pytest.raises(Refused, match="There is no decision"):
        perform(state, c.Vote(by="envoy", decision=decision, favours=False))


def test_a_question_that_closed_takes_no_more_answers(state: State) -> None:
    late = c.Forecast(by="monitor", question="own-7", probability=0.5)
    perform(state, late, NOW + MINUTE - 1)
    with pytest.raises(Refused, match="closed at 1 11:01"):
        perform(state, late, NOW + MINUTE)


def test_a_question_of_the_pack_resolves_itself(state: State) -> None:
    perform(state, announced("x"), moment("1 12:00"))
    with pytest.raises(Refused, match="resolved by the exercise itself, at 4 12:00"):
        perform(state, c.ResolveQuestion(by=F, question="calm", outcome=True))


def test_an_answer_is_for_whom_was_asked_to_give_once(state: State) -> None:
    perform(state, c.RequestInformation(by="envoy", text="Who?", of="monitor"))
    asked = state.events[-1].seq
    with pytest.raises(Refused, match="not asked of Interior; Monitor can answer"):
        perform(state, c.GiveInformation(by="interior", request=asked, text="x"))
    perform(state, c.GiveInformation(by="monitor", request=asked, text="Men."))
    with pytest.raises(Refused, match="answered already"):
        perform(state, c.GiveInformation(by=F, request=asked, text="x"))


@pytest.mark.parametrize("stage", ["brief", "plenary"])
def test_nothing_is_decided_in_briefings_and_plenaries(
    state: State, stage: str
) -> None:
    perform(state, c.SetPhase(by=F, stage=stage))
    for command in (cell(), c.Sign(by="interior", decision=4)):
        with pytest.raises(Refused, match="Nothing is decided in this phase"):
            perform(state, command)
    perform(state, c.Say(by="envoy", text="Let us talk.", to=("interior",)))
    perform(state, c.SetPhase(by=F, stage="decide"))
    perform(state, c.Sign(by="interior", decision=4))
    assert state.decisions[4].status == "taken"


def _after_the_end(state: State) -> None:
    perform(state, c.End(by=F, wall=state.clock.wall))


def _in_a_stop(state: State) -> None:
    perform(state, c.Stop(by=F, wall=state.clock.wall))


def test_after_the_end_only_notes_are_left(state: State) -> None:
    _after_the_end(state)
    later = [cell(), announced("x"), c.SendInject(by=F, inject="spare")]
    later += [c.Say(by="envoy", text="x"), c.Resume(by=F, wall=WALL)]
    for command in later:
        with pytest.raises(Refused, match="The exercise has ended"):
            perform(state, command)
    rated = c.Rate(by="expert", capability="sharing", rating="S", evidence="x")
    board = c.NoteOnBoard(by="envoy", text="x")
    for command in (rated, c.Observe(by="observer", text="x"), board):
        assert len(perform(state, command)) == 1


def test_in_a_safety_stop_desks_can_write_to_the_facilitator_alone(
    state: State,
) -> None:
    _in_a_stop(state)
    for command in (cell(), c.Say(by="envoy", text="x", to=("monitor",))):
        with pytest.raises(Refused, match="stopped for safety"):
            perform(state, command)
    perform(state, c.Say(by="envoy", text="I am not well."))
    assert state.events[-1].to == ("envoy",)
    perform(state, c.Say(by=F, text="Take your time.", to=("envoy",)))
    perform(state, announced("We go on at three."))


def test_before_the_start_people_talk_and_sit_down_but_nothing_is_decided() -> None:
    state = first(pack(), SEED)
    for command in (
        cell(),
        c.Pause(by=F, wall=WALL),
        c.SendInject(by=F, inject="note"),
    ):
        with pytest.raises(Refused, match="has not started"):
            perform(state, command)
    perform(state, c.TakeSeat(by="envoy", role="envoy", player="p"))
    perform(state, c.Say(by="envoy", text="Hello", to=("all",)))
    perform(state, c.HoldInject(by=F, inject="note"))
    assert {each.at for each in state.events} == {pack().starts}


@pytest.mark.parametrize("how", [_after_the_end, _in_a_stop, lambda state: None])
def test_stepping_out_is_never_refused_and_says_no_reason(
    state: State, how: Callable[[State], None]
) -> None:
    how(state)
    for command in (
        c.StepOut(by="envoy", role="envoy", player="p"),
        c.StepOut(by="envoy", role="envoy", player="p"),
        c.StepBack(by="envoy", role="envoy", player="p"),
        c.StepOut(by="bot:envoy", role="envoy", player="q"),
        c.StepOut(by="somebody", role="nowhere", player="p"),
    ):
        event = perform(state, command)[-1]
        assert event.kind in (Kind.STEPPED_OUT, Kind.STEPPED_BACK)
        known = command.role == "envoy"
        assert event.to == (("envoy", "monitor") if known else ())
        assert event.data == {"role": command.role, "player": command.player}
    assert state.seats["envoy"].out == {"q"}

"""The authority chain, from a proposal to what it does in the world."""

import numpy as np
import pytest

from exercise_pack import SEED, pack
from exercise_runs import FACILITATOR, started
from karski import measures
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.advancing import advance
from karski.exercise.deciding import waits_for
from karski.exercise.events import Event, Kind
from karski.exercise.folding import fold
from karski.exercise.measures_at_work import (
    Use,
    commitment,
    coordination,
    effects,
    lead,
    leads,
    uses,
    world_day,
)
from karski.exercise.midnights import adjustments, world_now
from karski.exercise.moments import HOUR, MINUTE, moment
from karski.exercise.refusals import Refused
from karski.exercise.replaying import fork
from karski.exercise.state import State
from karski.exercise.world import Adjustment, effect_sizes

F = FACILITATOR
NOON = moment("1 12:00")


def propose(state: State, by: str, measure: str, target: str, **more: object) -> int:
    """Propose a measure, and return the decision's number."""
    parameters = {"seat": "town"} if measure == "joint_risk_cell" else {}
    command = c.Propose(
        by=by,
        measure=measure,
        target=target,
        rationale="x",
        parameters=parameters,
        **more,
    )
    perform(state, command)
    return max(state.decisions)


def kinds(events: list[Event]) -> list[Kind]:
    return [each.kind for each in events]


def test_a_decision_is_taken_when_the_last_signature_is_there() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills")
    assert state.decisions[number].status == "proposed"
    assert [each.number for each in waits_for(state, "interior")] == [number]
    assert waits_for(state, "justice") == []
    events = perform(state, c.Sign(by="interior", decision=number), NOON)
    assert kinds(events)[-3:] == [Kind.SIGNED, Kind.DECISION_TAKEN, Kind.INJECT_SENT]
    decision = state.decisions[number]
    takes = lead(pack(), SEED, "mediation", "hills", 1)
    assert 2 * HOUR <= takes <= 20 * HOUR
    assert takes % MINUTE == 0
    assert (decision.taken, decision.takes_effect) == (NOON, NOON + takes)
    assert waits_for(state, "interior") == []
    advance(state, NOON + takes - 1)
    assert decision.status == "taken"
    assert kinds(advance(state, NOON + takes))[0] is Kind.DECISION_IN_EFFECT
    assert (decision.status, decision.in_effect) == ("in effect", NOON + takes)


def test_those_who_must_agree_see_a_decision_and_the_proposers_team() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills")
    assert state.events[number - 1].to == ("envoy", "interior", "monitor")
    number = propose(state, "justice", "joint_risk_cell", "town")
    assert state.events[number - 1].to == ("interior", "justice", "monitor")


def test_a_seat_without_authority_puts_it_to_those_who_have_it() -> None:
    state = started()
    number = propose(state, "monitor", "mediation", "hills", asking=True)
    perform(state, c.Sign(by="interior", decision=number))
    assert state.decisions[number].status == "proposed"
    perform(state, c.Sign(by="envoy", decision=number))
    assert state.decisions[number].status == "taken"


def test_a_vote_needs_its_number_and_one_who_decides() -> None:
    state = started()
    number = propose(state, "monitor", "joint_risk_cell", "town", asking=True)
    perform(state, c.Vote(by="monitor", decision=number, favours=True))
    perform(state, c.Vote(by="justice", decision=number, favours=True))
    assert state.decisions[number].status == "proposed"
    perform(state, c.Sign(by="justice", decision=number))
    assert state.decisions[number].status == "taken"
    assert state.decisions[number].votes == {"monitor": True, "justice": True}


def test_a_vote_that_can_no_longer_be_won_is_over() -> None:
    state = started()
    number = propose(state, "interior", "joint_risk_cell", "town")
    perform(state, c.Vote(by="monitor", decision=number, favours=False))
    assert state.decisions[number].status == "proposed"
    perform(state, c.Vote(by="justice", decision=number, favours=False))
    assert state.decisions[number].status == "declined"
    propose(state, "interior", "joint_risk_cell", "town")  # and may be tried again


def test_one_who_must_sign_can_decline_it_and_say_why() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills")
    perform(state, c.Decline(by="interior", decision=number, reason="Not now."))
    decision = state.decisions[number]
    assert (decision.status, decision.declined) == (
        "declined",
        {"interior": "Not now."},
    )


def test_the_facilitator_allows_what_nobody_signed_and_it_is_taken_at_once() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills")
    allow = c.Overrule(by=F, decision=number, verdict="allowed", reason="The story.")
    assert kinds(perform(state, allow))[:2] == [Kind.OVERRULED, Kind.DECISION_TAKEN]
    refuse = c.Overrule(by=F, decision=number, verdict="refused", reason="An error.")
    perform(state, refuse)
    assert state.decisions[number].status == "refused"
    later = advance(state, moment("4 00:00"))
    assert Kind.DECISION_IN_EFFECT not in kinds(later)


def test_a_measure_in_effect_is_ended_by_one_who_decides() -> None:
    state = started()
    number = propose(state, "justice", "unarmed_observers", "town")
    assert state.decisions[number].status == "in effect"
    perform(state, c.Withdraw(by="justice", decision=number, reason="x"), NOON)
    assert [each.ends for each in uses(state)] == [NOON]


def test_a_repeated_measure_draws_anew_and_a_moved_one_does_not() -> None:
    state = started()
    for _ in range(2):
        number = propose(state, "interior", "joint_risk_cell", "town")
        for role in ("interior", "monitor"):
            perform(state, c.Vote(by=role, decision=number, favours=True))
    assert [each.use for each in state.decisions.values()] == [1, 2]
    seeds = list(range(200))
    one = leads(pack(), seeds, "mediation", "hills", 1)
    two = leads(pack(), seeds, "mediation", "hills", 2)
    assert np.mean(one == two) < 0.1
    assert one.min() >= 2 * HOUR
    assert one.max() <= 20 * HOUR
    assert one.mean() == pytest.approx((2 + 6 + 20) / 3 * HOUR, rel=0.1)


def test_commitment_and_coordination_come_from_owner_and_signatures() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills", owner="The head of mission")
    decision = state.decisions[number]
    assert commitment(pack(), decision) == 0.5 + 0.5 * 1 / 2
    assert coordination(pack(), decision) == 0
    perform(state, c.Sign(by="interior", decision=number))
    assert commitment(pack(), decision) == 1
    assert coordination(pack(), decision) == 0.5  # two sectors of three
    number = propose(state, "interior", "joint_risk_cell", "town")
    for role in ("justice", "monitor"):
        perform(state, c.Vote(by=role, decision=number, favours=True))
    cell = state.decisions[number]
    assert (commitment(pack(), cell), coordination(pack(), cell)) == (0.5, 1)


def test_an_effect_is_drawn_by_grade_under_conditions_for_each_community() -> None:
    alone = Use("mediation", "all", 1, NOON, None, commitment=1.0, coordination=0.5)
    found = effects(pack(), [SEED, SEED + 1], [alone])
    assert [each.community for each in found] == ["hills/herders", "town/traders"]
    measure = measures.catalogue()["mediation"]
    drawn = measures.effect(measure).under(measures.modifier(1.0, 0.5, 0))
    expected = effect_sizes(
        [SEED, SEED + 1], drawn.mean, drawn.sd, "mediation", "hills/herders", 1
    )
    assert found[0].size.tolist() == expected.tolist()
    assert found[0].weights == measure.weights
    assert found[0].starts == world_day(pack(), NOON) == 1
    low, high = measure.lasts_days.low, measure.lasts_days.high
    assert np.all((found[0].ends - 1 >= low) & (found[0].ends - 1 <= high))


def test_other_measures_at_work_in_the_same_place_count_and_no_others() -> None:
    first = Use("joint_risk_cell", "hills", 1, NOON, None, 1.0, 1.0)
    later = Use("mediation", "all", 1, NOON + HOUR, None, 1.0, 1.0)
    ended = Use("unarmed_observers", "all", 1, NOON, NOON + HOUR, 1.0, 1.0)
    _, hills, town, *_ = effects(pack(), [SEED], [first, later, ended])
    measure = measures.catalogue()["mediation"]

    def size(key: str, beside: int) -> float:
        drawn = measures.effect(measure, combined=beside > 0)
        drawn = drawn.under(measures.modifier(1.0, 1.0, beside))
        return float(effect_sizes([SEED], drawn.mean, drawn.sd, "mediation", key, 1)[0])

    assert hills.size.tolist() == [size("hills/herders", 1)]
    assert town.size.tolist() == [size("town/traders", 0)]


def test_a_withdrawn_measure_is_over_on_the_day_of_its_end() -> None:
    ended = Use("joint_risk_cell", "hills", 1, NOON, moment("4 10:00"), 1.0, 1.0)
    lasting = Use("joint_risk_cell", "town", 1, NOON, None, 1.0, 1.0)
    one, two = effects(pack(), [SEED], [ended, lasting])
    assert (one.starts, one.ends, two.ends) == (1, 4, None)


def test_a_decision_changes_the_world_from_its_day_on() -> None:
    with_it, without = started(), started()
    propose(with_it, "justice", "unarmed_observers", "town")
    advance(with_it, moment("6 00:00"))
    advance(without, moment("6 00:00"))
    acted = set(measures.catalogue()["unarmed_observers"].factors)
    for number in range(1, 15):
        one = with_it.places["town/traders"].factors[number - 1]
        two = without.places["town/traders"].factors[number - 1]
        if number in acted:
            assert one != two
    assert with_it.day == without.day == 5


def test_the_world_is_lived_again_where_only_events_are_left() -> None:
    state = started()
    propose(state, "justice", "unarmed_observers", "town")
    advance(state, moment("4 00:00"))
    again = fold(pack(), SEED, state.events)
    for name in ("levels", "factors", "trust_base", "deaths_so_far", "risk"):
        one, two = getattr(world_now(state), name), getattr(world_now(again), name)
        assert np.array_equal(one, two)


def test_shocks_and_what_is_adjusted_reach_the_world_the_next_midnight() -> None:
    state = started()
    perform(
        state,
        c.Adjust(by=F, community="town/traders", variable="phase", value=3, reason="x"),
    )
    people = c.Adjust(
        by=F, community="town/traders", variable="displaced", value=700, reason="x"
    )
    perform(state, people)
    place = state.places["town/traders"]
    assert (place.phase, place.displaced) == (3, 700)
    assert list(adjustments(pack(), state.events)) == [
        Adjustment("hills/herders", 9, by=0.2),
        Adjustment("town/traders", "phase", to=3),
        Adjustment("town/traders", "displaced", by=700),
    ]
    advance(state, moment("2 00:00"))
    assert state.places["hills/herders"].factors[8] == pytest.approx(0.6)
    assert state.places["town/traders"].phase in (2, 3, 4)
    assert state.places["town/traders"].displaced >= 700


def test_the_shock_of_what_was_recalled_the_same_day_does_not_come() -> None:
    state = started()
    perform(state, c.RecallInject(by=F, sent=2, reason="Too early."))
    assert list(adjustments(pack(), state.events)) == []
    advance(state, moment("2 00:00"))
    assert state.places["hills/herders"].factors[8] == pytest.approx(0.4)


def test_who_declined_does_not_sign_later_but_another_who_decides_can() -> None:
    state = started()
    number = propose(state, "monitor", "joint_risk_cell", "town", asking=True)
    perform(state, c.Decline(by="interior", decision=number, reason="x"))
    with pytest.raises(Refused, match="Interior has declined this already"):
        perform(state, c.Sign(by="interior", decision=number))
    perform(state, c.Sign(by="justice", decision=number))
    for role in ("monitor", "justice"):
        perform(state, c.Vote(by=role, decision=number, favours=True))
    assert state.decisions[number].status == "taken"


def test_in_a_fork_another_answer_takes_another_way() -> None:
    state = started()
    number = propose(state, "envoy", "mediation", "hills")
    asked = len(state.events)
    perform(state, c.Sign(by="interior", decision=number))
    assert state.injects["once_taken"].sent is not None
    other = fork(pack(), SEED, state.events, asked)
    perform(other, c.Decline(by="interior", decision=number, reason="Not now."))
    assert other.injects["once_taken"].sent is None
    assert other.events[:asked] == state.events[:asked]
    for one, two in ((state, "taken"), (other, "declined")):
        assert one.decisions[number].status == two

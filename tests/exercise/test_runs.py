"""Laws that hold whatever people do."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_pack import SEED, TEXT, pack
from exercise_runs import FACILITATOR, ROLES, WALL, Step, courses, live, lived, started
from karski.core.errors import ExerciseError
from karski.exercise import commands as c
from karski.exercise.acting import act, perform
from karski.exercise.advancing import advance, following, next_due
from karski.exercise.audience import visible
from karski.exercise.events import Event, Kind, line, sees
from karski.exercise.folding import apply, fold
from karski.exercise.journal import Header, parse, written
from karski.exercise.moments import HOUR, moment
from karski.exercise.replaying import fork, replay
from karski.exercise.state import State

END = moment("10 18:00")


def folded(state: State) -> State:
    return fold(pack(), SEED, state.events)


@given(courses)
def test_events_are_numbered_without_gaps_and_time_never_falls(
    course: list[Step],
) -> None:
    events = lived(course).events
    assert [each.seq for each in events] == list(range(1, len(events) + 1))
    assert all(one.at <= two.at for one, two in pairwise(events))


@given(courses)
def test_the_fold_of_a_runs_events_is_the_state_that_it_reached(
    course: list[Step],
) -> None:
    state = lived(course)
    assert folded(state) == state


@given(courses)
def test_a_folded_state_goes_on_as_the_one_that_was_lived(course: list[Step]) -> None:
    state = lived(course)
    again = folded(state)
    assert next_due(again) == next_due(state)
    assert advance(again, END) == advance(state, END)
    assert again == state


@given(courses)
def test_a_run_lived_again_is_the_same_to_the_byte(course: list[Step]) -> None:
    state = lived(course)
    advance(state, END)
    assert replay(pack(), SEED, state.events) is None


@given(courses, st.lists(st.integers(0, END), max_size=12))
def test_in_how_many_steps_time_passes_makes_no_difference(
    course: list[Step], stops: list[int]
) -> None:
    at_once = lived(course)
    by_steps = folded(at_once)
    expected = advance(at_once, END)
    found = [each for stop in sorted(stops) for each in advance(by_steps, stop)]
    assert found + advance(by_steps, END) == expected


@given(courses)
def test_what_is_due_next_is_when_the_next_event_comes(course: list[Step]) -> None:
    state = lived(course)
    event = following(state, END)
    assert next_due(state) == (event.at if event else None)
    if event:
        assert following(state, event.at - 1) is None


@given(courses)
def test_a_journal_reads_back_as_it_was_written(course: list[Step]) -> None:
    state = lived(course)
    header = Header.of("low_water", TEXT, pack(), SEED)
    journal = written(header, state.events)
    header_read, events = parse(journal)
    assert header_read == header
    assert written(header_read, events) == journal
    assert fold(pack(), SEED, events) == state


@given(courses)
def test_no_desk_sees_what_is_not_for_it(course: list[Step]) -> None:
    state = lived(course)
    for role in ROLES:
        seen = visible(state, role)
        assert all(role in each.to or each.to == ("all",) for each in seen)
        hidden = [each for each in state.events if each not in seen]
        assert not any(sees(each, role) for each in hidden)
        for_staff = {
            Kind.DAY_PASSED,
            Kind.ADJUSTED,
            Kind.OBSERVED,
            Kind.RATED,
            Kind.READ,
        }
        assert not for_staff & {each.kind for each in seen}


@given(courses, st.data())
def test_whatever_followed_cannot_be_altered_unseen(
    course: list[Step], data: st.DataObject
) -> None:
    events = lived(course).events
    derived = [each for each in events if not each.is_input]
    event = data.draw(st.sampled_from(derived))
    altered = data.draw(
        st.sampled_from(
            [
                replace(event, by="clock" if event.by == "world" else "world"),
                replace(event, to=("envoy", "justice")),
                replace(event, data={**event.data, "inject": "spare"}),
                replace(event, data={**event.data, "more": 1}),
            ]
        )
    )
    journal = [altered if each is event else each for each in events]
    difference = replay(pack(), SEED, journal)
    assert difference is not None
    assert difference.seq == event.seq
    assert difference.follows == event


@given(courses)
def test_what_followed_cannot_be_left_out_unseen(course: list[Step]) -> None:
    state = lived(course)
    perform(state, c.StepOut(by="envoy", role="envoy", player="p"), END)
    events = state.events
    event = [each for each in events if not each.is_input][-1]
    rest = [each for each in events if each is not event]
    renumbered = [replace(each, seq=seq) for seq, each in enumerate(rest, start=1)]
    difference = replay(pack(), SEED, renumbered)
    assert difference is not None
    assert difference.seq == event.seq


@given(courses, st.data())
def test_a_run_can_be_forked_at_any_event(
    course: list[Step], data: st.DataObject
) -> None:
    events = lived(course).events
    upto = data.draw(st.integers(1, len(events)))
    state = fork(pack(), SEED, events, upto)
    assert state == fold(pack(), SEED, events[:upto])
    left = advance(state, state.at)  # what followed at once, if the cut was before it
    assert left == events[upto : upto + len(left)]


@given(courses, st.integers(0, 300))
def test_one_nonce_acts_once_even_after_a_restart(
    course: list[Step], number: int
) -> None:
    state = lived(course)
    command = c.StepOut(by="envoy", role="envoy", player="p", nonce=f"n{number}")
    assert [each.kind for each in perform(state, command)][-1:] == [Kind.STEPPED_OUT]
    count = len(state.events)
    assert act(state, command) == []
    assert perform(state, command) == []
    assert act(folded(state), command) == []
    assert len(state.events) == count


def test_a_nonce_that_was_refused_may_come_again() -> None:
    state = started()
    command = c.SendInject(by=FACILITATOR, inject="spare", nonce="n")
    stop = perform(state, c.Stop(by=FACILITATOR, wall=WALL))
    assert [each.kind for each in stop] == [Kind.STOPPED]
    with pytest.raises(ExerciseError, match="stopped for safety"):
        perform(state, command)
    perform(state, c.Continue(by=FACILITATOR, wall=WALL))
    assert [each.kind for each in perform(state, command)] == [Kind.INJECT_SENT]


def test_what_had_fallen_due_before_a_refusal_stays_and_is_told() -> None:
    state = started()
    with pytest.raises(ExerciseError) as refused:
        perform(state, c.Resume(by=FACILITATOR, wall=WALL + 2 * HOUR // 60))
    assert [each.kind for each in refused.value.happened] == [Kind.INJECT_SENT]
    assert state.events[-1].data["inject"] == "note"
    assert folded(state) == state


def test_events_out_of_order_are_refused() -> None:
    state = started()
    with pytest.raises(ExerciseError, match="event 9 follows on event 2"):
        apply(state, replace(state.events[-1], seq=9))
    with pytest.raises(ExerciseError, match="lies before"):
        apply(state, replace(state.events[-1], seq=3, at=0))


@settings(max_examples=20)
@given(courses, courses)
def test_two_runs_with_the_same_acts_have_the_same_journal(
    before: Sequence[Step], after: Sequence[Step]
) -> None:
    one, two = lived(before), lived(before)
    two = folded(two)
    for step in after:
        assert [*map(line, live(one, step))] == [*map(line, live(two, step))]


def test_reading_events_needs_all_of_an_event() -> None:
    whole = Event(1, 0, Kind.ANNOUNCED, FACILITATOR, ("all",), {"text": "x"})
    header = b'{"karski":1,"pack":"p","version":1,"identity":"i","seed":2}\n'
    assert parse(header + line(whole))[1] == [whole]
    for bad in (b"{}", b"[]", b"nonsense", line(whole)[:-5], b"\xff"):
        with pytest.raises(ExerciseError, match="line 2: it is no event"):
            parse(header + bad)
    with pytest.raises(ExerciseError, match="line 3 is event 1 where 2 should be"):
        parse(header + line(whole) + b"\n" + line(whole))
    for bad in (b"", b"{}", b"[1]", b"\xff"):
        with pytest.raises(ExerciseError, match="line 1 is no header"):
            parse(bad)
    with pytest.raises(ExerciseError, match="form 1, not 2"):
        parse(header.replace(b'"karski":1', b'"karski":2'))

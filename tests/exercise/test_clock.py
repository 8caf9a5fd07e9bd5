"""Exercise time is exact, whatever is done to the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_runs import FACILITATOR, WALL, started
from karski.exercise import commands as c
from karski.exercise.acting import perform
from karski.exercise.clock import Clock
from karski.exercise.events import Kind
from karski.exercise.moments import HOUR, MINUTE, SECOND, moment
from karski.exercise.refusals import Refused

ANYTHING = st.sampled_from(["pause", "resume", "rate", "jump", "stop", "continue"])
moves = st.lists(
    st.tuples(ANYTHING, st.integers(-5_000, 20_000), st.integers(1, 50)), max_size=60
)


@given(moves)
def test_time_is_the_sum_of_what_passed_while_the_clock_ran(
    done: list[tuple[str, int, int]],
) -> None:
    state = started()
    at, rate, runs, stands, wall, held = moment("1 08:00"), 60, True, False, WALL, WALL
    for what, later, number in done:
        wall = max(0, wall + later)
        passed = max(0, wall - held) * rate if runs and not stands else 0
        now = max(at + passed, state.at)  # set back, time stands
        try:
            perform(state, _command(what, wall, number, now))
        except Refused:
            continue
        at, held = now, wall
        match what:
            case "pause" | "resume":
                runs = what == "resume"
            case "rate":
                rate = number
            case "jump":
                at += number * MINUTE
            case _:
                stands = what == "stop"
        assert state.clock.reads(wall) == state.at == at
    passed = max(0, wall + 7 - held) * rate if runs and not stands else 0
    assert state.clock.reads(wall + 7) == at + passed


def _command(what: str, wall: int, number: int, now: int) -> c.Command:
    timed = {"by": FACILITATOR, "wall": wall}
    match what:
        case "pause":
            return c.Pause(**timed)
        case "resume":
            return c.Resume(**timed)
        case "rate":
            return c.SetRate(**timed, rate=number)
        case "jump":
            return c.Jump(**timed, to=now + number * MINUTE)
        case "stop":
            return c.Stop(**timed)
    return c.Continue(**timed)


@given(
    st.integers(1, 86_400),
    st.integers(0, 10**13),
    st.integers(0, 10**12),
    st.integers(0, 10**9),
)
def test_the_wall_time_of_a_moment_is_the_first_that_reads_it(
    rate: int, wall: int, at: int, later: int
) -> None:
    clock = Clock(running=True, rate=rate, wall=wall, at=at)
    found = clock.wall_of(at + later)
    assert found is not None
    assert clock.reads(found) >= at + later
    assert later == 0 or clock.reads(found - 1) < at + later


def test_a_clock_that_stands_reaches_no_later_moment() -> None:
    standing = Clock(running=False, rate=5, wall=100, at=50)
    assert (standing.reads(10_000), standing.wall_of(50)) == (50, 100)
    assert standing.wall_of(51) is None


def test_a_safety_stop_holds_time_and_continuing_takes_it_up_as_it_was() -> None:
    state = started()
    perform(state, c.Stop(by=FACILITATOR, wall=WALL + SECOND, reason="pause, please"))
    assert state.stopped
    assert state.events[-1].to == ("all",)
    assert state.clock.reads(WALL + HOUR) == moment("1 08:01")
    perform(state, c.Continue(by=FACILITATOR, wall=WALL + HOUR))
    assert not state.stopped
    assert state.clock.reads(WALL + HOUR + SECOND) == moment("1 08:02")


def test_what_falls_due_on_a_jump_comes_first_and_at_its_own_time() -> None:
    state = started()
    to = moment("2 12:00")
    events = perform(state, c.Jump(by=FACILITATOR, wall=WALL + SECOND, to=to))
    told = [(each.kind, each.at) for each in events]
    assert told == [
        (Kind.INJECT_SENT, moment("1 10:00")),
        (Kind.QUESTION_ASKED, moment("1 12:00")),
        (Kind.INJECT_SENT, moment("1 20:00")),
        (Kind.DAY_PASSED, moment("2 00:00")),
        (Kind.JUMPED, to),
    ]
    assert state.clock.reads(WALL + 2 * SECOND) == to + MINUTE


def test_nothing_happens_by_itself_before_the_start_or_after_the_end() -> None:
    state = started()
    perform(state, c.End(by=FACILITATOR, wall=WALL + SECOND))
    count = len(state.events)
    perform(state, c.StepOut(by="envoy", role="envoy", player="p"), moment("9 00:00"))
    assert len(state.events) == count + 1
    assert not state.clock.moves


def test_a_clock_set_back_lets_time_stand_until_it_is_set_going_anew() -> None:
    state = started()
    perform(state, c.SetRate(by=FACILITATOR, wall=WALL + 60 * SECOND, rate=30))
    at = moment("1 09:00")
    assert state.at == at
    assert state.clock.reads(WALL) == at
    perform(state, c.SetRate(by=FACILITATOR, wall=WALL, rate=30))
    assert state.clock.reads(WALL + 2 * SECOND) == at + MINUTE


@pytest.mark.parametrize("rate", [0, -1, 86_401, 1.5, True])
def test_a_rate_is_a_whole_number_up_to_a_day_a_second(rate: float) -> None:
    with pytest.raises(Refused, match="1 to 86400 times as fast"):
        perform(started(), c.SetRate(by=FACILITATOR, wall=WALL, rate=rate))


@pytest.mark.parametrize("wall", [-1, 2**53, 1.5])
def test_a_wall_time_is_whole_milliseconds(wall: float) -> None:
    with pytest.raises(Refused, match="no time of a wall clock"):
        perform(started(), c.Pause(by=FACILITATOR, wall=wall))

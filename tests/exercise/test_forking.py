"""What would have been otherwise."""

import numpy as np
import pytest

from exercise.review.conftest import SMALL
from karski.core.errors import ExerciseError
from karski.exercise.acting import perform
from karski.exercise.commands import End, Propose, Sign, Start
from karski.exercise.events import FACILITATOR, Kind
from karski.exercise.forking import (
    Added,
    Dropped,
    Moved,
    at_work,
    drawn,
    otherwise,
    with_changes,
)
from karski.exercise.measures_at_work import effects
from karski.exercise.moments import HOUR, moment
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import parse_pack
from karski.exercise.review.reviewing import review
from karski.exercise.state import State, first

RUNS, SEED = 60, 5


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The small pack, with more people, for longer: measures need days to show."""
    short = parse_pack(SMALL.read_text("utf-8"), SMALL.name)
    worse = [
        each.model_copy(update={"people": 90_000, "phase": 3})
        for each in short.communities
    ]
    return short.model_copy(
        update={"ends": short.ends + 24 * 16 * HOUR, "communities": tuple(worse)}
    )


@pytest.fixture(scope="module")
def played(pack: Pack) -> State:
    """A run in which mediation is proposed at 12 on the second day and signed at 18."""
    state = first(pack, SEED)
    perform(state, Start(by=FACILITATOR, wall=0), state.at)
    proposal = Propose(
        by="envoy",
        measure="mediation",
        target="bank",
        rationale="They asked for it.",
        legal_basis="Article 4",
        owner="The envoy",
    )
    proposed = perform(state, proposal, moment("2 12:00"))[-1]
    sign = Sign(by="interior", decision=proposed.seq)
    perform(state, sign, moment("2 18:00"))
    perform(state, End(by=FACILITATOR, wall=10**9), pack.ends)
    return state


@pytest.fixture(scope="module")
def decision(played: State) -> int:
    """The mediation, which came to work."""
    (number,) = at_work(played)
    return number


def test_no_change_changes_nothing(pack: Pack, played: State) -> None:
    found = otherwise(pack, SEED, played.events, (), RUNS)
    assert (found.runs, found.deaths.same, found.displaced.same) == (RUNS, 1, 1)
    assert np.all(found.deaths.change.middle == 0)


def test_the_first_run_is_the_exercises_own(pack: Pack, played: State) -> None:
    found = otherwise(pack, SEED, played.events, (), 1)
    days = review(pack, played.events).days
    told = [day.total("deaths") for day in days]
    assert found.deaths.played.middle[: len(told)].tolist() == told
    fled = [day.total("displaced") for day in days]
    assert found.displaced.played.middle[: len(fled)].tolist() == fled


def test_a_change_leaves_the_days_before_it_as_they_were(
    pack: Pack, played: State, decision: int
) -> None:
    found = otherwise(pack, SEED, played.events, [Dropped(decision)], RUNS)
    starts = played.decisions[decision].takes_effect
    assert starts is not None
    before = (starts - pack.starts) // (24 * HOUR)
    assert np.all(found.deaths.change.low_90[:before] == 0)
    assert np.all(found.deaths.change.high_90[:before] == 0)


def test_later_and_back_again_is_nothing(
    pack: Pack, played: State, decision: int
) -> None:
    both = [Moved(decision, 48), Moved(decision, -48)]
    assert otherwise(pack, SEED, played.events, both, RUNS).deaths.same == 1
    # much later than the end is not at all
    late = Moved(decision, 24 * 15)
    gone = otherwise(pack, SEED, played.events, [Dropped(decision)], RUNS)
    assert (
        otherwise(pack, SEED, played.events, [late], RUNS)
        .deaths.otherwise.middle[:15]
        .tolist()
        == gone.deaths.otherwise.middle[:15].tolist()
    )


def test_taking_again_what_was_dropped_has_the_same_luck(
    pack: Pack, played: State, decision: int
) -> None:
    each = played.decisions[decision]
    assert each.taken is not None
    changed = dict(at_work(played))
    was = changed.pop(decision)
    again = Added(each.measure, each.target, each.taken)
    (use,) = with_changes(played, [Dropped(decision), again]).values()
    # by all it needs and with an owner, as it was: so nothing differs
    assert use == was


def test_earlier_relief_saves_more_in_the_middle_or_harms_as_luck_has_it(
    pack: Pack, played: State, decision: int
) -> None:
    found = otherwise(pack, SEED, played.events, [Moved(decision, -24)], RUNS).deaths
    assert found.fewer + found.same + found.more == pytest.approx(1)
    assert found.fewer > 0
    assert found.more > 0  # mediation is graded B: its effect can be harm


def test_what_the_journal_does_not_allow_is_said(
    pack: Pack, played: State, decision: int
) -> None:
    events = played.events
    proposed = next(e.seq for e in events if e.kind is not Kind.DECISION_PROPOSED)
    for change, why in (
        (Dropped(proposed), f"event {proposed} is no decision"),
        (Moved(decision, -10_000), "before the exercise"),
        (Added("prayer", "all", pack.starts), "no measure 'prayer'"),
        (Added("mediation", "sea", pack.starts), "aimed at 'sea'; choose one of bank"),
        (Added("mediation", "bank", pack.ends + 1), "or after it"),
    ):
        with pytest.raises(ExerciseError, match=why):
            otherwise(pack, SEED, events, [change], RUNS)


def test_what_chance_gave_a_decision_is_what_the_world_was_lived_with(
    pack: Pack, played: State, decision: int
) -> None:
    (use,) = at_work(played).values()
    both = [float(each.size[0]) for each in effects(pack, [SEED], [use])]
    assert len(both) == 2  # two communities live in the region
    assert drawn(played) == {decision: pytest.approx(sum(both) / 2)}

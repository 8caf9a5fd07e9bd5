"""A journal that lay in a database: the same bytes, and it follows from its acts."""

import json

import pytest
from django.db import transaction

from karski.exercise.bots.living import live
from karski.exercise.commands import Adjust, HandToBot, Pause, Resume, SetRate, Start
from karski.exercise.events import BOT, FACILITATOR, Event, Kind, line
from karski.exercise.folding import fold
from karski.exercise.refusals import Refused
from karski.exercise.replaying import replay
from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.models import Entry, Exercise
from web.exercises.conftest import Clock
from web.exercises.desks_made import ROLES, do, timed

pytestmark = pytest.mark.django_db


def begin(exercise: Exercise) -> list[Event]:
    """Have bots play all seats, an hour of the exercise in a minute."""
    given = [HandToBot(by=FACILITATOR, role=role) for role in ROLES]
    made = [event for each in given for event in do(exercise, each)]
    started = running.act(
        exercise, lambda wall: Start(by=FACILITATOR, wall=wall, rate=60)
    )
    return made + started


def kept(exercise: Exercise) -> list[Event]:
    return states.events_after(exercise.pk, 0)


def lines(events: list[Event]) -> list[bytes]:
    return [line(each) for each in events]


@pytest.fixture
def made() -> list[Event]:
    """What `days` brought about, as the engine made it."""
    return []


@pytest.fixture
def days(exercise: Exercise, clock: Clock, made: list[Event]) -> Exercise:
    """The exercise after a day and a half that bots lived, one look at it an hour."""
    made += begin(exercise)
    key = states.pack_of(exercise).communities[0].key
    for value, variable in ((1.0, "trust"), (0.1 + 0.2, "factor"), (3.0, "deaths")):
        factor = 4 if variable == "factor" else None
        change = {"variable": variable, "value": value, "factor": factor}
        made += do(
            exercise, Adjust(by=FACILITATOR, reason="Why not", community=key, **change)
        )
    for _hour in range(30):
        clock.passes(minutes=1)
        made += running.bring_up_to_date(exercise.pk)
    return exercise


def test_a_journal_comes_out_of_the_database_as_it_went_in(
    days: Exercise, made: list[Event]
) -> None:
    assert lines(kept(days)) == lines(made)
    assert [each.kind for each in made].count(Kind.DAY_PASSED) == 1
    assert any(each.by.startswith(BOT) for each in made)


def test_a_journal_of_the_database_follows_from_its_acts(days: Exercise) -> None:
    assert replay(states.pack_of(days), days.seed, kept(days)) is None


def test_a_process_that_folds_anew_goes_on_as_one_that_kept_its_state(
    days: Exercise, clock: Clock, made: list[Event]
) -> None:
    pack = states.pack_of(days)
    going_on, anew = fold(pack, days.seed, made), fold(pack, days.seed, kept(days))
    until = going_on.clock.reads(clock.now + 30 * 60_000)
    since = Exercise.objects.get(pk=days.pk).bots_until
    come = live(going_on, since, until)
    assert Kind.DAY_PASSED in [each.kind for each in come]
    assert lines(come) == lines(live(anew, since, until))


def mixed(part: object) -> object:
    """Return what a store may make of JSON that keeps no order of names."""
    if isinstance(part, dict):
        return {name: mixed(part[name]) for name in reversed(part)}
    return [mixed(each) for each in part] if isinstance(part, list) else part


def test_no_order_of_names_in_a_store_changes_what_a_room_sees(days: Exercise) -> None:
    events = [
        Event(e.seq, e.at, e.kind, e.by, e.to, mixed(json.loads(json.dumps(e.data))))  # type: ignore[arg-type] # a mapping stays one
        for e in kept(days)
    ]
    state = fold(states.pack_of(days), days.seed, events)
    assert list(state.places) == [each.key for each in state.pack.communities]
    for decision in state.decisions.values():
        offered = list(state.pack.measures[decision.measure].parameters)
        assert list(decision.parameters) == offered


def test_what_is_refused_leaves_nothing_and_spoils_no_state(
    exercise: Exercise, clock: Clock
) -> None:
    begin(exercise)
    clock.passes(minutes=200)
    before = kept(exercise)
    with pytest.raises(Refused):
        running.act(exercise, lambda wall: Resume(by=FACILITATOR, wall=wall))
    assert kept(exercise) == before
    timed(exercise, Pause)
    events = kept(exercise)
    assert len(events) > len(before) + 1  # time brought what it had, and bots too
    assert replay(states.pack_of(exercise), exercise.seed, events) is None


@transaction.atomic
def paused_in_vain(exercise: Exercise) -> None:
    timed(exercise, Pause)
    raise RuntimeError("something later goes wrong")


@pytest.mark.django_db(transaction=True)
def test_what_a_larger_transaction_takes_back_is_known_to_no_state(
    exercise: Exercise, clock: Clock
) -> None:
    begin(exercise)
    with pytest.raises(RuntimeError):
        paused_in_vain(exercise)
    with states.reading(exercise) as state:
        assert state.clock.running
    timed(exercise, Pause)
    assert [each.seq for each in kept(exercise)] == list(
        range(1, Entry.objects.filter(exercise=exercise).count() + 1)
    )


def test_a_clock_set_back_lets_bots_do_nothing_twice(
    exercise: Exercise, clock: Clock
) -> None:
    begin(exercise)
    clock.passes(minutes=200)
    running.bring_up_to_date(exercise.pk)
    before, turns = kept(exercise), Exercise.objects.get(pk=exercise.pk).bots_until
    clock.passes(minutes=-100)
    running.bring_up_to_date(exercise.pk)
    running.act(exercise, lambda wall: SetRate(by=FACILITATOR, wall=wall, rate=60))
    assert [each.kind for each in kept(exercise)[len(before) :]] == ["rate_set"]
    assert Exercise.objects.get(pk=exercise.pk).bots_until == turns
    clock.passes(minutes=300)
    running.bring_up_to_date(exercise.pk)
    nonces = [each.data["nonce"] for each in kept(exercise) if "nonce" in each.data]
    assert len(nonces) == len(set(nonces)) > 0
    assert replay(states.pack_of(exercise), exercise.seed, kept(exercise)) is None


def test_who_looks_and_finds_no_page_leaves_the_state_to_others(
    exercise: Exercise,
) -> None:
    with pytest.raises(KeyError), states.reading(exercise) as state:
        raise KeyError("no such page")
    with states.reading(exercise) as again:
        assert again is state

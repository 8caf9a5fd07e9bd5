"""Decisions, the world's days, and the review as a whole."""

import pytest

from exercise.review.journals import ALL, B2, Journal
from karski.exercise.events import Kind
from karski.exercise.moments import HOUR
from karski.exercise.packs.pack import Pack
from karski.exercise.review.reviewing import Review, review
from karski.exercise.review.unfolding import of_the_day

CALM = {"phase": 1, "trust": 0.6, "risk": 0.2, "factors": [0.3] * 14}
NOBODY = {"incidents": 0, "deaths": 0, "displaced": 0}


@pytest.fixture
def played(pack: Pack) -> Review:
    """A false rumour at 8, a report at 11; a proposal declined, and one in effect."""
    journal = Journal()
    journal.news(8, "lull", ("press",))
    journal.news(11, "boats", ("interior",), grade=B2)
    journal.news(13, "slur", ("press", "monitor"))
    declined = journal.proposal(14, "envoy", "mediation", "bank")
    said = {"decision": declined, "reason": "not now"}
    journal.add(15, Kind.DECLINED, "interior", ALL, **said)
    taken = journal.proposal(20, "bot:envoy", "mediation", "bank")
    journal.add(21.5, Kind.SIGNED, "interior", ALL, decision=taken)
    when = {"decision": taken, "takes_effect": 26 * HOUR}
    journal.add(21.5, Kind.DECISION_TAKEN, to=ALL, **when)
    worse = CALM | NOBODY | {"phase": 2, "deaths": 3}
    journal.day(1, bank_reed=CALM | NOBODY | {"phase": 2}, bank_hill=worse)
    journal.add(26, Kind.DECISION_IN_EFFECT, to=ALL, decision=taken)
    still = worse | {"phase": 1, "deaths": 5}
    journal.day(2, bank_reed=CALM | NOBODY | {"phase": 2}, bank_hill=still)
    return review(pack, journal.events)


def test_the_time_from_first_signal_to_first_act(played: Review) -> None:
    signal, act = played.first_signal, played.first_act
    assert signal is not None
    assert act is not None
    assert signal.name == "boats"  # what is false is no signal
    assert (act.event.at / HOUR, act.waited) == (20, 1.5 * HOUR)
    assert played.until_act == 10.5 * HOUR


def test_what_became_of_each_decision(played: Review) -> None:
    declined, taken = played.decisions
    assert (declined.fate.status, declined.stopped, declined.acted) == (
        "declined",
        True,
        False,
    )
    assert [(w.role, w.yes, w.reason) for w in declined.words] == [
        ("interior", False, "not now")
    ]
    assert (taken.fate.status, taken.fate.by, taken.fate.in_effect) == (
        "in effect",
        "envoy",
        26 * HOUR,
    )
    assert played.stopped == (declined,)


def test_the_strong_report_that_lay_longest(played: Review) -> None:
    found = played.longest_alone
    assert found is not None
    item, lay = found
    assert (item.name, lay.team, lay.ever, lay.until) == (
        "boats",
        "capital",
        False,
        played.end,
    )


def test_where_phases_turned_and_what_each_day_brought(played: Review) -> None:
    assert [(t.day, t.community, t.before, t.after) for t in played.turns] == [
        (1, "bank/hill", 1, 2),
        (2, "bank/hill", 2, 1),
    ]
    assert of_the_day(played.days, "deaths") == (3, 2)
    assert played.days[-1].total("deaths") == 5


def test_an_exercise_in_which_nothing_happened(pack: Pack) -> None:
    nothing = review(pack, ())
    assert (nothing.end, nothing.until_act, nothing.longest_alone) == (0, None, None)
    assert (nothing.first_signal, nothing.first_act) == (None, None)
    assert (nothing.turns, nothing.stopped) == ((), ())

"""Who knew what when."""

import pytest

from exercise.review.journals import B2, Journal
from karski.exercise.events import Kind
from karski.exercise.moments import HOUR
from karski.exercise.packs.pack import Pack
from karski.exercise.review.knowing import News, alone, known, news


@pytest.fixture
def boats(pack: Pack) -> News:
    """Sent to the interior at 11; told to the press at 13; shared down to the field."""
    journal = Journal()
    sent = journal.news(11, "boats", ("interior",), grade=B2)
    journal.add(12, Kind.READ, "interior", event=sent, player="p1")
    journal.add(12.5, Kind.READ, "interior", event=sent, player="p2")
    journal.add(
        13, Kind.MESSAGE_SENT, "interior", ("interior", "press"), text="!", about=sent
    )
    copy = journal.share(30, "interior", ("press", "envoy"), sent)
    journal.share(31, "bot:envoy", ("monitor",), copy)
    journal.add(32, Kind.READ, "monitor", event=copy + 1, player="p3")
    (found,) = news(pack, journal.events)
    return found


def test_each_seat_has_it_from_whoever_told_it_first(boats: News) -> None:
    assert [(r.role, r.at / HOUR, r.how, r.by) for r in boats.reached.values()] == [
        ("interior", 11, "sent", None),
        ("press", 13, "told", "interior"),
        ("envoy", 30, "shared", "interior"),
        ("monitor", 31, "shared", "envoy"),
    ]


def test_a_seat_has_read_it_when_its_first_person_has(boats: News) -> None:
    read = {r.role: r.read and r.read / HOUR for r in boats.reached.values()}
    assert read == {"interior": 12, "press": None, "envoy": None, "monitor": 32}


def test_it_lay_with_one_team_until_another_had_it(pack: Pack, boats: News) -> None:
    lay = alone(pack, boats, 60 * HOUR)
    assert lay is not None
    assert (lay.team, lay.until / HOUR, lay.ever) == ("capital", 30, True)


def test_what_was_never_passed_on_lay_until_the_end(pack: Pack) -> None:
    journal = Journal()
    journal.news(11, "boats", ("interior",), grade=B2)
    lay = alone(pack, news(pack, journal.events)[0], 60 * HOUR)
    assert lay is not None
    assert (lay.until / HOUR, lay.ever) == (60, False)


def test_what_went_to_both_teams_never_lay_with_one(pack: Pack) -> None:
    journal = Journal()
    journal.news(9, "stopped", ("all",))
    (found,) = news(pack, journal.events)
    assert alone(pack, found, 60 * HOUR) is None
    assert set(found.reached) == set(pack.roles)


def test_grades_of_b2_or_better_are_strong(pack: Pack) -> None:
    journal = Journal()
    for source, information in (("A", 1), ("B", 2), ("B", 3), ("C", 1)):
        grade = {"source": source, "information": information}
        journal.news(9, "boats", ("interior",), grade=grade)
    journal.news(9, "stopped", ("all",), grade=None)
    strong = [item.strong for item in news(pack, journal.events)]
    assert strong == [True, True, False, False, False]


def test_what_a_seat_knew_grows_as_news_reaches_it(pack: Pack) -> None:
    journal = Journal()
    slur = journal.news(13, "slur", ("monitor",))
    journal.news(14, "lull", ("press",))
    journal.share(20, "monitor", ("press",), slur)
    journal.add(21, Kind.INJECT_RECALLED, "facilitator", inject="lull", sent=2)
    found = news(pack, journal.events)
    assert [known(found, "press", hour * HOUR) for hour in (12, 14, 20)] == [
        (0, 0),
        (1, 2),
        (2, 2),
    ]
    assert found[1].recalled == 21 * HOUR

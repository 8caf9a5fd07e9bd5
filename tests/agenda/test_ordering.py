from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.made import DAYS, session
from karski.agenda.ordering import before, down, place_of, rows, to_day, to_place, up
from karski.agenda.sessions import Kind, Session, clock
from karski.core.errors import UnknownNameError

LAW = session("law", "09:00", "10:00")
COFFEE = session("coffee", "10:15", "10:45", kind=Kind.BREAK)
CASES = session("cases", "10:45", "12:15")
OTHER = session("other", "09:00", "10:00", day=2)
DAY = (LAW, COFFEE, CASES, OTHER)


def told(sessions: tuple[Session, ...], day: int = 1) -> list[str]:
    return [f"{s.id} {clock(s.start)}-{clock(s.end)}" for s in sessions if s.day == day]


def test_a_session_moves_up_and_lengths_and_pauses_stay() -> None:
    assert told(up(DAY, "cases")) == [
        "law 09:00-10:00",
        "cases 10:15-11:45",
        "coffee 11:45-12:15",
    ]


def test_a_session_moves_down() -> None:
    assert told(down(DAY, "law")) == [
        "coffee 09:00-09:30",
        "law 09:45-10:45",
        "cases 10:45-12:15",
    ]


def test_the_first_stays_first_and_the_last_last() -> None:
    assert up(DAY, "law") == DAY
    assert down(DAY, "cases") == DAY
    assert to_place(DAY, "law", -7) == DAY
    assert to_place(DAY, "cases", 99) == DAY


def test_what_runs_at_once_moves_together() -> None:
    left = session("left", "13:00", "14:00", room="A")
    right = session("right", "13:00", "14:30", room="B")
    moved = to_place((*DAY, left, right), "right", 0)
    assert told(moved)[:3] == [
        "left 09:00-10:00",
        "right 09:00-10:30",
        "law 10:45-11:45",
    ]


def test_a_session_moves_to_another_day_and_makes_room_there() -> None:
    before = to_day(DAY, "cases", DAYS[1], 0)
    assert told(before) == ["law 09:00-10:00", "coffee 10:15-10:45"]
    assert told(before, 2) == ["cases 09:00-10:30", "other 10:30-11:30"]
    after = to_day(DAY, "cases", DAYS[1], 5)
    assert told(after, 2) == ["other 09:00-10:00", "cases 10:00-11:30"]


def test_a_pause_that_is_long_enough_takes_a_session_in() -> None:
    late = session("late", "15:00", "16:00", day=2)
    assert told(to_day((*DAY, late), "cases", DAYS[1], 1), 2) == [
        "other 09:00-10:00",
        "cases 10:00-11:30",
        "late 15:00-16:00",
    ]


def test_an_empty_day_takes_it_when_it_opens() -> None:
    assert told(to_day((LAW,), "law", DAYS[1], 3), 2) == ["law 08:30-09:30"]


@pytest.mark.parametrize(
    ("key", "mark", "order"),
    [
        ("cases", "law", ["cases", "law", "coffee"]),
        ("law", "cases", ["coffee", "law", "cases"]),
        ("law", None, ["coffee", "cases", "law"]),
        ("law", "other", ["coffee", "cases", "law"]),
        ("law", "coffee", ["law", "coffee", "cases"]),
        ("law", "law", ["law", "coffee", "cases"]),
        ("other", "coffee", ["law", "other", "coffee", "cases"]),
        ("other", None, ["law", "coffee", "cases", "other"]),
    ],
)
def test_a_session_goes_where_it_is_dropped(
    key: str, mark: str | None, order: list[str]
) -> None:
    moved = before(DAY, key, DAYS[0], mark)
    assert [s.id for s in moved if s.day == 1] == order


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(UnknownNameError, match="no session 'lore' in this agenda"):
        up(DAY, "lore")


LENGTHS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(5, 60)), min_size=1, max_size=8
)


@given(LENGTHS, st.data())
def test_any_move_keeps_lengths_pauses_beginning_and_end(
    lengths: list[tuple[int, int]], data: st.DataObject
) -> None:
    at, made = 480, []
    for number, (pause, length) in enumerate(lengths):
        at += pause
        made.append(Session(str(number), 1, at, at + length, Kind.LECTURE, ""))
        at += length
    key = data.draw(st.sampled_from([s.id for s in made]))
    place = data.draw(st.integers(0, len(made) - 1))
    moved = to_place(made, key, place)
    assert place_of(moved, key) == place
    assert {s.id: s.minutes for s in moved} == {s.id: s.minutes for s in made}
    assert (moved[0].start, moved[-1].end) == (made[0].start, made[-1].end)
    pauses = [
        Counter(b.start - a.end for a, b in pairwise(each)) for each in (made, moved)
    ]
    assert pauses[0] == pauses[1]
    assert len(rows(moved, 1)) == len(made)
    others = [[s.id for s in each if s.id != key] for each in (made, moved)]
    assert others[0] == others[1]

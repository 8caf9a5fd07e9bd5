import pytest

from agenda.made import ADA, DAYS, IVO, ZORA, session
from karski.agenda.clashes import WORDS, Trouble, clashes
from karski.agenda.sessions import Kind


def told(*sessions: object, experts: tuple[object, ...] = ()) -> list[str]:
    return [str(each) for each in clashes(DAYS, sessions, experts)]  # type: ignore[arg-type] # of the helper


def test_an_agenda_without_trouble_has_no_clash() -> None:
    assert (
        told(
            session("law", "09:00", "10:00", room="Hall", experts=(ZORA,)),
            session("cases", "10:00", "11:00", room="Hall", experts=(ZORA,)),
            session("law again", "09:00", "10:00", day=2, room="Hall", experts=(ZORA,)),
        )
        == []
    )


def test_one_room_holds_one_session_at_once_however_it_is_spelled() -> None:
    assert told(
        session("law", "09:00", "10:00", room="Hall"),
        session("cases", "09:59", "11:00", room=" hall "),
        session("talk", "09:30", "10:30", room="Library"),
        session("walk", "09:30", "10:30"),
    ) == ["“Law” and “Cases” are in Hall at once; move one of them."]


def test_nobody_is_in_two_sessions_at_once() -> None:
    assert told(
        session("law", "09:00", "10:00", experts=(ZORA, IVO)),
        session("cases", "09:30", "10:30", experts=(IVO,)),
    ) == [
        "Ivo Example is in “Law” and “Cases” at once; move one of them, or name"
        " somebody else."
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "day", "trouble"),
    [
        ("08:29", "10:00", 1, [Trouble.OUTSIDE_DAY]),
        ("17:00", "18:01", 1, [Trouble.OUTSIDE_DAY]),
        ("08:30", "18:00", 1, []),
        ("10:00", "09:00", 1, [Trouble.ENDS_BEFORE_START]),
        ("10:00", "10:00", 1, [Trouble.ENDS_BEFORE_START]),
        ("09:00", "10:00", 3, [Trouble.NO_SUCH_DAY]),
    ],
)
def test_a_session_lies_within_its_day(
    starts: str, ends: str, day: int, trouble: list[Trouble]
) -> None:
    found = clashes(DAYS, [session("law", starts, ends, day=day)])
    assert [clash.trouble for clash in found] == trouble
    assert all(clash.grave for clash in found)


def test_an_exercise_without_objectives_is_a_caution_after_what_is_grave() -> None:
    found = clashes(
        DAYS,
        [
            session("drill", "09:00", "10:00", kind=Kind.EXERCISE),
            session("good", "10:00", "11:00", kind=Kind.EXERCISE, objectives=("a",)),
            session("late", "17:00", "19:00"),
        ],
    )
    assert [(clash.trouble, clash.grave) for clash in found] == [
        (Trouble.OUTSIDE_DAY, True),
        (Trouble.NO_OBJECTIVE, False),
    ]


def test_national_capacities_who_hold_nothing_come_first() -> None:
    law = session("law", "09:00", "10:00", experts=(IVO,))
    assert told(law, experts=(IVO, ZORA, ADA)) == [
        "Zora Example is a national capacity and holds nothing yet, while others alone"
        " hold “Law”."
    ]
    later = session("later", "11:00", "12:00", experts=(IVO,))
    assert len(told(law, later, experts=(IVO, ZORA, ADA))) == 1
    busy = session("cases", "10:00", "11:00", experts=(ZORA,))
    assert told(law, busy, experts=(IVO, ZORA, ADA)) == []


def test_every_trouble_has_its_words() -> None:
    assert WORDS.keys() == {*Trouble}

from fractions import Fraction

from agenda.made import ADA, IVO, ZORA, session
from karski.agenda.sessions import Kind
from karski.agenda.share import share


def test_sessions_and_minutes_are_counted_apart_from_breaks_and_open_ones() -> None:
    found = share(
        [
            session("law", "09:00", "10:30", experts=(ZORA,)),  # 90 of 90
            session("coffee", "10:30", "11:00", kind=Kind.BREAK, experts=(IVO,)),
            session("cases", "11:00", "12:30", experts=(IVO, ADA)),  # 0 of 90
            session("talk", "13:00", "14:00", experts=(IVO, ZORA, ADA)),  # 20 of 60
            session("open", "14:00", "15:00"),
        ]
    )
    assert (found.national_sessions, found.sessions) == (2, 3)
    assert (found.national_minutes, found.minutes) == (Fraction(110), 240)
    assert (found.unnamed_sessions, found.unnamed_minutes) == (1, 60)
    assert (found.breaks, found.break_minutes) == (1, 30)
    assert (found.percent_of_sessions, found.percent_of_minutes) == (67, 46)


def test_where_nobody_is_named_there_is_no_share() -> None:
    found = share([session("open", "09:00", "10:00")])
    assert (found.sessions, found.unnamed_sessions) == (0, 1)
    assert (found.percent_of_sessions, found.percent_of_minutes) == (None, None)

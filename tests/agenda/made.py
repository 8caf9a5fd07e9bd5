"""A small agenda of two days, and the people who hold it."""

from datetime import date

from karski.agenda.sessions import Day, Expert, Kind, Origin, Session, minutes

ZORA = Expert("zora", "Zora Example", Origin.NATIONAL)
IVO = Expert("ivo", "Ivo Example", Origin.CENTRE)
ADA = Expert("ada", "Ada Example", Origin.OTHER)
DAYS = (
    Day(1, date(2031, 3, 29), minutes("08:30"), minutes("18:00"), "The basics"),
    Day(2, date(2031, 3, 30), minutes("08:30"), minutes("18:00"), "Institutions"),
)


def session(
    key: str,
    starts: str,
    ends: str,
    *,
    day: int = 1,
    kind: Kind = Kind.LECTURE,
    room: str = "",
    experts: tuple[Expert, ...] = (),
    objectives: tuple[str, ...] = (),
) -> Session:
    return Session(
        key,
        day,
        minutes(starts),
        minutes(ends),
        kind,
        key.title(),
        room,
        experts,
        objectives,
    )

"""Agendas as iCalendar, so that other programs show them and follow their changes.

References
----------
RFC 5545 (iCalendar); RFC 7986 (NAME and REFRESH-INTERVAL of a calendar).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import category
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from karski.agenda.sessions import KINDS, MIDNIGHT, Day, Session, clock
from karski.core.errors import UnknownNameError

PRODUCT = "-//Karski//Agenda//EN"
ASK_AGAIN = timedelta(hours=4)  # how often a subscribed calendar looks for changes
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Revision:
    """How often something changed, and when last.

    Attributes
    ----------
    number : int
        0 when it is new; one more with each change.
    changed : datetime.datetime
        With a time zone.
    """

    number: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a calendar.

    Attributes
    ----------
    key : str
        What stays the same when it changes: the source of its UID.
    title : str
    start, end : datetime.datetime with a time zone, or datetime.date
        Days mean whole days; `end` is then the last of them.
    revision : Revision
    place, about, url : str
    categories : tuple of str
    called_off : bool
    """

    key: str
    title: str
    start: datetime | date
    end: datetime | date
    revision: Revision
    place: str = ""
    about: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    called_off: bool = False


def zone(name: str) -> ZoneInfo:
    """Return a time zone by its name in the IANA database.

    Raises
    ------
    UnknownNameError

    Examples
    --------
    >>> zone("Europe/Bratislava").key
    'Europe/Bratislava'
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownNameError(
            f"no time zone {name!r}; write it as Europe/Prague"
        ) from None


def moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the moment when a workshop's clock shows so many minutes of a day.

    Examples
    --------
    >>> moment(date(2031, 4, 14), 545, ZoneInfo("Europe/Prague")).isoformat()
    '2031-04-14T09:05:00+02:00'
    """
    if minutes >= MIDNIGHT:
        day, minutes = day + ONE_DAY, minutes - MIDNIGHT
    return datetime.combine(day, time.fromisoformat(clock(minutes)), zone)


def entry(
    session: Session,
    day: Day,
    zone: ZoneInfo,
    revision: Revision,
    *,
    venue: str = "",
    url: str = "",
) -> Entry:
    """Return a session as an entry of a calendar.

    Parameters
    ----------
    session : Session
    day : Day
        The session's.
    zone : zoneinfo.ZoneInfo
        Of the workshop's clock.
    revision : Revision
    venue : str
        Where the workshop is held; the room stands before it.
    url : str
        Of a page that tells more.
    """
    names = ", ".join(expert.name for expert in session.experts)
    return Entry(
        key=session.id,
        title=session.title,
        start=moment(day.date, session.start, zone),
        end=moment(day.date, session.end, zone),
        revision=revision,
        place=", ".join(filter(None, (session.room, venue))),
        about="\n\n".join(filter(None, (session.about, names))),
        url=url,
        categories=(KINDS[session.kind],),
    )


def uid(key: str) -> str:
    """Return the UID of whatever has that key: the same for ever.

    Examples
    --------
    >>> uid("opening")
    'f55dcc5f-7f8d-5ba3-b155-de8c81952777'
    """
    return str(uuid5(NAMESPACE_URL, f"karski:agenda:{key}"))


def calendar(name: str, entries: Sequence[Entry], *, about: str = "") -> bytes:
    """Write a calendar; the same entries give the same bytes.

    Parameters
    ----------
    name, about : str
        What programs call it, and a sentence on it.
    entries : sequence of Entry

    Returns
    -------
    bytes
        iCalendar 2.0 in UTF-8, its time zones defined in it.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.calendar_name = name
    if about:
        made.description = about
    made.add("refresh-interval", vDuration(ASK_AGAIN), {"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(ASK_AGAIN))
    for each in sorted(entries, key=lambda e: (_first(e), e.start.isoformat(), e.key)):
        made.add_component(_event(each))
    days = [_first(each) for each in entries]
    if days:
        first, last = min(days).year, max(days).year
        made.add_missing_timezones(date(first, 1, 1), date(last + 2, 1, 1))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", uid(entry.key))
    event.add("dtstamp", entry.revision.changed)
    event.add("last-modified", entry.revision.changed)
    event.add("sequence", entry.revision.number)
    event.add("summary", _plain(entry.title))
    event.add("dtstart", entry.start)
    whole = not isinstance(entry.end, datetime)
    event.add("dtend", entry.end + ONE_DAY if whole else entry.end)
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    for field, text in (("location", entry.place), ("description", entry.about)):
        if text:
            event.add(field, _plain(text))
    if entry.url:
        event.add("url", entry.url)
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event


def _first(entry: Entry) -> date:
    start = entry.start
    return start.date() if isinstance(start, datetime) else start


def _plain(text: str) -> str:
    """Leave out control characters, which iCalendar knows no way to write."""
    return "".join(c for c in text if c in "\n\t" or category(c) != "Cc")

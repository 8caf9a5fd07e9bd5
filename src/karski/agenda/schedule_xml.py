"""Agendas as schedule.xml, the format of frab and Pentabarf that phone apps open.

References
----------
The Chaos Communication Congress' video operation centre keeps the format's schema:
https://github.com/voc/schedule/tree/master/validator/xsd
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from karski.agenda.calendar import moment
from karski.agenda.sessions import Day, Kind, Session, clock, in_order

SLOT = "00:05"  # the raster that programs draw
NUMBERS = 2**31 - 1  # programs keep numbers of sessions in 32 bits


@dataclass(frozen=True, slots=True)
class Conference:
    """What the format asks of the workshop itself.

    Attributes
    ----------
    title : str
    acronym : str
        Short, of lower-case letters, digits and dashes.
    zone : zoneinfo.ZoneInfo
    version : str
        Changes whenever the agenda does.
    venue : str
        Stands for a room that is not known yet.
    url : str
        The workshop's page.
    language : str
    """

    title: str
    acronym: str
    zone: ZoneInfo
    version: str
    venue: str = ""
    url: str = ""
    language: str = "en"


def schedule_xml(
    conference: Conference,
    days: Sequence[Day],
    sessions: Sequence[Session],
    kinds: dict[Kind, str] | None = None,
) -> bytes:
    """Write an agenda as schedule.xml; the same agenda gives the same bytes.

    Parameters
    ----------
    conference : Conference
    days : sequence of Day
    sessions : sequence of Session
        One on a day that is not among `days` is left out.
    kinds : dict of Kind to str
        What readers call the kinds; by default their names.

    Returns
    -------
    bytes
        XML 1.0 in UTF-8.
    """
    root = Element("schedule")
    SubElement(root, "generator", name="Karski")
    _text(root, "version", conference.version)
    ordered = sorted(days, key=lambda day: day.number)
    _conference(root, conference, ordered)
    numbers = _numbers(sessions)
    for day in ordered:
        there = in_order(tuple(s for s in sessions if s.day == day.number))
        element = _day(root, day, conference.zone)
        for room in sorted({_room(s, conference) for s in there}):
            held = SubElement(element, "room", name=_legal(room))
            for session in there:
                if _room(session, conference) == room:
                    event = _event(held, session, day, conference, kinds or {})
                    event.set("id", str(numbers[session.id]))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _conference(root: Element, told: Conference, days: Sequence[Day]) -> None:
    element = SubElement(root, "conference")
    _text(element, "title", told.title)
    _text(element, "acronym", told.acronym)
    if days:
        _text(element, "start", min(day.date for day in days).isoformat())
        _text(element, "end", max(day.date for day in days).isoformat())
    _text(element, "days", str(len(days)))
    _text(element, "timeslot_duration", SLOT)
    if told.url:
        _text(element, "base_url", told.url)
    _text(element, "time_zone_name", told.zone.key)


def _day(root: Element, day: Day, zone: ZoneInfo) -> Element:
    return SubElement(
        root,
        "day",
        index=str(day.number),
        date=day.date.isoformat(),
        start=moment(day.date, day.start, zone).isoformat(),
        end=moment(day.date, day.end, zone).isoformat(),
    )


def _event(
    room: Element,
    session: Session,
    day: Day,
    told: Conference,
    kinds: dict[Kind, str],
) -> Element:
    start: datetime = moment(day.date, session.start, told.zone)
    event = SubElement(
        room, "event", guid=str(uuid5(NAMESPACE_URL, f"karski:agenda:{session.id}"))
    )
    for name, text in (
        ("date", start.isoformat()),
        ("start", clock(session.start)),
        ("duration", clock(session.minutes)),
        ("room", _room(session, told)),
        ("slug", _slug(session, told)),
        ("title", session.title),
        ("subtitle", ""),
        ("track", day.title),
        ("type", kinds.get(session.kind, session.kind.value)),
        ("language", told.language),
        ("abstract", session.about),
        ("description", "\n".join(session.objectives)),
    ):
        _text(event, name, text)
    persons = SubElement(event, "persons")
    for expert in session.experts:
        _text(persons, "person", expert.name)
    SubElement(event, "links")
    return event


def _room(session: Session, told: Conference) -> str:
    return session.room.strip() or told.venue or told.title


def _slug(session: Session, told: Conference) -> str:
    plain = unicodedata.normalize("NFKD", session.title).encode("ascii", "ignore")
    words = "".join(c if c.isalnum() else " " for c in plain.decode().lower()).split()
    mark = sha256(session.id.encode()).hexdigest()[:8]
    return "-".join([told.acronym, *words[:6], mark])


def _numbers(sessions: Sequence[Session]) -> dict[str, int]:
    """Give each session a number that follows from its key, none of them twice."""
    found: dict[str, int] = {}
    for session in sorted(sessions, key=lambda s: s.id):
        number = int(sha256(session.id.encode()).hexdigest(), 16) % NUMBERS + 1
        while number in found.values():
            number = number % NUMBERS + 1
        found[session.id] = number
    return found


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _legal(text)


def _legal(text: str) -> str:
    """Leave out what XML 1.0 cannot hold: control characters, half characters."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r"
        or " " <= c <= "\ud7ff"
        or "\ue000" <= c <= "\ufffd"
        or c >= "\U00010000"
    )

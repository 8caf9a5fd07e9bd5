"""schedule.xml is read here as the apps do: event by event, with SAX."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from xml.sax import parseString
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zoneinfo import ZoneInfo

from agenda.made import DAYS, IVO, ZORA, session
from karski.agenda.schedule_xml import Conference, schedule_xml
from karski.agenda.sessions import Kind, Session

TOLD = Conference(
    "Spring workshop",
    "spring-2031",
    ZoneInfo("Europe/Prague"),
    "3",
    venue="Old Mill",
    url="https://karski.example/en/workshops/1/",
)
SESSIONS = (
    replace(
        session("law", "09:00", "10:30", room="Hall", experts=(ZORA, IVO)),
        about="Treaties & <courts>",
        objectives=("Tell them apart.", "Name signs."),
    ),
    session("talk", "09:00", "10:00", room="Library", kind=Kind.DISCUSSION),
    session("coffee", "10:30", "11:00", kind=Kind.BREAK),
    session("cases", "09:00", "10:00", day=2, room="Hall"),
)
# each event has these, of which the schema asks all but the last three
FIELDS = {
    *("room", "title", "subtitle", "type", "date", "start", "duration"),
    *("abstract", "slug", "track", "language", "description", "persons", "links"),
}


@dataclass
class Event:
    day: str
    room: str
    id: str
    guid: str
    fields: dict[str, str] = field(default_factory=dict)
    persons: list[str] = field(default_factory=list)


class Reader(ContentHandler):
    """Reads day, room and event as their elements come."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.text = ""
        self.day = self.room = ""
        self.days: list[dict[str, str]] = []
        self.conference: dict[str, str] = {}
        self.events: list[Event] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 -- SAX's
        self.path.append(name)
        self.text = ""
        if name == "day":
            self.day = attrs["index"]
            self.days.append(dict(attrs.items()))
        elif name == "room" and "event" not in self.path:
            self.room = attrs["name"]
        elif name == "event":
            self.events.append(Event(self.day, self.room, attrs["id"], attrs["guid"]))

    def characters(self, content: str) -> None:
        self.text += content

    def endElement(self, name: str) -> None:  # noqa: N802 -- SAX's
        self.path.pop()
        if name == "person":
            self.events[-1].persons.append(self.text)
        elif self.path[-1:] == ["event"]:
            self.events[-1].fields[name] = self.text.strip()
        elif self.path[-1:] == ["conference"]:
            self.conference[name] = self.text


def read(*sessions: Session) -> Reader:
    reader = Reader()
    parseString(schedule_xml(TOLD, DAYS, sessions), reader)  # noqa: S317 -- our own
    return reader


def test_days_rooms_and_sessions_are_read_as_they_are() -> None:
    found = read(*SESSIONS)
    assert [(e.day, e.room, e.fields["title"]) for e in found.events] == [
        ("1", "Hall", "Law"),
        ("1", "Library", "Talk"),
        ("1", "Old Mill", "Coffee"),
        ("2", "Hall", "Cases"),
    ]
    law = found.events[0]
    assert law.persons == ["Zora Example", "Ivo Example"]
    told = {name: law.fields[name] for name in ("start", "duration", "date", "track")}
    assert told == {
        "start": "09:00",
        "duration": "01:30",
        "date": "2031-03-29T09:00:00+01:00",
        "track": "The basics",
    }
    assert law.fields["abstract"] == "Treaties & <courts>"
    assert law.fields["description"] == "Tell them apart.\nName signs."
    assert found.events[3].fields["date"] == "2031-03-30T09:00:00+02:00"


def test_it_has_the_structure_that_the_schema_asks_for() -> None:
    found = read(*SESSIONS)
    assert found.conference == {
        "title": "Spring workshop",
        "acronym": "spring-2031",
        "start": "2031-03-29",
        "end": "2031-03-30",
        "days": "2",
        "timeslot_duration": "00:05",
        "base_url": "https://karski.example/en/workshops/1/",
        "time_zone_name": "Europe/Prague",
    }
    assert [day["date"] for day in found.days] == ["2031-03-29", "2031-03-30"]
    for day in found.days:
        assert datetime.fromisoformat(day["start"]).utcoffset() is not None
    for event in found.events:
        assert event.fields.keys() == FIELDS
        assert event.fields["room"] == event.room
        assert 0 < int(event.id) < 2**31
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.guid)
        assert re.fullmatch(r"[a-z0-9-]+", event.fields["slug"])
    for unique in ({e.id for e in found.events}, {e.guid for e in found.events}):
        assert len(unique) == len(SESSIONS)


def test_numbers_stay_when_other_things_change() -> None:
    before = {e.guid: e.id for e in read(*SESSIONS).events}
    after = {e.guid: e.id for e in read(*SESSIONS[::-1][1:]).events}
    assert after.items() <= before.items()


def test_what_xml_cannot_hold_is_left_out() -> None:
    (event,) = read(replace(SESSIONS[0], title="Law\x00\x1b\ufffe ]]>")).events
    assert event.fields["title"] == "Law ]]>"


def test_the_same_agenda_gives_the_same_bytes() -> None:
    first, second = (schedule_xml(TOLD, DAYS, each) for each in (SESSIONS, SESSIONS))
    assert first == second

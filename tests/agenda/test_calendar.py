"""Calendars are read here without the library that writes them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from agenda.made import DAYS, IVO, ZORA, session
from agenda.reading import plain, read
from karski.agenda.calendar import Entry, Revision, calendar, entry, uid, zone
from karski.core.errors import UnknownNameError

PRAGUE = ZoneInfo("Europe/Prague")
FIRST = Revision(0, datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC))
LAW = replace(
    session("law", "09:00", "10:30", room="Hall; left", experts=(ZORA, IVO)),
    title="Law, or: what “genocide” means; ženevská úmluva",
    about="A line\nand another, with a comma",
)
# the clocks go forward in the night between the two days
NEXT = session("cases", "09:00", "10:00", day=2)


def entries(revision: Revision = FIRST) -> list[Entry]:
    return [
        entry(LAW, DAYS[0], PRAGUE, revision, venue="Prague", url="http://x.example/"),
        entry(NEXT, DAYS[1], PRAGUE, revision),
    ]


def test_a_session_is_read_by_others_as_it_is() -> None:
    found = read(calendar("Spring", entries(), about="Three days"))
    law, _ = found.all("VEVENT")
    assert plain(law.value("SUMMARY")) == LAW.title
    assert plain(law.value("LOCATION")) == "Hall; left, Prague"
    assert (
        plain(law.value("DESCRIPTION")) == f"{LAW.about}\n\nZora Example, Ivo Example"
    )
    assert law.value("DTSTART") == "20310329T090000"
    assert law.value("DTEND") == "20310329T103000"
    assert law.value("CATEGORIES") == "Lecture"
    assert law.value("STATUS") == "CONFIRMED"
    assert law.value("URL") == "http://x.example/"
    assert (found.value("VERSION"), found.value("X-WR-CALNAME")) == ("2.0", "Spring")
    assert found.value("NAME") == "Spring"
    assert found.value("REFRESH-INTERVAL") == "PT4H"


def test_the_zones_it_defines_agree_with_the_world_also_when_clocks_change() -> None:
    written = calendar("Spring", entries())
    found = read(written)
    zones = tzical(StringIO(written.replace(b"\r\n", b"\n").decode()))
    moments = [
        datetime.strptime(event.value("DTSTART"), "%Y%m%dT%H%M%S").replace(
            tzinfo=zones.get(event.parameters("DTSTART")["TZID"])
        )
        for event in found.all("VEVENT")
    ]
    assert [moment.astimezone(UTC).hour for moment in moments] == [8, 7]


def test_a_subscribed_calendar_sees_what_changed_and_that_it_is_the_same() -> None:
    later = Revision(3, datetime(2031, 2, 1, 12, tzinfo=UTC))
    first, second = (
        read(calendar("Spring", each)).all("VEVENT")[0]
        for each in (entries(), entries(later))
    )
    assert first.value("UID") == second.value("UID") == uid("law")
    assert (first.value("SEQUENCE"), second.value("SEQUENCE")) == ("0", "3")
    assert second.value("LAST-MODIFIED") == "20310201T120000Z"
    assert second.value("DTSTAMP") == "20310201T120000Z"


def test_the_same_agenda_gives_the_same_bytes_in_any_order() -> None:
    assert calendar("Spring", entries()) == calendar("Spring", entries()[::-1])


def test_whole_days_end_on_the_day_after_and_need_no_zone() -> None:
    days = (date(2014, 1, 27), date(2014, 1, 29))
    found = read(calendar("Series", [Entry("b", "Budapest", *days, FIRST)]))
    (event,) = found.all("VEVENT")
    assert event.parameters("DTSTART") == {"VALUE": "DATE"}
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20140127", "20140130")
    assert found.all("VTIMEZONE") == []


def test_what_is_called_off_stays_and_says_so() -> None:
    gone = replace(entries()[0], called_off=True)
    (event,) = read(calendar("Spring", [gone])).all("VEVENT")
    assert event.value("STATUS") == "CANCELLED"


def test_an_empty_calendar_is_one_and_control_characters_stay_out() -> None:
    assert read(calendar("Spring", [])).all("VEVENT") == []
    strange = replace(entries()[0], title="Law\x00\x1b\r\nBEGIN:VALARM")
    (event,) = read(calendar("Spring", [strange])).all("VEVENT")
    assert plain(event.value("SUMMARY")) == "Law\nBEGIN:VALARM"
    assert event.parts == []


def test_midnight_is_the_end_of_its_day() -> None:
    late = entry(session("late", "22:00", "24:00"), DAYS[0], PRAGUE, FIRST)
    (event,) = read(calendar("Spring", [late])).all("VEVENT")
    assert event.value("DTEND") == "20310330T000000"


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../etc/passwd"])
def test_a_zone_that_is_none_is_told(name: str) -> None:
    with pytest.raises(UnknownNameError, match="no time zone"):
        zone(name)

"""What others read of an agenda: a page, calendars, schedule.xml."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from agenda.reading import Component, plain, read
from karski.web.people.models import User
from karski.web.workshops.actions import agenda as actions
from karski.web.workshops.models import (
    AudienceQuestion,
    ExpertOrigin,
    Objective,
    Series,
    Session,
    SessionKind,
    Workshop,
)
from web.workshops.conftest import LogIn

PUBLIC = ("public_agenda", "agenda_calendar", "agenda_schedule")


@pytest.fixture
def law(workshop: Workshop) -> Session:
    made = Session.objects.create(
        workshop=workshop,
        day=2,
        starts=540,
        ends=630,
        kind=SessionKind.LECTURE,
        title="Law & order",
    )
    for name, shown in (("Zora Named", True), ("Ivo Unnamed", False)):
        made.experts.create(
            workshop=workshop, name=name, origin=ExpertOrigin.NATIONAL, public=shown
        )
    aim = Objective.objects.create(workshop=workshop, code="law", text="Tell apart.")
    made.objectives.add(aim)
    return made


@pytest.fixture
def opened(law: Session, workshop: Workshop) -> Workshop:
    workshop.agenda_published = True
    workshop.save()
    return workshop


def at(name: str, part: object) -> str:
    return reverse(f"workshops:{name}", args=[part])


def events(browser: Client, address: str) -> list[Component]:
    answer = browser.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return read(answer.content).all("VEVENT")


def test_an_open_agenda_is_read_by_all_without_experts_who_stay_unnamed(
    browser: Client, opened: Workshop
) -> None:
    for name in PUBLIC:
        page = browser.get(at(name, opened.public_id)).content.decode()
        assert "Zora Named" in page.replace("\r\n ", "")
        assert "Ivo" not in page
    page = browser.get(at("public_agenda", opened.public_id)).content.decode()
    assert "Law &amp; order" in page
    assert "Tell apart." in page
    assert "Chatham House rule" in page


def test_an_agenda_that_is_not_open_is_not_there_but_for_those_who_lead(
    browser: Client, law: Session, workshop: Workshop, log_in: LogIn, flora: User
) -> None:
    for name in PUBLIC:
        assert browser.get(at(name, workshop.public_id)).status_code == 404
    page = log_in(flora).get(at("public_agenda", workshop.public_id))
    assert "Not open to the public yet" in page.content.decode()


@pytest.mark.parametrize("closed", ["workshop", "series"])
def test_an_open_agenda_of_a_closed_workshop_or_series_is_not_there(
    browser: Client, opened: Workshop, closed: str
) -> None:
    row = opened if closed == "workshop" else opened.series
    row.published = False
    row.save()
    for name in PUBLIC:
        assert browser.get(at(name, opened.public_id)).status_code == 404


def test_opening_and_closing_are_done_once_and_count_as_changes(
    cora: User, workshop: Workshop, browser: Client
) -> None:
    for open_ in (True, True, False):
        actions.publish(workshop, by=cora, open_=open_)
    workshop.refresh_from_db()
    assert (workshop.agenda_published, workshop.sequence) == (False, 2)


def test_a_calendar_follows_a_change_under_the_same_uid(
    browser: Client, opened: Workshop, law: Session, cora: User
) -> None:
    address = at("agenda_calendar", opened.public_id)
    (before,) = events(browser, address)
    assert before.value("DTSTART") == "20320415T090000"
    assert before.parameters("DTSTART") == {"TZID": "Europe/Bratislava"}
    assert plain(before.value("SUMMARY")) == "Law & order"
    assert before.value("URL").startswith("http://localhost/workshops/")
    law.refresh_from_db()
    actions.change(law, by=cora, starts=600, ends=660)
    (after,) = events(browser, "/sk" + address)
    assert after.value("UID") == before.value("UID")
    assert after.value("DTSTART") == "20320415T100000"
    assert int(after.value("SEQUENCE")) == int(before.value("SEQUENCE")) + 1
    assert after.value("LAST-MODIFIED") >= before.value("LAST-MODIFIED")


def test_schedule_xml_is_read_by_another_program(
    browser: Client, opened: Workshop
) -> None:
    answer = browser.get(at("agenda_schedule", opened.public_id))
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    assert root.findtext("conference/acronym") == "lanterns-2032-04"
    assert [day.get("date") for day in root.iterfind("day")] == [
        "2032-04-14",
        "2032-04-15",
        "2032-04-16",
    ]
    (event,) = root.iterfind("day/room/event")
    assert event.findtext("title") == "Law & order"
    assert event.findtext("date") == "2032-04-15T09:00:00+02:00"
    assert event.findtext("type") == "Lecture"
    assert [p.text for p in event.iterfind("persons/person")] == ["Zora Named"]


def test_a_series_calendar_has_days_of_workshops_and_sessions_of_open_agendas(
    browser: Client, series: Series, opened: Workshop, law: Session
) -> None:
    for city, known, published in (
        ("Prague", True, True),
        ("Warsaw", False, True),
        ("Hidden", True, False),
    ):
        Workshop.objects.create(
            series=series,
            city=city,
            country="CZ",
            starts=date(2033, 2, 1),
            ends=date(2033, 2, 3),
            days_known=known,
            published=published,
        )
    days, session = sorted(
        events(browser, at("series_calendar", "lanterns")),
        key=lambda each: each.value("SUMMARY"),
    )
    assert session.value("SUMMARY") == "Law & order"
    assert (days.value("DTSTART"), days.value("DTEND")) == ("20330201", "20330204")
    assert plain(days.value("LOCATION")).startswith("Prague, ")
    assert "Ivo" not in session.value("DESCRIPTION")


def test_those_who_take_part_see_all_by_an_address_of_their_own(
    browser: Client, series: Series, law: Session
) -> None:
    (found,) = events(browser, at("series_feed", series.feed_token))
    assert "Ivo Unnamed" in plain(found.value("DESCRIPTION"))
    series.published = False
    series.save()
    assert browser.get(at("series_calendar", "lanterns")).status_code == 404
    assert len(events(browser, at("series_feed", series.feed_token))) == 1


def test_a_time_zone_that_is_gone_does_not_break_a_calendar(
    browser: Client, opened: Workshop
) -> None:
    Workshop.objects.update(time_zone="Europe/Nowhere")
    (found,) = events(browser, at("agenda_calendar", opened.public_id))
    assert found.value("DTSTART") == "20320415T090000Z"


def asked(session: Session, text: str, *, shown: bool) -> None:
    AudienceQuestion.objects.create(session=session, text=text, shown=shown)


def test_an_expert_reads_the_closed_agenda_and_what_is_asked_in_their_sessions(
    law: Session, workshop: Workshop, log_in: LogIn, mika: User, ines: User
) -> None:
    other = Session.objects.create(
        workshop=workshop, day=1, starts=540, ends=630, kind="lecture", title="Signs"
    )
    asked(law, "Who decides?", shown=True)
    asked(law, "Not let through", shown=False)
    asked(other, "Asked elsewhere", shown=True)
    law.experts.filter(name="Ivo Unnamed").update(user=mika)
    client, page = log_in(mika), at("public_agenda", workshop.public_id)
    about = client.get(at("about", workshop.public_id)).content.decode()
    assert f'href="{page}"' in about
    shown = client.get(page).content.decode()
    assert "Law &amp; order" in shown
    assert "Who decides?" in shown.partition("Asked in your sessions")[2]
    assert "Not let through" not in shown
    assert "Asked elsewhere" not in shown
    assert client.get(at("agenda", workshop.public_id)).status_code in (403, 404)
    outsider = log_in(ines)
    assert outsider.get(page).status_code == 404
    seen = outsider.get(at("about", workshop.public_id)).content.decode()
    assert f'href="{page}"' not in seen


def test_what_was_asked_of_an_expert_is_for_them_alone(
    opened: Workshop, law: Session, log_in: LogIn, mika: User, browser: Client
) -> None:
    asked(law, "Who decides?", shown=True)
    law.experts.filter(name="Ivo Unnamed").update(user=mika)
    page = at("public_agenda", opened.public_id)
    assert "Who decides?" in log_in(mika).get(page).content.decode()
    assert "Who decides?" not in browser.get(page).content.decode()

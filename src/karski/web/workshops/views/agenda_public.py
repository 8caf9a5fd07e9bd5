"""A workshop's agenda as others read it: a page, calendars, schedule.xml."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from karski.agenda.calendar import calendar
from karski.agenda.schedule_xml import Conference, schedule_xml
from karski.agenda.sessions import Kind
from karski.web.people.access import public
from karski.web.people.person import person
from karski.web.workshops.models import Series, SessionKind, Workshop
from karski.web.workshops.queries import agenda as queries
from karski.web.workshops.queries import feeds
from karski.web.workshops.queries.questions import asked_of

CALENDAR = "text/calendar; charset=utf-8"
XML = "application/xml; charset=utf-8"


@public()
def shown(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an agenda that is open, or one that is not to those who lead or speak."""
    asker = person(request)
    workshop = queries.read(asker, key)
    said = {
        "workshop": workshop,
        "agenda": queries.agenda_of(workshop, public=True),
        "objectives": workshop.objectives.all(),
        "questions": asked_of(asker, workshop),
    }
    return render(request, "workshops/agenda/public.html", said)


@public()
def agenda_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give an open agenda as a calendar."""
    workshop = queries.open_to_all(key)
    entries = list(feeds.entries_of(workshop, _site(request)))
    written = calendar(str(workshop), entries, about=feeds.venue_of(workshop))
    return _file(written, CALENDAR, "agenda.ics")


@public()
def schedule(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give an open agenda as schedule.xml."""
    workshop = queries.open_to_all(key)
    agenda = queries.agenda_of(workshop, public=True)
    kinds = {kind: str(SessionKind(kind.value).label) for kind in Kind}
    told = _conference(request, workshop)
    written = schedule_xml(told, agenda.days, agenda.sessions, kinds)
    return _file(written, XML, "schedule.xml")


@public()
def series_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give what the public may know of a series as a calendar."""
    return _series(request, feeds.series_open_to_all(slug), named=False)


@public()
def series_feed(request: HttpRequest, token: UUID) -> HttpResponse:
    """Give a series as a calendar to those who take part: they have the address."""
    return _series(request, feeds.series_of_feed(token), named=True)


def _series(request: HttpRequest, series: Series, *, named: bool) -> HttpResponse:
    entries = list(feeds.entries_of_series(series, _site(request), named=named))
    written = calendar(str(series.title), entries, about=str(series.summary))
    return _file(written, CALENDAR, "calendar.ics")


def _conference(request: HttpRequest, workshop: Workshop) -> Conference:
    page = feeds.page_of(workshop, _site(request))
    return Conference(
        str(workshop),
        f"{workshop.series.slug}-{workshop.starts:%Y-%m}",
        feeds.zone_of(workshop),
        str(workshop.sequence),
        venue=workshop.city,
        url=page,
        language=workshop.language,
    )


def _file(written: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(written, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    return response


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")

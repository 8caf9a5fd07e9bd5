"""What calendars hold of workshops: sessions of open agendas, else their days."""

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404
from django.urls import reverse

from karski.agenda.calendar import Entry, Revision, entry, zone
from karski.core.errors import UnknownNameError
from karski.web.people.countries import country_name
from karski.web.workshops.models import Series, Workshop
from karski.web.workshops.queries.agenda import agenda_of
from karski.web.workshops.texts import told

ELSEWHERE = ZoneInfo("UTC")  # of a workshop whose time zone is not one any longer


def series_open_to_all(slug: str) -> Series:
    """Return a series that is open to the public, else there is none."""
    return get_object_or_404(Series, slug=slug, published=True)


def series_of_feed(token: UUID) -> Series:
    """Return the series whose own calendar has this address, else there is none."""
    return get_object_or_404(Series, feed_token=token)


def entries_of(
    workshop: Workshop, site: str, *, named: bool = False
) -> Iterator[Entry]:
    """Yield a workshop's sessions; of experts, all by name or those who agreed.

    Parameters
    ----------
    workshop : Workshop
    site : str
        What addresses start with, such as ``https://karski.example``.
    named : bool
        Whether it is for those who take part, not for the public.
    """
    agenda = agenda_of(workshop, public=not named)
    days = {day.number: day for day in agenda.days}
    for session in agenda.sessions:
        if session.day in days:
            yield entry(
                session,
                days[session.day],
                zone_of(workshop),
                _revision(workshop),
                venue=venue_of(workshop),
                url=site
                + reverse("workshops:public_agenda", args=[workshop.public_id]),
            )


def entries_of_series(series: Series, site: str, *, named: bool) -> Iterator[Entry]:
    """Yield what a series' calendar holds; `named` as in `entries_of`.

    A workshop of which the month alone is known is left out: no calendar can say that.
    """
    for workshop in series.workshops.filter(days_known=True):
        if not (named or workshop.published):
            continue
        inside = named or workshop.agenda_published
        found = list(entries_of(workshop, site, named=named)) if inside else []
        yield from found or [_days(workshop)]


def page_of(workshop: Workshop, site: str) -> str:
    """Return where an agenda is read."""
    return site + reverse("workshops:public_agenda", args=[workshop.public_id])


def venue_of(workshop: Workshop) -> str:
    """Return where a workshop is held: its house, city and country."""
    house = told(workshop.texts, "venue").text
    parts = (house, workshop.city, country_name(workshop.country))
    return ", ".join(filter(None, parts))


def zone_of(workshop: Workshop) -> ZoneInfo:
    """Return a workshop's time zone."""
    try:
        return zone(workshop.time_zone)
    except UnknownNameError:
        return ELSEWHERE


def _days(workshop: Workshop) -> Entry:
    return Entry(
        str(workshop.public_id),
        str(workshop),
        workshop.starts,
        workshop.ends,
        _revision(workshop),
        place=venue_of(workshop),
    )


def _revision(workshop: Workshop) -> Revision:
    return Revision(workshop.sequence, workshop.changed)

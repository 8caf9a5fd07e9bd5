"""Objects that addresses of the agenda name, for the tests of every route."""

from datetime import date

from karski.web.people.models import Organisation, User
from karski.web.workshops.models import (
    Expert,
    ExpertOrigin,
    Objective,
    Room,
    Series,
    Session,
    SessionKind,
    Workshop,
)
from tests_routes import Kwargs


def _row(place: Organisation) -> Workshop:
    series, _made = Series.objects.get_or_create(
        slug=f"agenda-{place.pk}", organisation=place, defaults={"published": True}
    )
    row, _made = Workshop.objects.get_or_create(
        series=series,
        city="Brno",
        defaults={
            "country": "CZ",
            "starts": date(2032, 4, 14),
            "ends": date(2032, 4, 16),
            "published": True,
            "agenda_published": True,
        },
    )
    return row


def _workshop(place: Organisation, _: User) -> Kwargs:
    return {"key": _row(place).public_id}


def _day(place: Organisation, _: User) -> Kwargs:
    return {"key": _row(place).public_id, "number": 1}


def _session(place: Organisation, _: User) -> Kwargs:
    row, _made = Session.objects.get_or_create(
        workshop=_row(place),
        title="Law",
        defaults={"day": 1, "starts": 540, "ends": 600, "kind": SessionKind.LECTURE},
    )
    return {"key": row.public_id}


def _expert(place: Organisation, _: User) -> Kwargs:
    row, _made = Expert.objects.get_or_create(
        workshop=_row(place), name="Zora", origin=ExpertOrigin.NATIONAL
    )
    return {"key": row.public_id}


def _room(place: Organisation, _: User) -> Kwargs:
    row, _made = Room.objects.get_or_create(workshop=_row(place), name="Hall")
    return {"key": row.pk}


def _objective(place: Organisation, _: User) -> Kwargs:
    row, _made = Objective.objects.get_or_create(
        workshop=_row(place), code="law", text="Tell."
    )
    return {"key": row.pk}


def _series(place: Organisation, _: User) -> Kwargs:
    return {"slug": _row(place).series.slug}


def _feed(place: Organisation, _: User) -> Kwargs:
    return {"token": _row(place).series.feed_token}


OBJECTS = {
    "workshops:agenda": _workshop,
    "workshops:agenda_start": _workshop,
    "workshops:agenda_publish": _workshop,
    "workshops:agenda_day": _day,
    "workshops:agenda_session_new": _workshop,
    "workshops:agenda_session": _session,
    "workshops:agenda_session_remove": _session,
    "workshops:agenda_session_step": _session,
    "workshops:agenda_session_place": _session,
    "workshops:agenda_parts": _workshop,
    "workshops:agenda_room_new": _workshop,
    "workshops:agenda_room_remove": _room,
    "workshops:agenda_expert_new": _workshop,
    "workshops:agenda_expert": _expert,
    "workshops:agenda_expert_remove": _expert,
    "workshops:agenda_objective_new": _workshop,
    "workshops:agenda_objective": _objective,
    "workshops:agenda_objective_remove": _objective,
    "workshops:public_agenda": _workshop,
    "workshops:agenda_calendar": _workshop,
    "workshops:agenda_schedule": _workshop,
    "workshops:series_calendar": _series,
    "workshops:series_feed": _feed,
}

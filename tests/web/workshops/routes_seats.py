"""Objects that addresses of selection and seats name, for the tests of every route."""

from datetime import date, timedelta

from django.utils import timezone

from karski.web.people.models import Organisation, User
from karski.web.workshops.models import (
    Candidate,
    Offer,
    Origin,
    RuleBook,
    Sector,
    Selection,
    Series,
    Standing,
    Workshop,
)
from tests_routes import Kwargs, anything
from web.workshops.routes_series import open_workshop


def _workshop(place: Organisation, person: User) -> Kwargs:
    series, _made = Series.objects.get_or_create(
        slug=f"seats-{place.pk}", defaults={"organisation": place}
    )
    day = date(2032, 4, 14)
    row, _made = Workshop.objects.get_or_create(
        series=series,
        defaults={"city": "Quay", "country": "SK", "starts": day, "ends": day},
    )
    RuleBook.objects.get_or_create(
        workshop=row, defaults={"rules": "title: T\nseats: 5\n", "seed": "1"}
    )
    return {"key": row.public_id}


def _selection(place: Organisation, person: User) -> Kwargs:
    kwargs = _workshop(place, person)
    row = Workshop.objects.get(public_id=kwargs["key"])
    Selection.objects.get_or_create(
        workshop=row,
        defaults={
            "rules": "title: T\nseats: 5\n",
            "seed": "1",
            "status": "optimal",
            "seconds": 0.1,
            "candidates_sha256": "0" * 64,
        },
    )
    return kwargs


def _seat(place: Organisation, person: User) -> Kwargs:
    kwargs = _workshop(place, person)
    row = Workshop.objects.get(public_id=kwargs["key"])
    who, _made = Candidate.objects.get_or_create(
        workshop=row,
        alias="Rowan",
        defaults={
            "token_hash": f"seat {place.pk}",
            "name": "Person",
            "email": "person@hill.example",
            "country": "SK",
            "sector": Sector.RESEARCH,
            "institution": "Hill",
            "origin": Origin.APPLIED,
            "standing": Standing.ELIGIBLE,
            "keep_until": date(2033, 1, 1),
        },
    )
    Offer.objects.get_or_create(
        workshop=row,
        candidate=who,
        seat=1,
        defaults={"answer_by": timezone.now() + timedelta(days=1)},
    )
    return kwargs | {"seat": 1}


def _published() -> Kwargs:
    row = open_workshop()
    RuleBook.objects.get_or_create(
        workshop=row,
        defaults={
            "rules": "title: T\nseats: 5\n",
            "seed": "1",
            "published": timezone.now(),
        },
    )
    return {"key": row.public_id}


OBJECTS = {
    **dict.fromkeys(
        (
            "workshops:selection",
            "workshops:rules",
            "workshops:publish_rules",
            "workshops:take_rules_back",
            "workshops:rules_file",
            "workshops:make_selection",
            "workshops:announce",
            "workshops:fill_seats",
        ),
        _workshop,
    ),
    "workshops:selection_list": _selection,
    "workshops:free_seat": _seat,
}
ANYBODYS = {
    "workshops:public_selection": _published,
    **dict.fromkeys(
        (
            "workshops:mine_accept",
            "workshops:mine_give_up",
            "workshops:mine_leave_list",
        ),
        anything,
    ),
}

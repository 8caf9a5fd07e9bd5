"""Objects that addresses of papers name, for the tests of every route."""

from datetime import UTC, date, datetime
from uuid import uuid4

from karski.web.people.models import Organisation, User
from karski.web.people.tokens import digest
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Certificate,
    Offer,
    Origin,
    Recommendation,
    Sector,
    Series,
    Standing,
    Workshop,
)
from tests_routes import Kwargs

NOW = datetime(2032, 4, 17, 12, tzinfo=UTC)


def _workshop(place: Organisation, person: User) -> Workshop:
    series, _made = Series.objects.get_or_create(
        slug=f"papers-{place.pk}", defaults={"organisation": place}
    )
    days = {"starts": date(2032, 4, 14), "ends": date(2032, 4, 16)}
    found, _made = Workshop.objects.get_or_create(
        series=series, city="Bratislava", country="SK", defaults=days
    )
    return found


def _participant(place: Organisation, person: User) -> Candidate:
    workshop = _workshop(place, person)
    found, _made = Candidate.objects.get_or_create(
        workshop=workshop,
        email="route@hill.example",
        defaults={
            "token_hash": digest(f"papers {place.pk}"),
            "alias": "Sorrel",
            "name": "Route Person",
            "country": "SK",
            "sector": Sector.RESEARCH,
            "institution": "Hill Institute",
            "origin": Origin.APPLIED,
            "standing": Standing.ELIGIBLE,
            "keep_until": date(2033, 4, 16),
        },
    )
    Offer.objects.get_or_create(
        workshop=workshop,
        candidate=found,
        defaults={
            "seat": 1,
            "answer": Answer.ACCEPTED,
            "answer_by": NOW,
            "answered": NOW,
        },
    )
    return found


def _key(place: Organisation, person: User) -> Kwargs:
    return {"key": _workshop(place, person).public_id}


def _paper(place: Organisation, person: User) -> Kwargs:
    return {**_key(place, person), "name": "attendance_list", "language": "sk"}


def _report(place: Organisation, person: User) -> Kwargs:
    return {**_key(place, person), "language": "sk"}


def _certificate(place: Organisation, person: User) -> Kwargs:
    participant = _participant(place, person)
    found, _made = Certificate.objects.get_or_create(
        participant=participant,
        workshop=participant.workshop,
        defaults={
            "name": participant.name,
            "days": 3,
            "language": "en",
            "issued": NOW,
            "credential_sha256": "0" * 64,
        },
    )
    return {**_key(place, person), "number": found.public_id}


def _printed(place: Organisation, person: User) -> Kwargs:
    return {**_certificate(place, person), "language": "en"}


def _seat(place: Organisation, person: User) -> Kwargs:
    participant = _participant(place, person)
    return {**_key(place, person), "candidate": participant.public_id}


def _letter(place: Organisation, person: User) -> Kwargs:
    return {**_seat(place, person), "language": "en"}


def _recommendation(place: Organisation, person: User) -> Kwargs:
    found, _made = Recommendation.objects.get_or_create(
        workshop=_workshop(place, person), text="Meet again."
    )
    return {**_key(place, person), "number": found.pk}


def _verified(place: Organisation, person: User) -> Kwargs:
    return {"number": _certificate(place, person)["number"]}


def _issuer(place: Organisation, person: User) -> Kwargs:
    return {"key": _workshop(place, person).series.public_id}


OBJECTS = {
    "workshops:verified": _verified,
    "workshops:issuer": _issuer,
    "workshops:issuer_document": _issuer,
    "workshops:papers": _key,
    "workshops:paper": _paper,
    "workshops:report_document": _report,
    "workshops:issue_certificates": _key,
    "workshops:certificate": _printed,
    "workshops:revoke_certificate": _certificate,
    "workshops:seat_letter": _letter,
    "workshops:send_seat_letter": _seat,
    "workshops:drop_recommendation": _recommendation,
}
ANYBODYS = {
    "workshops:mine_certificate": lambda: {"token": str(uuid4()), "language": "en"},
    "workshops:mine_badge": lambda: {"token": str(uuid4()), "ending": "png"},
    "workshops:mine_keep": lambda: {"token": str(uuid4())},
    "workshops:mine_book": lambda: {"token": str(uuid4())},
}

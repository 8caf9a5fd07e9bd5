"""Objects that addresses of calls name, for the tests of every route."""

from django.utils import timezone

from karski.web.people.models import Organisation, User
from karski.web.people.tokens import digest
from karski.web.workshops.models import (
    CallInvitation,
    Candidate,
    Origin,
    Reviewer,
    Sector,
    Standing,
)
from tests_routes import Kwargs
from web.workshops.routes_series import open_workshop, workshop, workshop_of


def candidate_of(place: Organisation) -> Candidate:
    found = workshop_of(place)
    row, _made = Candidate.objects.get_or_create(
        workshop=found,
        email="ana@harbour.example",
        defaults={
            "token_hash": digest(f"candidate of {place.pk}"),
            "alias": "Yarrow",
            "name": "Ana Quill",
            "country": "SK",
            "sector": Sector.RESEARCH,
            "institution": "Harbour Institute",
            "origin": Origin.APPLIED,
            "standing": Standing.ELIGIBLE,
            "keep_until": found.ends,
        },
    )
    return row


def _candidate(place: Organisation, _: User) -> Kwargs:
    row = candidate_of(place)
    return {"key": row.workshop.public_id, "who": row.public_id}


def _invitation(place: Organisation, _: User) -> Kwargs:
    found = workshop_of(place)
    row, _made = CallInvitation.objects.get_or_create(
        workshop=found,
        email="bea@harbour.example",
        defaults={
            "language": "en",
            "token_hash": digest(f"invitation of {place.pk}"),
            "expires": timezone.now(),
        },
    )
    return {"key": found.public_id, "number": row.pk}


def _reviewer(place: Organisation, person: User) -> Kwargs:
    found = workshop_of(place)
    row, _made = Reviewer.objects.get_or_create(workshop=found, user=person)
    return {"key": found.public_id, "number": row.pk}


def _review(place: Organisation, person: User) -> Kwargs:
    _reviewer(place, person)
    return workshop(place, person)


def _review_of(place: Organisation, person: User) -> Kwargs:
    _reviewer(place, person)
    return _candidate(place, person)


OBJECTS = {
    "workshops:call": workshop,
    "workshops:invitations": workshop,
    "workshops:withdraw_invitation": _invitation,
    "workshops:reviewers": workshop,
    "workshops:remove_reviewer": _reviewer,
    "workshops:candidates": workshop,
    "workshops:candidate_names": workshop,
    "workshops:export": workshop,
    "workshops:import": workshop,
    "workshops:candidate": _candidate,
    "workshops:candidate_needs": _candidate,
    "workshops:candidate_decide": _candidate,
    "workshops:candidate_link": _candidate,
    "workshops:to_review": _review,
    "workshops:review": _review_of,
    "workshops:conflict": _review_of,
}
ANYBODYS = {
    "workshops:apply": lambda: {"key": open_workshop().public_id},
    "workshops:applied": lambda: {"key": open_workshop().public_id},
    "workshops:invited": lambda: {"token": "no-such-token"},
    "workshops:mine_change": lambda: {"token": "no-such-token"},
    "workshops:mine_confirm": lambda: {"token": "no-such-token"},
    "workshops:mine_withdraw": lambda: {"token": "no-such-token"},
}
PERSONAL = {"workshops:to_review", "workshops:review", "workshops:conflict"}

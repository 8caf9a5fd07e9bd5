"""Objects that addresses of the room name, for the tests of every route."""

from datetime import UTC, datetime
from datetime import date as day

from karski.web.people.models import Organisation, User
from karski.web.workshops.models import (
    Answer,
    AudienceQuestion,
    Candidate,
    Offer,
    Origin,
    Poll,
    Sector,
    Session,
    SessionKind,
    Standing,
)
from karski.web.workshops.queries.screens import token_of
from tests_routes import Kwargs, anything
from web.workshops.routes_series import open_workshop, workshop, workshop_of


def participant_of(place: Organisation) -> Candidate:
    """Somebody who accepted the first seat."""
    found = workshop_of(place)
    row, made = Candidate.objects.get_or_create(
        workshop=found,
        email="pat@hill.example",
        defaults={
            "token_hash": f"pat of {place.pk}",
            "alias": "Plant of the room",
            "name": "Pat",
            "country": "SK",
            "sector": Sector.RESEARCH,
            "institution": "Hill Institute",
            "origin": Origin.APPLIED,
            "standing": Standing.ELIGIBLE,
            "keep_until": day(2033, 4, 16),
        },
    )
    if made:
        now = datetime(2032, 3, 1, tzinfo=UTC)
        Offer.objects.create(
            workshop=found,
            candidate=row,
            seat=25,
            answer=Answer.ACCEPTED,
            answer_by=now,
            answered=now,
        )
    return row


def _participant(place: Organisation, person: User) -> Kwargs:
    return workshop(place, person) | {"participant": participant_of(place).public_id}


def _question(place: Organisation, person: User) -> Kwargs:
    session, _made = Session.objects.get_or_create(
        workshop=workshop_of(place),
        title="The room's",
        defaults={"day": 1, "starts": 1, "ends": 2, "kind": SessionKind.DISCUSSION},
    )
    row, _made = AudienceQuestion.objects.get_or_create(session=session, text="Why?")
    return workshop(place, person) | {"question": row.public_id}


def _poll(place: Organisation, person: User) -> Kwargs:
    row, _made = Poll.objects.get_or_create(workshop=workshop_of(place), text="When?")
    return workshop(place, person) | {"poll": row.public_id}


OBJECTS = {
    "workshops:room": workshop,
    "workshops:room_attendance": workshop,
    "workshops:room_sheet": workshop,
    "workshops:room_correct": _participant,
    "workshops:room_badge": _participant,
    "workshops:room_questions": workshop,
    "workshops:room_question_step": _question,
    "workshops:room_polls": workshop,
    "workshops:room_poll_step": _poll,
    "workshops:room_teams": workshop,
    "workshops:room_teams_undo": workshop,
    "workshops:room_slips": workshop,
}
ANYBODYS = {
    "workshops:screen": lambda: {"token": token_of(open_workshop())},
    "workshops:here": lambda: {"key": open_workshop().public_id, "code": "ABCDEF"},
    "workshops:mine_room": anything,
    "workshops:mine_sign_in": anything,
    "workshops:mine_ask": anything,
    "workshops:mine_support": anything,
    "workshops:mine_vote": anything,
}

"""What the pages of a room show."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from karski.web.workshops.models import (
    AudienceQuestion,
    Ballot,
    Candidate,
    Document,
    PollState,
    TeamMember,
    Workshop,
)
from karski.web.workshops.queries import attendance, codes, days, screens
from karski.web.workshops.queries.polls import polls_of
from karski.web.workshops.queries.questions import seen_by, shown_of
from karski.web.workshops.queries.seats import is_participant, participants
from karski.web.workshops.queries.teams import rounds_of, teams_of

SEEN = (PollState.OPEN, PollState.CLOSED)


def stamp(workshop: Workshop, *more: object) -> str:
    """Return a sign that changes when what a room shows does."""
    rows = (
        workshop.polls.values_list("pk", "state"),
        Ballot.objects.filter(poll__workshop=workshop).order_by("pk").values_list("pk"),
        AudienceQuestion.objects.filter(session__workshop=workshop).values_list(
            "pk", "shown", "answered", "supporters"
        ),
        TeamMember.objects.filter(round__workshop=workshop)
        .order_by("pk")
        .values_list("pk"),
    )
    seen = [[list(each) for each in row] for row in rows]
    return hashlib.sha256(repr((seen, more)).encode()).hexdigest()[:16]


def materials_of(candidate: Candidate) -> QuerySet[Document]:
    """Return what a participant may read: of the workshop; of its series, if public."""
    workshop = candidate.workshop
    series = Q(workshop=None, series=workshop.series_id, public=True)
    ours = Q(workshop=workshop) | series
    return Document.objects.filter(ours).select_related("session")


def today(candidate: Candidate) -> Mapping[str, Any] | None:
    """Return what a participant's own page says of the room; nothing for others."""
    if not is_participant(candidate):
        return None
    workshop = candidate.workshop
    day = days.today(workshop)
    return {
        "day": day,
        "signed_in": candidate.attendances.filter(day=day or 0).first(),
        "zone": days.zone_of(workshop),
        "badge": screens.address_of_badge(workshop, candidate.public_id),
        "teams": teams_of(candidate),
        "materials": materials_of(candidate),
    }


def to_live(candidate: Candidate, token: str) -> dict[str, Any]:
    """Return what changes while a participant looks."""
    workshop = candidate.workshop
    return {
        "questions": seen_by(workshop, token),
        "polls": polls_of(workshop, SEEN, candidate),
        "teams": teams_of(candidate),
        "stamp": stamp(workshop),
    }


def on_screen(workshop: Workshop) -> dict[str, Any]:
    """Return what the room's screen shows now."""
    day, code = days.today(workshop), codes.code_at(workshop, timezone.now())
    polls = polls_of(workshop, SEEN)
    return {
        "workshop": workshop,
        "day": day,
        "code": code,
        "address": screens.address_of_code(workshop, code),
        "present": attendance.present(workshop, day or 0),
        "of": participants(workshop).count(),
        "open_polls": [each for each in polls if each.poll.state == PollState.OPEN],
        "closed_polls": [each for each in polls if each.poll.state == PollState.CLOSED][
            :1
        ],
        "questions": [each for each in shown_of(workshop) if not each.answered],
        "rounds": rounds_of(workshop)[-1:],
        "stamp": stamp(workshop, day, code if day else ""),
    }

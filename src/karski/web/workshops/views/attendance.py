"""Signing in: the table, the badge that is scanned, the code that is scanned."""

from functools import partial
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people.access import FORM, WRITE, members, public
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import attendance as acts
from karski.web.workshops.models import Candidate, Workshop
from karski.web.workshops.queries import attendance, days
from karski.web.workshops.queries.seats import participants
from karski.web.workshops.queries.whose import LEAD, workshop_of
from karski.web.workshops.views.trying import tried

PARTICIPANT = "participant"  # whose page a phone opened last, by the link's hash


@members(LEAD)
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show who signed in on which day."""
    workshop = workshop_of(request.person, key, LEAD)
    begun = days.begun(workshop)
    day = _day_of(begun, request.GET.get("day", ""))
    if day is None:
        day = days.today(workshop) or (begun[-1] if begun else None)
    said = {
        "workshop": workshop,
        "section": "room",
        "day": day,
        "begun": [(each, days.date_of(workshop, each)) for each in begun],
        "date": days.date_of(workshop, day) if day else None,
        "rows": [
            (row.participant, row.on(day) if day else None)
            for row in attendance.table(workshop)
        ],
        "present": attendance.present(workshop, day or 0),
        "zone": days.zone_of(workshop),
    }
    return render(request, "workshops/room/attendance.html", said)


@members(LEAD, methods=WRITE)
def correct(
    request: AuthenticatedRequest, key: UUID, participant: UUID
) -> HttpResponse:
    """Put right whether somebody was there."""
    workshop = workshop_of(request.person, key, LEAD)
    found = _participant(workshop, participant)
    day = _day_of(days.begun(workshop), request.POST.get("day", "")) or 0
    is_there = "present" in request.POST
    tried(
        request,
        lambda: acts.correct(found, by=request.user, day=day, present=is_there),
        _("The sign-in is noted.") if is_there else _("The sign-in is taken back."),
    )
    page = redirect("workshops:room_attendance", key)
    page["Location"] += f"?day={day}"
    return page


@members(LEAD)
def sheet(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Download the table for a spreadsheet."""
    workshop = workshop_of(request.person, key, LEAD)
    answer = HttpResponse(
        "\ufeff" + attendance.as_csv(workshop), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="attendance.csv"'
    return answer


@members(LEAD, methods=FORM)
def badge(request: AuthenticatedRequest, key: UUID, participant: UUID) -> HttpResponse:
    """Sign in whoever's badge was scanned."""
    workshop = workshop_of(request.person, key, LEAD)
    found = _participant(workshop, participant)
    if request.method == "POST":
        done = _("%s is signed in.") % found.name
        tried(request, lambda: acts.sign_in(found, by=request.user), done)
        return redirect("workshops:room_badge", key, participant)
    day = days.today(workshop)
    said = {
        "workshop": workshop,
        "section": "room",
        "participant": found,
        "day": day,
        "signed_in": found.attendances.filter(day=day or 0).first(),
        "zone": days.zone_of(workshop),
    }
    return render(request, "workshops/room/badge.html", said)


@public(methods=FORM)
@never_cache
def here(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Sign in whoever scanned the screen with the phone that opened their page."""
    workshop = get_object_or_404(Workshop, public_id=key)
    known = request.session.get(PARTICIPANT, "")
    found = participants(workshop).filter(token_hash=known).first()
    if found is not None and request.method == "POST":
        return _sign_in_oneself(request, found, code)
    day = days.today(workshop)
    signed_in = found.attendances.filter(day=day or 0).first() if found else None
    said = {
        "workshop": workshop,
        "participant": found,
        "day": day,
        "code": code,
        "signed_in": signed_in,
        "zone": days.zone_of(workshop),
    }
    return render(request, "workshops/room/here.html", said)


def _sign_in_oneself(
    request: HttpRequest, candidate: Candidate, code: str
) -> HttpResponse:
    refused: HttpResponse | None = consume_or_429(
        request, action="sign_in", key=str(candidate.public_id)
    )
    if refused is not None:
        return refused
    act = partial(acts.sign_in_oneself, candidate, by=candidate.user, code=code)
    tried(request, act, _("You are signed in."))
    return redirect("workshops:here", candidate.workshop.public_id, code)


def _day_of(begun: list[int], asked: str) -> int | None:
    return next((day for day in begun if str(day) == asked), None)


def _participant(workshop: Workshop, participant: UUID) -> Candidate:
    return get_object_or_404(participants(workshop), public_id=participant)

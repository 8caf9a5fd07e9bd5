"""The room as those who lead it see it, and its screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from karski.web.people.access import members, public
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.models import Document, PollState
from karski.web.workshops.queries import attendance, days, room, screens, seats
from karski.web.workshops.queries.polls import polls_of
from karski.web.workshops.queries.questions import questions_of
from karski.web.workshops.queries.teams import rounds_of
from karski.web.workshops.queries.whose import LEAD, RUN, workshop_of
from karski.web.workshops.views.live import live

GONE = 410


@members(LEAD)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what goes on in the room, to those who lead it."""
    workshop = workshop_of(request.person, key, LEAD)
    day = days.today(workshop)
    said = {
        "workshop": workshop,
        "section": "room",
        "runs": request.person.may(RUN, workshop.series.organisation_id),
        "day": day,
        "present": attendance.present(workshop, day or 0),
        "of": seats.participants(workshop).count(),
        "screen": screens.path_of(workshop),
        "waiting": questions_of(workshop).filter(shown=False, answered=False).count(),
        "open_polls": polls_of(workshop, (PollState.OPEN,)),
        "rounds": rounds_of(workshop),
        "materials": Document.objects.filter(workshop=workshop),
    }
    return render(request, "workshops/room/room.html", said)


@public()
@never_cache
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """Show the room's screen to whoever has its link."""
    workshop = screens.workshop_on(token)
    if workshop is None:
        return render(request, "workshops/room/screen_closed.html", status=GONE)
    said = room.on_screen(workshop)
    page, part = "workshops/room/screen.html", "workshops/room/screen_part.html"
    return live(request, page, part, said)

"""Questions as those who lead the room see them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from karski.web.people.access import WRITE, members
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import questions as acts
from karski.web.workshops.queries.questions import questions_of
from karski.web.workshops.queries.room import stamp
from karski.web.workshops.queries.whose import LEAD, workshop_of
from karski.web.workshops.views.live import live
from karski.web.workshops.views.trying import tried


@members(LEAD)
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show all questions, what waits first."""
    workshop = workshop_of(request.person, key, LEAD)
    said = {
        "workshop": workshop,
        "section": "room",
        "questions": questions_of(workshop),
        "stamp": stamp(workshop),
    }
    page, part = "workshops/room/questions.html", "workshops/room/questions_part.html"
    return live(request, page, part, said)


@members(LEAD, methods=WRITE)
def step(request: AuthenticatedRequest, key: UUID, question: UUID) -> HttpResponse:
    """Show a question, hide it, say that it was answered, or erase it."""
    workshop = workshop_of(request.person, key, LEAD)
    found = get_object_or_404(questions_of(workshop), public_id=question)
    asked = request.POST.get("step", "")
    if asked == "erase":
        tried(
            request,
            lambda: acts.remove(found, by=request.user),
            _("The question is erased."),
        )
    else:
        tried(
            request,
            lambda: acts.moderate(found, by=request.user, step=asked),
            _("Done."),
        )
    return redirect("workshops:room_questions", key)

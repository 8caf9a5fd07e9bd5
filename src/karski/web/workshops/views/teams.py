"""Teams as those who lead the room make and print them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import teams as acts
from karski.web.workshops.forms.room import TeamsForm
from karski.web.workshops.queries.seats import participants
from karski.web.workshops.queries.teams import rounds_of
from karski.web.workshops.queries.whose import LEAD, workshop_of
from karski.web.workshops.views.trying import tried


@members(LEAD, methods=FORM)
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the rounds and their teams, and make more."""
    workshop = workshop_of(request.person, key, LEAD)
    form = TeamsForm(request.POST or None)
    if attempt(form, partial(acts.make_teams, workshop, by=request.user)) is not None:
        messages.success(request, _("The teams are made."))
        return redirect("workshops:room_teams", key)
    said = {
        "workshop": workshop,
        "section": "room",
        "rounds": rounds_of(workshop),
        "people": participants(workshop).count(),
        "form": form,
    }
    return render(request, "workshops/room/teams.html", said)


@members(LEAD, methods=WRITE)
def undo(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take the last round back."""
    workshop = workshop_of(request.person, key, LEAD)
    tried(
        request,
        lambda: acts.undo_round(workshop, by=request.user),
        _("The last round is taken back."),
    )
    return redirect("workshops:room_teams", key)

"""Slips with new personal links, shown once, to print and cut."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from karski.web.people.access import FORM, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions.slips import make_slips
from karski.web.workshops.forms.room import SlipsForm
from karski.web.workshops.queries.whose import RUN, workshop_of


@members(RUN, methods=FORM)
@never_cache
def made(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Make slips, and show them this once."""
    workshop = workshop_of(request.person, key)
    now = {"address": settings.ENVIRONMENT.address}
    form = SlipsForm(request.POST or None, initial=now)
    slips = attempt(form, partial(make_slips, workshop, by=request.user))
    said = {"workshop": workshop, "section": "room", "form": form, "slips": slips}
    return render(request, "workshops/room/slips.html", said)

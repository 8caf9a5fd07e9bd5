"""Series and their workshops."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from karski.web.people.access import members, public
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.people.roles import Permission
from karski.web.workshops.queries import whose


@public()
def listed(request: HttpRequest) -> HttpResponse:
    """List the workshops that somebody may see."""
    said = {"workshops": whose.workshops_seen(person(request))}
    return render(request, "workshops/all.html", said)


@members(Permission.MANAGE_WORKSHOPS)
def workshop(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show how a workshop stands, to those who run it."""
    found = whose.workshop_of(request.person, key)
    return render(request, "workshops/workshop.html", {"workshop": found})

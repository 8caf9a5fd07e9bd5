"""The audit trail, for administrators to read."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render

from karski.web.people.access import members
from karski.web.people.forms.own_data import EventsForm
from karski.web.people.models import Event, Head, User
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

ON_A_PAGE = 50


@members(Permission.READ_AUDIT)
def audit(request: AuthenticatedRequest) -> HttpResponse:
    """Show events, newest first."""
    form = EventsForm(request.GET)
    page = Paginator(form.events(), ON_A_PAGE).get_page(request.GET.get("page"))
    people = _people(page)
    rows = [(event, people.get(event.person)) for event in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    said = {
        "form": form,
        "page": page,
        "rows": rows,
        "head": Head.objects.first(),
        "asked": asked.urlencode(),
    }
    return render(request, "people/audit.html", said)


def _people(page: Page[Event]) -> dict[UUID | None, User]:
    ids = {event.person for event in page if event.person}
    found = User.objects.filter(public_id__in=ids)
    return {user.public_id: user for user in found}

"""One workshop: its public page, how it stands, and what is set about it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.people.roles import Permission
from karski.web.workshops.actions import series as actions
from karski.web.workshops.forms.series import DocumentForm, WorkshopForm
from karski.web.workshops.forms.texts import initial_of
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries import series as queries
from karski.web.workshops.queries import standing, whose
from karski.web.workshops.queries.agenda import may_read
from karski.web.workshops.queries.steps import steps

RUN = Permission.MANAGE_WORKSHOPS
SET = (
    *("city", "country", "starts", "ends", "time_zone", "language", "seats"),
    *("chatham_house", "published"),
)


@public()
def about(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what everybody may know of a workshop."""
    asker = person(request)
    found = get_object_or_404(whose.workshops_seen(asker), public_id=key)
    call = standing.call_of(found)
    said = {
        "workshop": found,
        "runs": asker.may(RUN, found.series.organisation_id),
        "call": call,
        "call_is": standing.call_is(call),
        "rules_published": standing.rules_published(found),
        "summary": queries.summary(found),
        "documents": queries.documents_of(found.series, found),
        "venue": queries.venue(found),
        "reads_agenda": may_read(asker, found),
    }
    return render(request, "workshops/series/about.html", said)


@members(RUN)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show how a workshop stands, to those who run it."""
    found = whose.workshop_of(request.person, key)
    stands = standing.of(found)
    said = {
        "workshop": found,
        "standing": stands,
        "steps": steps(found, stands),
        "documents": queries.documents_of(found.series, found, all_of_them=True),
        "document_form": DocumentForm(auto_id="document_%s"),
    }
    return render(request, "workshops/workshop.html", said)


@members(RUN, methods=FORM)
def new(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Add a workshop to a series."""
    rows = whose.managed_series(request.person).filter(historical=False)
    series = get_object_or_404(rows, slug=slug)
    form = WorkshopForm(request.POST or None)
    made = attempt(form, partial(actions.create_workshop, series, by=request.user))
    if made is not None:
        messages.success(request, _("The workshop is made."))
        return redirect("workshops:workshop", made.public_id)
    said = {"form": form, "series": series}
    return render(request, "workshops/series/new_workshop.html", said)


@members(RUN, methods=FORM)
def edit(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Change a workshop."""
    found = whose.workshop_of(request.person, key)
    form = WorkshopForm(request.POST or None, initial=_now(found))
    done = attempt(form, partial(actions.change_workshop, found, by=request.user))
    if done is not None:
        messages.success(request, _("The workshop is changed."))
        return redirect("workshops:workshop", key)
    said = {"form": form, "workshop": found}
    return render(request, "workshops/series/edit_workshop.html", said)


def _now(workshop: Workshop) -> dict[str, object]:
    fields = {name: getattr(workshop, name) for name in SET}
    return {**fields, **initial_of(workshop.texts)}

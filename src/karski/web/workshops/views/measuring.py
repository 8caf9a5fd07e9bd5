"""Measuring a workshop: its test, its forms, its commitments, and what they show."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.web.people.access import FORM, WRITE, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.people.roles import Permission
from karski.web.programme import queries as programme
from karski.web.programme.forms import CommitmentForm
from karski.web.workshops.actions import closing, follow_up
from karski.web.workshops.actions import measuring as actions
from karski.web.workshops.forms.items import TestForm
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries import measuring as queries
from karski.web.workshops.queries import whose
from karski.web.workshops.queries.levels_page import page_of
from karski.web.workshops.queries.seats import participants

RUN = Permission.MANAGE_WORKSHOPS


@members(RUN)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what is measured of a workshop, and how far it is."""
    found = whose.workshop_of(request.person, key)
    test = queries.test_of(found)
    said = {
        "workshop": found,
        "section": "measuring",
        "people": participants(found).count(),
        "items": test.places.count() if test else 0,
        "before": queries.sat_before(found),
        "progress": queries.progress_of(found),
        "forecasts": found.forecasting_questions.all(),
        "commitments": queries.commitments_of(found),
        "comments": queries.comments_of(found),
    }
    return render(request, "workshops/measuring/measuring.html", said)


@members(RUN)
def levels(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the four levels to those who run a workshop."""
    found = whose.workshop_of(request.person, key)
    said = {"workshop": found, "section": "measuring", **page_of(found)}
    return render(request, "workshops/measuring/levels.html", said)


@public()
def effect(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the four levels to everybody who may see a workshop."""
    rows = whose.workshops_seen(person(request))
    found = get_object_or_404(rows, public_id=key)
    said = {"workshop": found, **page_of(found)}
    return render(request, "workshops/measuring/effect.html", said)


@members(RUN, methods=FORM)
def test(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Choose the items of a test; once somebody answered, show how good they are."""
    found = whose.workshop_of(request.person, key)
    now = queries.test_of(found)
    locked = now is not None and now.sittings.exists()
    form = TestForm(
        request.POST or None,
        items=list(queries.offered(found)),
        objectives=list(found.objectives.all()),
        test=now,
    )
    if not locked and request.method == "POST":
        done = attempt(form, partial(actions.set_test, found, by=request.user))
        if done is not None:
            messages.success(request, _("The test is set."))
            return redirect("workshops:measuring_test", key)
    said = {
        "workshop": found,
        "section": "measuring",
        "form": form,
        "locked": locked,
        "test": now,
        "figures": queries.figures_of(found),
    }
    return render(request, "workshops/measuring/test.html", said)


@members(RUN, methods=WRITE)
def close(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take no more answers to something."""
    found = whose.workshop_of(request.person, key)
    try:
        closing.close(found, by=request.user, what=request.POST.get("what", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is closed; what it shows can be read now."))
    return redirect("workshops:measuring", key)


@members(RUN, methods=WRITE)
def remind(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Write to participants for whom something waits."""
    found = whose.workshop_of(request.person, key)
    try:
        sent = follow_up.remind(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = ngettext("%(n)d letter leaves.", "%(n)d letters leave.", sent)
        messages.success(request, said % {"n": sent})
    return redirect("workshops:measuring", key)


@members(RUN, methods=FORM)
def commitments(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Record the commitments that are made in the room."""
    found = whose.workshop_of(request.person, key)
    form = CommitmentForm(request.POST or None).offer(request.person)
    made = attempt(form, partial(actions.promise, found, by=request.user))
    if made is not None:
        messages.success(request, _("The commitment is recorded."))
        return redirect("workshops:measuring_commitments", key)
    return render(
        request,
        "workshops/measuring/commitments.html",
        _committed(request, found) | {"form": form},
    )


def _committed(request: AuthenticatedRequest, found: Workshop) -> dict[str, object]:
    seen = programme.commitments_of(request.person).values_list("pk", flat=True)
    return {
        "workshop": found,
        "section": "measuring",
        "commitments": queries.commitments_of(found),
        "seen": set(seen),
    }

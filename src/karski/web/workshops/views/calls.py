"""Pages of a call for those who run the workshop: its moments, whom it invites."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import calls as actions
from karski.web.workshops.actions import nominating, reviewing
from karski.web.workshops.forms.calls import (
    CallForm,
    InviteForm,
    ReviewerForm,
    filled_by,
)
from karski.web.workshops.models import CallInvitation, Reviewer
from karski.web.workshops.queries import calls, reviews
from karski.web.workshops.queries.whose import workshop_of

RUN = Permission.MANAGE_WORKSHOPS
SECTION: dict[str, Any] = {"section": "candidates"}


@members(RUN, methods=FORM)
def call(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Set from when to when candidates apply, and what is asked."""
    workshop = workshop_of(request.person, key)
    found = calls.call_of(workshop)
    with timezone.override(calls.zone(workshop)):  # moments are the workshop's own
        form = CallForm(request.POST or None, initial=filled_by(found))
        if attempt(form, partial(actions.set_call, workshop, by=request.user)):
            messages.success(request, _("The call is set."))
            return redirect("workshops:call", key)
        said = SECTION | {"workshop": workshop, "call": found, "form": form}
        said |= {"open": calls.is_open(found, timezone.now()), "now": timezone.now()}
        return render(request, "workshops/calls/call.html", said)


@members(RUN, methods=FORM)
def invitations(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List who is invited, and invite somebody."""
    workshop = workshop_of(request.person, key)
    form = InviteForm(request.POST or None, initial={"language": workshop.language})
    if attempt(form, partial(nominating.invite, workshop, by=request.user)):
        messages.success(request, _("The letter is on its way."))
        return redirect("workshops:invitations", key)
    rows = workshop.invitations.filter(withdrawn=None).order_by("email")
    said = SECTION | {"workshop": workshop, "form": form, "rows": calls.answered(rows)}
    with timezone.override(calls.zone(workshop)):
        return render(request, "workshops/calls/invitations.html", said)


@members(RUN, methods=("POST",))
def withdraw_invitation(
    request: AuthenticatedRequest, key: UUID, number: int
) -> HttpResponse:
    """End an invitation."""
    workshop = workshop_of(request.person, key)
    found = get_object_or_404(CallInvitation, workshop=workshop, pk=number)
    nominating.withdraw_invitation(found, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("workshops:invitations", key)


@members(RUN, methods=FORM)
def reviewers(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List who reviews, and add somebody."""
    workshop = workshop_of(request.person, key)
    form = ReviewerForm(request.POST or None)
    if attempt(form, partial(reviewing.add_reviewer, workshop, by=request.user)):
        messages.success(request, _("They review now; a letter tells them where."))
        return redirect("workshops:reviewers", key)
    said = SECTION | {"workshop": workshop, "form": form}
    said |= {"reviewers": reviews.reviewers(workshop)}
    return render(request, "workshops/calls/reviewers.html", said)


@members(RUN, methods=("POST",))
def remove_reviewer(
    request: AuthenticatedRequest, key: UUID, number: int
) -> HttpResponse:
    """Take a reviewer off."""
    workshop = workshop_of(request.person, key)
    found = get_object_or_404(Reviewer, workshop=workshop, pk=number)
    reviewing.remove_reviewer(found, by=request.user)
    messages.success(request, _("They review no more; their points are gone."))
    return redirect("workshops:reviewers", key)

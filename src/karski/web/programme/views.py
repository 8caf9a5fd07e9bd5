"""The programme's pages: aims, and commitments."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.programme import actions, queries
from karski.web.programme.aims import AIMS, ORDER, progress
from karski.web.programme.forms import CommitmentForm, ReviewForm, WithdrawForm
from karski.web.programme.models import Commitment, State


@public()
def aims(request: HttpRequest) -> HttpResponse:
    """Show the six aims, and what shows progress on each."""
    shown = [(AIMS[name], progress(AIMS[name])) for name in ORDER]
    return render(request, "programme/aims.html", {"aims": shown})


@members()
def commitments(request: AuthenticatedRequest) -> HttpResponse:
    """List the commitments one may see."""
    said = {
        "commitments": queries.commitments_of(request.person),
        "may_make": request.person.may(Permission.MANAGE_PROGRAMME),
        "aims": AIMS,
    }
    return render(request, "programme/commitments.html", said)


@members(Permission.MANAGE_PROGRAMME, methods=FORM)
def commit(request: AuthenticatedRequest) -> HttpResponse:
    """Record a commitment."""
    form = CommitmentForm(request.POST or None).offer(request.person)
    made = attempt(form, partial(actions.commit, by=request.user))
    if made is not None:
        messages.success(request, _("The commitment is recorded."))
        return redirect("programme:commitments")
    return render(request, "programme/commit.html", {"form": form})


@members()
def commitment(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show a commitment, and to those who can close it, how."""
    return _shown(request, _seen(request, key))


@members(methods=("POST",))
def review(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Say whether a commitment was kept."""
    found = _seen(request, key)
    if found.reviewer_id != request.user.pk:
        raise PermissionDenied
    form = ReviewForm(request.POST)
    if attempt(form, partial(actions.review, found, by=request.user)) is None:
        return _shown(request, found, review_form=form)
    messages.success(request, _("Your review is recorded."))
    return redirect("programme:commitment", key)


@members(methods=("POST",))
def withdraw(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take a commitment back."""
    found = _seen(request, key)
    if not _may_withdraw(request, found):
        raise PermissionDenied
    form = WithdrawForm(request.POST)
    if attempt(form, partial(actions.withdraw, found, by=request.user)) is None:
        return _shown(request, found, withdraw_form=form)
    messages.success(request, _("The commitment is withdrawn."))
    return redirect("programme:commitment", key)


def _seen(request: AuthenticatedRequest, key: UUID) -> Commitment:
    return get_object_or_404(queries.commitments_of(request.person), public_id=key)


def _may_withdraw(request: AuthenticatedRequest, found: Commitment) -> bool:
    manages = request.person.may(Permission.MANAGE_PROGRAMME, found.organisation_id)
    return manages or found.person_id == request.user.pk


def _shown(
    request: AuthenticatedRequest,
    found: Commitment,
    *,
    review_form: ReviewForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> HttpResponse:
    is_open = found.state == State.OPEN
    mine = is_open and found.reviewer_id == request.user.pk
    said = {
        "commitment": found,
        "aim": AIMS[found.aim],
        "review": (review_form or ReviewForm()) if mine else None,
        "withdraw": (withdraw_form or WithdrawForm())
        if is_open and _may_withdraw(request, found)
        else None,
    }
    return render(request, "programme/commitment.html", said)

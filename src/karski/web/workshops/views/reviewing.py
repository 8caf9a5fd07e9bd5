"""What reviewers see of candidates, and where they give points."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people.access import FORM, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import reviewing
from karski.web.workshops.forms.calls import ConflictForm, ScoreForm
from karski.web.workshops.models import Candidate, Reviewer
from karski.web.workshops.queries import calls, reviews

ON_A_PAGE = 50


@members()
@never_cache
def to_review(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List whom one reviews."""
    reviewer = reviews.reviewer_of(request.user, key)
    rows = reviews.to_review(reviewer)
    said = _said(reviewer) | {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "left": reviews.left(reviewer),
    }
    return render(request, "workshops/calls/to_review.html", said)


@members(methods=FORM)
@never_cache
def review(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Show a candidate to a reviewer, and take points."""
    reviewer, found = _found(request, key, who)
    form = ScoreForm(request.POST or None)
    act = partial(reviewing.score, reviewer, found, by=request.user)
    if attempt(form, act) is not None:
        messages.success(request, _("Your points are recorded."))
        return redirect("workshops:review", key, who)
    return _shown(request, reviewer, found, form=form)


@members(methods=("POST",))
def conflict(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Declare a conflict of interest, or that there is none."""
    reviewer, found = _found(request, key, who)
    form = ConflictForm(request.POST)
    act = partial(reviewing.declare, reviewer, found, by=request.user)
    if attempt(form, act) is None:
        return _shown(request, reviewer, found, conflict=form)
    messages.success(request, _("Your declaration is recorded."))
    return redirect("workshops:review", key, who)


def _found(
    request: AuthenticatedRequest, key: UUID, who: UUID
) -> tuple[Reviewer, Candidate]:
    reviewer = reviews.reviewer_of(request.user, key)
    return reviewer, get_object_or_404(reviews.to_review(reviewer), public_id=who)


def _shown(
    request: AuthenticatedRequest,
    reviewer: Reviewer,
    found: Candidate,
    **more: Any,  # noqa: ANN401 -- for the page
) -> HttpResponse:
    scores = reviews.scores_seen(request.user, found)
    said = _said(reviewer) | {
        "candidate": found,
        "nearness": reviews.nearness(reviewer, found),
        "scores": scores,
        "summary": reviews.summary(scores or ()),
        "form": ScoreForm(),
        "conflict": ConflictForm(),
    }
    return render(request, "workshops/calls/review.html", said | more)


def _said(reviewer: Reviewer) -> dict[str, Any]:
    call = calls.call_of(reviewer.workshop)
    blind = call is None or call.blind
    return {"workshop": reviewer.workshop, "reviewer": reviewer, "blind": blind}

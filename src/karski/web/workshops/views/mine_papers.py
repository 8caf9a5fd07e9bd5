"""A candidate's own papers: certificate, badge, and what may be kept of them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from karski.briefings.credential import baked
from karski.briefings.papers import catalogue, pages
from karski.web.people.access import WRITE
from karski.web.people.forms.people import attempt
from karski.web.workshops.actions import papers as actions
from karski.web.workshops.forms.papers import BookForm, KeepForm
from karski.web.workshops.models import Candidate, Certificate
from karski.web.workshops.papers.certificates import certificate as content
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import papers as queries
from karski.web.workshops.queries.seats import is_participant
from karski.web.workshops.views.printing import handed_out, name_of, printed

JWT, PNG = "application/jwt", "image/png"
PIXELS = 60  # an inch, of the picture that carries a badge


def papers_of(candidate: Candidate) -> Mapping[str, Any] | None:
    """Return what a participant's own page shows of their papers."""
    if not is_participant(candidate):
        return None
    found = queries.of_candidate(candidate)
    return {
        "certificate": found,
        "keep_form": KeepForm(initial=_kept(found)) if found else None,
        "book_form": BookForm(initial={"listed": queries.is_listed(candidate)}),
    }


def _kept(found: Certificate) -> dict[str, object]:
    years = found.keep_until.year - found.issued.year if found.keep_until else 0
    return {"years": years, "keep_name": found.keep_name}


@personal()
def certificate(request: PersonalRequest, language: str) -> HttpResponse:
    """Print one's own certificate."""
    found = _own(request)
    said = partial(content, found, _site(request))
    return printed(request, found.workshop, "certificate", language, said)


@personal()
def badge(request: PersonalRequest, ending: str) -> HttpResponse:
    """Hand out one's own badge: signed, as text or inside a picture."""
    found = _own(request)
    name = name_of(found.workshop, "badge", found.language, ending)
    if ending == "jwt":
        return handed_out(found.credential.encode(), JWT, name)
    if ending != "png":
        raise Http404
    picture = pages(catalogue()["certificate"], content(found, _site(request)), PIXELS)
    return handed_out(baked(found.credential, picture[0]), PNG, name)


@personal(methods=WRITE)
def keep(request: PersonalRequest) -> HttpResponse:
    """Say for how long one's certificate can be verified."""
    found, form = _own(request), KeepForm(request.POST)
    act = partial(actions.keep_certificate, found, by=request.candidate.user)
    if attempt(form, act) is None:
        messages.error(request, _("Choose one of the times."))
    else:
        messages.success(request, _("Your choice is kept."))
    return redirect("workshops:mine", request.token)


@personal(methods=WRITE)
def book(request: PersonalRequest) -> HttpResponse:
    """Say whether one stands in the participant book."""
    if not is_participant(request.candidate):
        raise Http404
    form = BookForm(request.POST)
    if form.is_valid():
        by = request.candidate.user
        actions.list_in_book(request.candidate, by=by, **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
    return redirect("workshops:mine", request.token)


def _own(request: PersonalRequest) -> Certificate:
    found = queries.of_candidate(request.candidate)
    if found is None:
        raise Http404
    return found


def _site(request: PersonalRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")

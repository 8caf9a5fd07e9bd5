"""Papers of a workshop: printed, issued, revoked by those who run it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from karski.briefings.papers import editable
from karski.briefings.papers._content import Content
from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.letters import outward
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import papers as actions
from karski.web.workshops.actions.paper_letters import send_letter
from karski.web.workshops.forms.papers import RecommendForm, RevokeForm
from karski.web.workshops.models import Candidate, Certificate, Workshop
from karski.web.workshops.papers import people
from karski.web.workshops.papers.certificates import certificate as certificate_content
from karski.web.workshops.papers.letters import regret_letter, selection_letter
from karski.web.workshops.papers.report import report
from karski.web.workshops.queries import papers as queries
from karski.web.workshops.queries.whose import workshop_of
from karski.web.workshops.views.printing import (
    DOCX,
    handed_out,
    name_of,
    printed,
    require_language,
)

RUN = Permission.MANAGE_WORKSHOPS


@members(RUN, methods=FORM)
def papers(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what can be printed, the certificates, and what the report recommends."""
    workshop = workshop_of(request.person, key)
    form = RecommendForm(request.POST or None)
    made = attempt(form, partial(actions.recommend, workshop, by=request.user))
    if made is not None:
        messages.success(request, _("The recommendation stands in the report."))
        return redirect("workshops:papers", key)
    said = {
        "workshop": workshop,
        "section": "papers",
        "form": form,
        "recommendations": queries.recommendations(workshop),
        "certificates": queries.certificates(workshop),
        "deserving": len(queries.deserving(workshop)),
        "needed": queries.days_needed(workshop),
        "offered": queries.offered(workshop),
        "regretted": queries.regretted(workshop),
    }
    return render(request, "workshops/papers/papers.html", said)


@members(RUN)
def paper(
    request: AuthenticatedRequest, key: UUID, name: str, language: str
) -> HttpResponse:
    """Print one of the papers of the whole workshop."""
    workshop = workshop_of(request.person, key)
    content = _contents(request, workshop).get(name)
    if content is None:
        raise Http404
    return printed(request, workshop, name, language, content)


@members(RUN)
def report_document(
    request: AuthenticatedRequest, key: UUID, language: str
) -> HttpResponse:
    """Hand out the report as a document to edit."""
    workshop = workshop_of(request.person, key)
    require_language(language)
    with override(language):
        file = editable(report(workshop))
    name = name_of(workshop, "workshop_report", language, "docx")
    return handed_out(file, DOCX, name)


@members(RUN)
def certificate(
    request: AuthenticatedRequest, key: UUID, number: UUID, language: str
) -> HttpResponse:
    """Print a certificate that stands."""
    workshop = workshop_of(request.person, key)
    found = _certificate(workshop, number)
    if found.revoked is not None or not found.name:
        raise Http404
    content = partial(certificate_content, found, _site(request))
    return printed(request, workshop, "certificate", language, content)


@members(RUN)
def letter(
    request: AuthenticatedRequest, key: UUID, candidate: UUID, language: str
) -> HttpResponse:
    """Print the letter that tells a candidate what was decided."""
    workshop = workshop_of(request.person, key)
    found = _decided(workshop, candidate)
    offer = queries.offer_of(found)
    if offer is not None:
        content: Callable[[], Content] = partial(selection_letter, found, offer)
        return printed(request, workshop, "selection_letter", language, content)
    content = partial(regret_letter, found)
    return printed(request, workshop, "regret_letter", language, content)


@members(RUN, methods=WRITE)
def send(request: AuthenticatedRequest, key: UUID, candidate: UUID) -> HttpResponse:
    """Send a candidate the letter about their seat."""
    found = _decided(workshop_of(request.person, key), candidate)
    send_letter(found, by=request.user)
    messages.success(request, _("The letter is on its way."))
    return redirect("workshops:papers", key)


@members(RUN, methods=WRITE)
def issue(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Issue certificates to all who were there and have none."""
    workshop = workshop_of(request.person, key)
    try:
        made = len(actions.issue_certificates(workshop, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("workshops:papers", key)
    said = ngettext(
        "%(count)s certificate is issued.", "%(count)s certificates are issued.", made
    )
    messages.success(request, said % {"count": made})
    return redirect("workshops:papers", key)


@members(RUN, methods=FORM)
def revoke(request: AuthenticatedRequest, key: UUID, number: UUID) -> HttpResponse:
    """Revoke a certificate."""
    workshop = workshop_of(request.person, key)
    found = _certificate(workshop, number)
    form = RevokeForm(request.POST or None)
    act = partial(actions.revoke_certificate, found, by=request.user)
    if attempt(form, act) is not None:
        messages.success(request, _("The certificate is revoked."))
        return redirect("workshops:papers", key)
    said = {
        "workshop": workshop,
        "section": "papers",
        "certificate": found,
        "form": form,
    }
    return render(request, "workshops/papers/revoke.html", said)


@members(RUN, methods=WRITE)
def drop(request: AuthenticatedRequest, key: UUID, number: int) -> HttpResponse:
    """Take a recommendation out of the report."""
    workshop = workshop_of(request.person, key)
    found = get_object_or_404(queries.recommendations(workshop), pk=number)
    actions.drop_recommendation(found, by=request.user)
    return redirect("workshops:papers", key)


def _contents(
    request: AuthenticatedRequest, workshop: Workshop
) -> dict[str, Callable[[], Content]]:
    sign_in = partial(_sign_in, request, workshop)
    return {
        "name_badges": partial(people.name_badges, workshop, sign_in),
        "attendance_list": partial(people.attendance_list, workshop),
        "participant_book": partial(people.participant_book, workshop),
        "workshop_report": partial(report, workshop),
    }


def _sign_in(
    request: AuthenticatedRequest, workshop: Workshop, candidate: Candidate
) -> str:
    """Return where whoever leads the room signs in the holder of a badge."""
    parts = [workshop.public_id, candidate.public_id]
    try:
        path = reverse("workshops:room_badge", args=parts)
    except NoReverseMatch:
        return ""
    return outward(request.build_absolute_uri(path))


def _site(request: AuthenticatedRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _certificate(workshop: Workshop, number: UUID) -> Certificate:
    rows = queries.certificates(workshop).select_related("workshop__series")
    return get_object_or_404(rows, public_id=number)


def _decided(workshop: Workshop, candidate: UUID) -> Candidate:
    rows = Candidate.objects.filter(workshop=workshop).select_related(
        "workshop__series__organisation"
    )
    found = get_object_or_404(rows, public_id=candidate)
    regretted = queries.regretted(workshop).filter(pk=found.pk).exists()
    if queries.offer_of(found) is None and not regretted:
        raise Http404
    return found

"""The candidates of a workshop, plants standing in for names until they are shown."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people.access import FORM, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops import imports, tables
from karski.web.workshops.actions import consents, deciding
from karski.web.workshops.actions.importing import import_candidates
from karski.web.workshops.forms.calls import (
    ConfirmImportForm,
    DecideForm,
    ExportForm,
    FindForm,
    ImportForm,
)
from karski.web.workshops.models import Candidate, Workshop
from karski.web.workshops.queries import calls, candidates, reviews
from karski.web.workshops.queries.whose import workshop_of

RUN = Permission.MANAGE_WORKSHOPS
ON_A_PAGE = 50
SHOWN_FOR = 15 * 60  # s: then the names are hidden again
POST = ("POST",)


@members(RUN)
@never_cache
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List the candidates, page by page."""
    workshop = workshop_of(request.person, key)
    names = names_shown(request, workshop)
    form = FindForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = candidates.found(workshop, names=names, **chosen)
    asked = request.GET.copy()
    asked.pop("page", None)
    said = _said(request, workshop) | {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asked": asked.urlencode(),
        "counts": candidates.counts(workshop),
        "call": calls.call_of(workshop),
        "export": ExportForm(),
        "sealed": reviews.sealed_for(request.user, workshop),
    }
    return render(request, "workshops/calls/candidates.html", said)


@members(RUN, methods=POST)
def names(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show names for a while, which is recorded, or hide them again."""
    workshop = workshop_of(request.person, key)
    if request.POST.get("show"):
        deciding.show_names(workshop, by=request.user)
        request.session[_slot(workshop)] = timezone.now().timestamp() + SHOWN_FOR
    else:
        request.session.pop(_slot(workshop), None)
    page = "selection" if request.POST.get("page") == "selection" else "candidates"
    return redirect(f"workshops:{page}", key)


@members(RUN)
@never_cache
def candidate(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Show one candidate."""
    return _shown(request, *_found(request, key, who))


@members(RUN, methods=POST)
@never_cache
def needs(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Open what a candidate needs, which is recorded."""
    workshop, found = _found(request, key, who)
    opened = consents.open_needs(found, by=request.user)
    return _shown(request, workshop, found, needs=opened, opened=True)


@members(RUN, methods=POST)
def decide(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Say whether a candidate can be selected."""
    workshop, found = _found(request, key, who)
    form = DecideForm(request.POST)
    if attempt(form, partial(deciding.decide, found, by=request.user)) is None:
        return _shown(request, workshop, found, decide=form)
    messages.success(request, _("It is decided; a letter says so to the candidate."))
    return redirect("workshops:candidate", key, who)


@members(RUN, methods=POST)
def link(request: AuthenticatedRequest, key: UUID, who: UUID) -> HttpResponse:
    """Send a candidate a new link."""
    _workshop, found = _found(request, key, who)
    deciding.send_link(found, by=request.user)
    messages.success(request, _("A letter with a new link is on its way."))
    return redirect("workshops:candidate", key, who)


@members(RUN, methods=POST)
@never_cache
def export(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Hand the candidates over as CSV, which is recorded."""
    workshop = workshop_of(request.person, key)
    form = ExportForm(request.POST)
    wanted = form.is_valid() and form.cleaned_data["names"]
    text = deciding.export(workshop, by=request.user, names=wanted)
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="candidates.csv"'
    return response


@members(RUN, methods=FORM)
@never_cache
def upload(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what a list holds, and take it once it was looked at."""
    workshop = workshop_of(request.person, key)
    if "packed" in request.POST:
        return _take(request, workshop)
    form = ImportForm(request.POST or None, request.FILES or None)
    said = _said(request, workshop) | {"form": form, "columns": imports.COLUMNS}
    said |= {"required": imports.REQUIRED, "call": calls.call_of(workshop)}
    if form.is_valid():
        table = form.cleaned_data["file"]
        try:
            said |= _preview(workshop, table)
        except ValidationError as error:
            form.add_error("file", error)
    return render(request, "workshops/calls/import.html", said)


def _preview(workshop: Workshop, table: tables.Table) -> dict[str, Any]:
    found = imports.find(table, language=workshop.language)
    known = imports.known(workshop, found)
    return {
        "found": found,
        "problems": found.problems[:ON_A_PAGE],
        "known": sorted(known.items())[:ON_A_PAGE],
        "known_count": len(known),
        "new_count": len(found.rows) - len(known),
        "first": [row for row in found.rows if row.number not in known][:5],
        "confirm": ConfirmImportForm(initial={"packed": tables.pack(table)}),
    }


def _take(request: AuthenticatedRequest, workshop: Workshop) -> HttpResponse:
    form = ConfirmImportForm(request.POST)
    if form.is_valid():
        found = imports.find(form.cleaned_data["packed"], language=workshop.language)
        try:
            done = import_candidates(workshop, by=request.user, found=found)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = {"taken": done.taken, "known": done.known}
            messages.success(
                request,
                _("Imported: %(taken)s. Candidates already: %(known)s.") % said,
            )
            return redirect("workshops:candidates", workshop.public_id)
    said = _said(request, workshop) | {"form": ImportForm(), "confirm": form}
    return render(request, "workshops/calls/import.html", said)


def _found(
    request: AuthenticatedRequest, key: UUID, who: UUID
) -> tuple[Workshop, Candidate]:
    workshop = workshop_of(request.person, key)
    rows = candidates.scored(workshop)
    return workshop, get_object_or_404(rows, public_id=who)


def _shown(
    request: AuthenticatedRequest,
    workshop: Workshop,
    found: Candidate,
    **more: Any,  # noqa: ANN401 -- for the page
) -> HttpResponse:
    scores = reviews.scores_seen(request.user, found)
    said = _said(request, workshop) | {
        "candidate": found,
        "scores": scores,
        "summary": reviews.summary(scores or ()),
        "nominations": found.nominations.all(),
        "decide": DecideForm() if found.standing in deciding.DECIDED else None,
    }
    return render(request, "workshops/calls/candidate.html", said | more)


def _said(request: AuthenticatedRequest, workshop: Workshop) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "section": "candidates",
        "names_shown": names_shown(request, workshop),
    }


def names_shown(request: AuthenticatedRequest, workshop: Workshop) -> bool:
    """Say whether names are shown to somebody just now."""
    until = request.session.get(_slot(workshop), 0)
    return bool(timezone.now().timestamp() < until)


def _slot(workshop: Workshop) -> str:
    return f"names of {workshop.public_id}"

"""Documents: added and removed by those who run a series, read by those who may."""

import hashlib
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import READ, WRITE, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.people.roles import Permission
from karski.web.workshops.actions import documents as actions
from karski.web.workshops.forms.series import DocumentForm
from karski.web.workshops.models import Document
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import series as queries
from karski.web.workshops.queries import whose
from karski.web.workshops.queries.seats import is_participant

RUN = Permission.MANAGE_WORKSHOPS


@public(room=False)
def document(request: HttpRequest, key: UUID) -> HttpResponse | FileResponse:
    """Hand out a document that is open to the public, or to who may see its series."""
    found = get_object_or_404(Document, public_id=key)
    if not queries.may_read(person(request), found):
        raise Http404
    return _handed_out(found)


@personal(methods=READ)
def mine(request: PersonalRequest, key: UUID) -> HttpResponse | FileResponse:
    """Hand out a document of a participant's own workshop."""
    rows = Document.objects.filter(workshop=request.candidate.workshop)
    found = get_object_or_404(rows, public_id=key)
    if not found.public and not is_participant(request.candidate):
        raise Http404
    return _handed_out(found)


@members(RUN, methods=WRITE)
def add(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Add a document to a workshop."""
    workshop = whose.workshop_of(request.person, key)
    form = DocumentForm(request.POST, request.FILES, auto_id="document_%s")
    act = partial(
        actions.add_document, workshop.series, by=request.user, workshop=workshop
    )
    if attempt(form, act) is None:
        said = {"workshop": workshop, "form": form}
        return render(request, "workshops/series/document.html", said)
    return redirect("workshops:workshop", key)


@members(RUN, methods=WRITE)
def remove(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take a document away."""
    found = get_object_or_404(Document, public_id=key)
    place = found.series.organisation_id
    if not request.person.may(RUN, place):
        raise PermissionDenied
    workshop = found.workshop
    actions.remove_document(found, by=request.user)
    if workshop is None:
        return redirect("workshops:series", found.series.slug)
    return redirect("workshops:workshop", workshop.public_id)


def _handed_out(found: Document) -> HttpResponse | FileResponse:
    """Return a file as it came; one that is not as it came is not handed out."""
    with found.file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    if digest != found.sha256:
        words = _("This file is not as it was when it was added; it is not handed out.")
        return HttpResponse(words, status=409, content_type="text/plain; charset=utf-8")
    # never shown in the browser: what others uploaded must not run as ours
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )

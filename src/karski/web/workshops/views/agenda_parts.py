"""What an agenda is made of beside sessions: rooms, experts, objectives."""

from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import agenda as actions
from karski.web.workshops.forms.agenda import ExpertForm, ObjectiveForm, RoomForm
from karski.web.workshops.models import Expert, Objective, Room, Workshop
from karski.web.workshops.queries import agenda as queries
from karski.web.workshops.queries.whose import workshop_of

RUN = Permission.MANAGE_WORKSHOPS
Part = TypeVar("Part", Expert, Room, Objective)
EXPERT = ("name", "origin", "institution", "country", "public")


@members(RUN)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show rooms, experts and objectives, and how to add some."""
    return _parts(request, workshop_of(request.person, key))


@members(RUN, methods=WRITE)
def room_new(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Add a room."""
    return _added(
        request, key, Room, room_form=RoomForm(request.POST, auto_id="room_%s")
    )


@members(RUN, methods=WRITE)
def expert_new(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Name an expert."""
    form = ExpertForm(request.POST, auto_id="expert_%s")
    return _added(request, key, Expert, expert_form=form)


@members(RUN, methods=WRITE)
def objective_new(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Say what people can do afterwards."""
    form = ObjectiveForm(request.POST, auto_id="objective_%s")
    return _added(request, key, Objective, objective_form=form)


@members(RUN, methods=FORM)
def expert(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Change what is told of an expert."""
    rows = Expert.objects.select_related("workshop__series", "user")
    _workshop, found = queries.managed(request.person, rows, public_id=key)
    kept = {name: getattr(found, name) for name in EXPERT}
    kept["user"] = found.user.email if found.user else ""
    return _changed(request, found, ExpertForm(request.POST or None, initial=kept))


@members(RUN, methods=FORM)
def objective(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Change an objective's words."""
    rows = Objective.objects.select_related("workshop__series")
    _workshop, found = queries.managed(request.person, rows, pk=key)
    kept = {"code": found.code, "text": found.text}
    return _changed(request, found, ObjectiveForm(request.POST or None, initial=kept))


@members(RUN, methods=WRITE)
def room_remove(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Take a room out; its sessions stay."""
    return _removed(request, *queries.managed(request.person, Room.objects, pk=key))


@members(RUN, methods=WRITE)
def expert_remove(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take an expert out; their sessions stay."""
    found = queries.managed(request.person, Expert.objects, public_id=key)
    return _removed(request, *found)


@members(RUN, methods=WRITE)
def objective_remove(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Take an objective out; what served it stays."""
    found = queries.managed(request.person, Objective.objects, pk=key)
    return _removed(request, *found)


def _added(
    request: AuthenticatedRequest,
    key: UUID,
    kind: type[Part],
    **forms: Form,
) -> HttpResponse:
    workshop = workshop_of(request.person, key)
    (form,) = forms.values()
    if attempt(form, partial(actions.add, kind, workshop, by=request.user)) is None:
        return _parts(request, workshop, **forms)
    return redirect("workshops:agenda_parts", key)


def _changed(request: AuthenticatedRequest, found: Part, form: Form) -> HttpResponse:
    workshop = found.workshop
    if attempt(form, partial(actions.change, found, by=request.user)) is not None:
        return redirect("workshops:agenda_parts", workshop.public_id)
    said = {"workshop": workshop, "section": "agenda", "form": form, "part": found}
    return render(request, "workshops/agenda/part.html", said)


def _removed(
    request: AuthenticatedRequest, workshop: Workshop, found: Part
) -> HttpResponse:
    actions.remove(found, by=request.user)
    messages.success(request, _("“%s” is taken out.") % found)
    return redirect("workshops:agenda_parts", workshop.public_id)


def _parts(
    request: AuthenticatedRequest, workshop: Workshop, **forms: Form
) -> HttpResponse:
    said: dict[str, Any] = {
        "workshop": workshop,
        "section": "agenda",
        "room_form": RoomForm(auto_id="room_%s"),
        "expert_form": ExpertForm(auto_id="expert_%s"),
        "objective_form": ObjectiveForm(auto_id="objective_%s"),
        "objectives": queries.objectives_of(workshop),
        **forms,
    }
    return render(request, "workshops/agenda/parts.html", said)

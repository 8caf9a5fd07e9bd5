"""A workshop's agenda, for those who run it: days, sessions, their order."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import agenda as actions
from karski.web.workshops.forms.agenda import (
    DayForm,
    PlaceForm,
    PublishForm,
    SessionForm,
    StartForm,
    StepForm,
)
from karski.web.workshops.models import Session, Workshop
from karski.web.workshops.queries import agenda as queries
from karski.web.workshops.queries.whose import workshop_of

RUN = Permission.MANAGE_WORKSHOPS
FIELDS = ("title", "kind", "day", "starts", "ends", "room", "about", "exercise")


@members(RUN)
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the agenda, what clashes in it, and how much is national."""
    workshop = workshop_of(request.person, key)
    feed = reverse("workshops:series_feed", args=[workshop.series.feed_token])
    said = {
        "workshop": workshop,
        "section": "agenda",
        "agenda": queries.agenda_of(workshop),
        "start": StartForm(),
        "feed": request.build_absolute_uri(feed),
    }
    return render(request, "workshops/agenda/agenda.html", said)


@members(RUN, methods=WRITE)
def start(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Fill an empty agenda from a ready-made one."""
    workshop, form = workshop_of(request.person, key), StartForm(request.POST)
    attempt(form, partial(actions.start, workshop, by=request.user))
    _tell_refusal(request, form)
    return redirect("workshops:agenda", key)


@members(RUN, methods=WRITE)
def publish(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Open the agenda to the public, or close it."""
    workshop, form = workshop_of(request.person, key), PublishForm(request.POST)
    if form.is_valid():
        actions.publish(workshop, by=request.user, **form.cleaned_data)
    return redirect("workshops:agenda", key)


@members(RUN, methods=FORM)
def session_new(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Add a session."""
    workshop = workshop_of(request.person, key)
    start = {"day": request.GET.get("day", "1"), "kind": "lecture"}
    form = SessionForm(request.POST or None, initial=start).offer(workshop)
    made = attempt(form, partial(actions.add, Session, workshop, by=request.user))
    if made is not None:
        return _back(made)
    return _session_page(request, workshop, form)


@members(RUN, methods=FORM)
def session(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Change a session."""
    workshop, found = _found(request, key)
    kept = {name: getattr(found, name) for name in FIELDS}
    kept |= {"experts": found.experts.all(), "objectives": found.objectives.all()}
    form = SessionForm(request.POST or None, initial=kept).offer(workshop)
    if attempt(form, partial(actions.change, found, by=request.user)) is not None:
        return _back(found)
    return _session_page(request, workshop, form, found)


@members(RUN, methods=WRITE)
def session_remove(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take a session out."""
    workshop, found = _found(request, key)
    actions.remove(found, by=request.user)
    messages.success(request, _("“%s” is taken out.") % found.title)
    return redirect("workshops:agenda", workshop.public_id)


@members(RUN, methods=WRITE)
def session_step(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Move a session one place earlier or later."""
    _workshop, found = _found(request, key)
    form = StepForm(request.POST)
    attempt(form, partial(actions.move, found, by=request.user))
    return _moved(request, form, found)


@members(RUN, methods=WRITE)
def session_place(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Put a session where it was dropped."""
    _workshop, found = _found(request, key)
    form = PlaceForm(request.POST)
    attempt(form, partial(actions.place, found, by=request.user))
    return _moved(request, form, found)


@members(RUN, methods=FORM)
def day(request: AuthenticatedRequest, key: UUID, number: int) -> HttpResponse:
    """Say what a day is about, and when the house is open."""
    workshop = workshop_of(request.person, key)
    kept = queries.day_of(workshop, number)
    told = {"title": kept.title, "opens": kept.opens, "closes": kept.closes}
    form = DayForm(request.POST or None, initial=told)
    act = partial(actions.set_day, workshop, by=request.user, number=number)
    if attempt(form, act) is not None:
        return redirect("workshops:agenda", key)
    said = {"workshop": workshop, "section": "agenda", "form": form, "day": kept}
    return render(request, "workshops/agenda/day.html", said)


def _found(request: AuthenticatedRequest, key: UUID) -> tuple[Workshop, Session]:
    rows = Session.objects.select_related("workshop__series")
    return queries.managed(request.person, rows, public_id=key)


def _session_page(
    request: AuthenticatedRequest,
    workshop: Workshop,
    form: SessionForm,
    found: Session | None = None,
) -> HttpResponse:
    said = {"workshop": workshop, "section": "agenda", "form": form, "session": found}
    return render(request, "workshops/agenda/session.html", said)


def _moved(
    request: AuthenticatedRequest, form: StepForm | PlaceForm, found: Session
) -> HttpResponse:
    _tell_refusal(request, form)
    return _back(found)


def _tell_refusal(request: AuthenticatedRequest, form: Form) -> None:
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))


def _back(found: Session) -> HttpResponseRedirect:
    """Return to the agenda, at the session."""
    page = reverse("workshops:agenda", args=[found.workshop.public_id])
    return HttpResponseRedirect(f"{page}#s-{found.public_id}")

"""Cohorts, their people and their seats."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people import queries
from karski.web.people.access import FORM, WRITE, members
from karski.web.people.actions import cohorts
from karski.web.people.forms.people import AddForm, CohortForm, SeatsForm, attempt
from karski.web.people.models import Cohort, CohortMember, Organisation, Seat
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission


@members()
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """List the cohorts one manages or is in."""
    said = {
        "cohorts": queries.cohorts_of(request.person),
        "may_make": request.person.may(Permission.MANAGE_COHORTS),
    }
    return render(request, "people/cohorts.html", said)


@members(Permission.MANAGE_COHORTS, methods=FORM)
def made(request: AuthenticatedRequest) -> HttpResponse:
    """Make a cohort."""
    person = request.person
    places = queries.managed_organisations(person)
    form = CohortForm(request.POST or None).offer(places)
    cohort = attempt(form, partial(cohorts.create_cohort, by=request.user))
    if cohort is not None:
        messages.success(request, _("The cohort is made; add its people."))
        return redirect("people:cohort", cohort.pk)
    return render(request, "people/cohort_form.html", {"form": form})


@members()
def shown(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Show a cohort: its people, and to those who manage it, its seats."""
    cohort = get_object_or_404(queries.cohorts_of(request.person), pk=key)
    add = AddForm(auto_id="add_%s").offer(queries.not_in(cohort))
    return _cohort(request, cohort, add, SeatsForm(auto_id="seats_%s"))


@members(Permission.MANAGE_COHORTS, methods=WRITE)
def add(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Add a person to a cohort."""
    cohort = _managed(request, key)
    form = AddForm(request.POST, auto_id="add_%s").offer(queries.not_in(cohort))
    if attempt(form, partial(cohorts.add_to_cohort, cohort, by=request.user)) is None:
        return _cohort(request, cohort, form, SeatsForm(auto_id="seats_%s"))
    return redirect("people:cohort", cohort.pk)


@members(Permission.MANAGE_COHORTS, methods=WRITE)
def take_out(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Take a person out of a cohort."""
    member = get_object_or_404(CohortMember, pk=key)
    cohort = _managed(request, member.cohort_id)
    cohorts.remove_from_cohort(member, by=request.user)
    return redirect("people:cohort", cohort.pk)


@members(Permission.MANAGE_COHORTS, methods=WRITE)
@never_cache
def seats(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Make seats, and show their codes this once, as a sheet to print."""
    cohort = _managed(request, key)
    form = SeatsForm(request.POST, auto_id="seats_%s")
    new = attempt(form, partial(cohorts.make_seats, cohort, by=request.user))
    if new is None:
        people = AddForm(auto_id="add_%s").offer(queries.not_in(cohort))
        return _cohort(request, cohort, people, form)
    return render(request, "people/sheet.html", {"cohort": cohort, "seats": new})


@members(Permission.MANAGE_COHORTS, methods=WRITE)
def revoke(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Close a seat."""
    seat = get_object_or_404(Seat, pk=key)
    cohort = _managed(request, seat.cohort_id)
    cohorts.revoke_seat(seat, by=request.user)
    messages.success(request, _("Seat %s is closed.") % seat.label)
    return redirect("people:cohort", cohort.pk)


def _managed(request: AuthenticatedRequest, key: int) -> Cohort:
    cohort = queries.cohorts_of(request.person).filter(pk=key).first()
    if cohort is None:
        raise Http404
    if not request.person.may(Permission.MANAGE_COHORTS, cohort.organisation_id):
        raise PermissionDenied
    return cohort


def _cohort(
    request: AuthenticatedRequest, cohort: Cohort, add: AddForm, seats: SeatsForm
) -> HttpResponse:
    place: Organisation = cohort.organisation
    said = {
        "cohort": cohort,
        "people": cohort.members.select_related("user").order_by("user__name"),
        "may_manage": request.person.may(Permission.MANAGE_COHORTS, place),
        "add_form": add,
        "could_add": queries.not_in(cohort).exists(),
        "seats_form": seats,
        "seats": queries.seats_of(cohort),
        "now": timezone.now(),
    }
    return render(request, "people/cohort.html", said)

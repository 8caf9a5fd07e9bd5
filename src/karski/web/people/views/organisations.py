"""Organisations and their people."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.web.people import letters, queries
from karski.web.people.access import FORM, WRITE, members
from karski.web.people.actions import invitations, organisations
from karski.web.people.forms.people import (
    InviteForm,
    OrganisationForm,
    RoleForm,
    attempt,
)
from karski.web.people.models import Invitation, Membership, Organisation
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission


@members(Permission.SEE_COLLEAGUES)
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """List the organisations whose people one may see."""
    said = {
        "organisations": queries.organisations_of(request.person),
        "may_make": request.person.may(Permission.MANAGE_MEMBERS),
    }
    return render(request, "people/organisations.html", said)


@members(Permission.MANAGE_MEMBERS, methods=FORM)
def made(request: AuthenticatedRequest) -> HttpResponse:
    """Make an organisation."""
    form = OrganisationForm(request.POST or None)
    act = partial(organisations.create_organisation, by=request.user)
    organisation = attempt(form, act)
    if organisation is not None:
        messages.success(request, _("The organisation is made; invite its people."))
        return redirect("people:organisation", organisation.pk)
    return render(request, "people/organisation_form.html", {"form": form})


@members(Permission.SEE_COLLEAGUES)
def people(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Show who belongs to an organisation, and who is invited."""
    organisation = _seen(request, key)
    return _people(request, organisation, _invite_form(request, organisation))


@members(Permission.INVITE, methods=WRITE)
@never_cache
def invite(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Invite an address; only where no letter leaves, show the link once."""
    organisation = _seen(request, key)
    if not request.person.may(Permission.INVITE, organisation):
        raise PermissionDenied
    form = _invite_form(request, organisation)
    invited = attempt(form, partial(invitations.invite, organisation, by=request.user))
    if invited is None:
        return _people(request, organisation, form)
    path = reverse("people:join", args=[invited.token])
    link = letters.outward(request.build_absolute_uri(path))
    sent = letters.send_invitation(invited.invitation, link)
    # whoever has the link counts as the address's owner: the inviter gets it only
    # where no letter could show who that is
    shown = None if letters.has_post() else link
    said = {"invitation": invited.invitation, "link": shown, "sent": sent}
    return render(request, "people/invited.html", said)


@members(Permission.INVITE, methods=WRITE)
def withdraw(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """End an invitation."""
    invitation = get_object_or_404(Invitation, pk=key)
    _seen(request, invitation.organisation_id)
    try:
        invitations.withdraw_invitation(invitation, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("people:organisation", invitation.organisation_id)


@members(Permission.MANAGE_MEMBERS, methods=WRITE)
def change_role(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Give somebody another role."""
    membership = _membership(request, key)
    roles = request.person.grantable(membership.organisation_id)
    form = RoleForm(request.POST).offer(roles)
    act = partial(organisations.change_role, membership, by=request.user)
    if attempt(form, act) is None:
        _say_refused(request, form)
    else:
        messages.success(request, _("The role is changed."))
    return redirect("people:organisation", membership.organisation_id)


@members(methods=WRITE)
def remove(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Take somebody out of an organisation; oneself, too."""
    membership = _membership(request, key)
    try:
        organisations.remove_member(membership, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("people:organisation", membership.organisation_id)
    if membership.user_id == request.user.pk:
        messages.success(request, _("You have left the organisation."))
        return redirect("people:you")
    messages.success(request, _("The person no longer belongs to the organisation."))
    return redirect("people:organisation", membership.organisation_id)


def _seen(request: AuthenticatedRequest, key: int) -> Organisation:
    organisation = get_object_or_404(Organisation, pk=key)
    if not request.person.may(Permission.SEE_COLLEAGUES, organisation):
        raise Http404
    return organisation


def _membership(request: AuthenticatedRequest, key: int) -> Membership:
    membership = get_object_or_404(Membership, pk=key)
    _seen(request, membership.organisation_id)
    return membership


def _invite_form(
    request: AuthenticatedRequest, organisation: Organisation
) -> InviteForm:
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, initial={"language": request.user.language})
    return form.offer(request.person.grantable(organisation))


def _people(
    request: AuthenticatedRequest, organisation: Organisation, form: InviteForm
) -> HttpResponse:
    person = request.person
    said: dict[str, Any] = {
        "organisation": organisation,
        "people": queries.people_of(organisation),
        "waiting": queries.waiting(organisation),
        "now": timezone.now(),
        "roles": person.grantable(organisation),
        "may_invite": person.may(Permission.INVITE, organisation),
        "may_change": person.may(Permission.MANAGE_MEMBERS, organisation),
        "form": form,
    }
    return render(request, "people/organisation.html", said)


def _say_refused(request: AuthenticatedRequest, form: RoleForm) -> None:
    for words in form.errors.values():
        messages.error(request, " ".join(map(str, words)))

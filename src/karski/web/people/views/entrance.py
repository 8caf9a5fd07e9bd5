"""Ways in: an invitation, the link for the first account, a seat's code."""

from functools import partial

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from karski.web.people import entrance, queries
from karski.web.people.access import FORM, public
from karski.web.people.actions import accounts, invitations
from karski.web.people.forms.people import AcceptForm, FirstForm, SeatForm, attempt
from karski.web.people.models import Invitation, User


@public(room=False, methods=FORM)
@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation, with the account one has or with a new one."""
    invitation = queries.invitation_of(token)
    if invitation is None:
        return render(request, "people/join_closed.html", status=410)
    if request.user.is_authenticated:
        return _join_with(request, invitation, request.user)
    if queries.account_at(invitation.email) is not None:
        return render(request, "people/join_login.html", {"invitation": invitation})
    return _join_anew(request, invitation)


def _join_with(request: HttpRequest, invitation: Invitation, by: User) -> HttpResponse:
    said: dict[str, object] = {"invitation": invitation}
    said["other"] = not queries.owns(by, invitation.email)
    if request.method == "POST":
        try:
            invitations.accept_invitation(invitation, by=by)
        except ValidationError as error:
            said["refused"] = error.messages
        else:
            return redirect("people:organisation", invitation.organisation_id)
    return render(request, "people/join.html", said)


def _join_anew(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    now = {"language": get_language()}
    form = AcceptForm(request.POST or None, initial=now)
    form.email = invitation.email
    act = partial(invitations.accept_with_new_account, invitation)
    user = attempt(form, act)
    if user is not None:
        then = reverse("people:organisation", args=[invitation.organisation_id])
        return entrance.let_in_new(request, user, then)
    said = {"invitation": invitation, "form": form}
    return render(request, "people/join_new.html", said)


@public(room=False, methods=FORM)
@never_cache
@sensitive_post_parameters("password")
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first account, then set up its second factor."""
    link = queries.first_link_of(token)
    if link is None:
        return render(request, "people/first_closed.html", status=410)
    form = FirstForm(request.POST or None)
    act = partial(
        accounts.make_first_administrator, link, language=get_language() or "en"
    )
    user = attempt(form, act)
    if user is not None:
        return entrance.let_in_new(request, user, reverse("mfa_index"))
    return render(request, "people/first.html", {"form": form})


@public(methods=FORM)
@never_cache
def seat(request: HttpRequest) -> HttpResponse:
    """Take a seat of the training room by the code on its paper."""
    if not settings.ROOM:
        raise Http404
    refused: HttpResponse | None = consume_or_429(request, action="seat")
    if refused is not None:
        return refused
    form = SeatForm(request.POST or None)
    if form.is_valid():
        found = queries.seat_of(form.cleaned_data["code"], timezone.now())
        if found is not None:
            entrance.let_in_seat(request, found)
            messages.success(request, _("You have taken seat %s.") % found.label)
            return redirect("monitor:world")
        form.add_error("code", _("No open seat has this code; look at the paper."))
    return render(request, "people/seat.html", {"form": form})

"""Holds every request to what its view says of who may call it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone

from karski.web.people import queries, second_factor
from karski.web.people.access import READ, Access
from karski.web.people.models import Seat, User
from karski.web.people.outside import OUTSIDE
from karski.web.people.person import Person, person_of

SEAT = "seat"  # the seat that a session belongs to


def access_of(view: Callable[..., Any], name: str) -> Access:
    """Return who may call a view; a view that does not say is a bug."""
    access = getattr(view, "access", None) or OUTSIDE.get(name)
    assert isinstance(access, Access), f"{name or view} does not say who may call it"
    return access


class AccessMiddleware:
    """Asks, before each view: served here, right verb, known, proven, permitted."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponse | None:
        """Refuse the request, or let it through to its view."""
        match = request.resolver_match
        access = access_of(view, match.view_name if match else "")
        if settings.ROOM and not access.room:
            raise Http404
        if request.method not in access.methods:
            return HttpResponseNotAllowed(access.methods)
        _end_strange_sessions(request)
        if not request.user.is_authenticated:
            return None if access.public else _ask(request, settings.LOGIN_URL)
        person = vars(request)["person"] = person_of(request.user)
        return _unproven(request, person, access) or _unpermitted(
            request, person, access
        )


def _end_strange_sessions(request: HttpRequest) -> None:
    """In a training room only open seats have sessions, and elsewhere no seat has."""
    key = request.session.get(SEAT)
    if not request.user.is_authenticated or (key is None and not settings.ROOM):
        return
    seat = Seat.objects.filter(pk=key or 0, user=request.user).first()
    if not settings.ROOM or seat is None or not seat.is_open(timezone.now()):
        logout(request)


def _ask(request: HttpRequest, page: str) -> HttpResponse:
    """Send to a page that asks who it is, and back to what can be asked for again."""
    if request.method in READ:
        return redirect_to_login(request.get_full_path(), page)
    return HttpResponseRedirect(resolve_url(page))


def _unproven(
    request: HttpRequest, person: Person, access: Access
) -> HttpResponse | None:
    user = person.user
    sets_up = access.without_second_factor
    if user is None or access.without_proof or not (person.privileged or sets_up):
        return None
    if not second_factor.has_one(user):
        return None if sets_up else HttpResponseRedirect(reverse("mfa_index"))
    if second_factor.was_used(request, user):
        return None
    # nothing sets up another factor, by the password, beside one not shown yet
    return _ask(request, _proof(user))


def _proof(user: User) -> str:
    keys_only = not second_factor.has_app(user)
    return "mfa_reauthenticate_webauthn" if keys_only else "mfa_reauthenticate"


def _unpermitted(
    request: HttpRequest, person: Person, access: Access
) -> HttpResponse | None:
    needed = access.permission
    if access.public or needed is None or person.may(needed):
        return None
    said = {"needed": needed.words, "helpers": queries.who_can_help(person)}
    return render(request, "403.html", said, status=403)

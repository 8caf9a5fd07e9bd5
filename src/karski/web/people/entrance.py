"""Letting somebody in who has just shown who they are."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from karski.web.people.middleware import SEAT
from karski.web.people.models import Seat, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def let_in_new(request: HttpRequest, user: User, then: str) -> HttpResponse:
    """Log in the account that was made this moment, with its password."""
    record_authentication(request, user, "password", reauthenticated=True)
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=then))
    return response


def let_in_seat(request: HttpRequest, seat: Seat) -> None:
    """Give a seat its session, which ends when the seat does."""
    login(request, seat.user, BACKEND)
    request.session[SEAT] = seat.pk
    request.session.set_expiry(seat.expires)

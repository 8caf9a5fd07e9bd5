"""A candidate's answers about their seat, given on their own page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from karski.web.people.access import WRITE
from karski.web.workshops.actions import offers
from karski.web.workshops.personal import PersonalRequest, personal


@personal(methods=WRITE)
def accept(request: PersonalRequest) -> HttpResponse:
    """Take the seat that is offered."""
    return _do(request, offers.accept, _("The seat is yours."))


@personal(methods=WRITE)
def give_up(request: PersonalRequest) -> HttpResponse:
    """Decline the seat, or give it back."""
    return _do(request, offers.give_up, _("The seat goes to the next on the list."))


@personal(methods=WRITE)
def leave_list(request: PersonalRequest) -> HttpResponse:
    """Leave the waiting list."""
    return _do(request, offers.leave_list, _("You are off the waiting list."))


def _do(
    request: PersonalRequest, act: Callable[..., object], said: str
) -> HttpResponse:
    candidate = request.candidate
    try:
        act(candidate, by=candidate.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect("workshops:mine", request.token)

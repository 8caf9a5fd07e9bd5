"""What the pages of those who run an exercise have in common."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.exercise.commands import Command
from karski.web.exercises.actions.steering import steer
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.whose import exercise_of
from karski.web.people.person import AuthenticatedRequest


def the_exercise(request: AuthenticatedRequest) -> Exercise:
    """Return the exercise that an address names, if whoever asks runs it."""
    assert request.resolver_match is not None, "a view was found"
    return exercise_of(request.person, request.resolver_match.kwargs["key"])


def page_of(name: str, anchor: str = "") -> Callable[[HttpRequest], str]:
    """Return where a browser without scripts goes after it has sent something."""

    def back(request: HttpRequest) -> str:
        assert request.resolver_match is not None, "a view was found"
        key = request.resolver_match.kwargs["key"]
        return reverse(f"exercises:{name}", args=[key]) + anchor

    return back


def nonce(request: HttpRequest) -> str:
    """Return what tells this sending of a form from another."""
    return request.POST.get("nonce", "")[:64]


def asked(request: AuthenticatedRequest, command: Callable[[int], Command]) -> str:
    """Carry a command out for whoever asks; return what to say."""
    steer(the_exercise(request), command, by=request.user)
    return _("Done.")

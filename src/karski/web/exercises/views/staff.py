"""What the pages of those who run an exercise have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.exercise.commands import Command
from karski.web.exercises.actions.steering import steer
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.sending import sent
from karski.web.people.access import WRITE, members
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


def acts(page: str, anchor: str = "") -> Callable[[Callable[..., str]], Any]:
    """Let those who run an exercise send what a view carries out, from a page.

    The view gets the request, the exercise, and what else varies in the address; it
    returns what to say.
    """

    def declare(view: Callable[..., str]) -> Any:  # noqa: ANN401 -- wrapped by Django too
        @members(RUN, room=True, methods=WRITE)
        @wraps(view)
        def acted(
            request: AuthenticatedRequest, key: UUID, **parts: object
        ) -> HttpResponse:
            exercise = exercise_of(request.person, key)
            answered: HttpResponse = carried_out(request, exercise=exercise, **parts)
            return answered

        carried_out = sent(back=page_of(page, anchor))(view)
        return acted

    return declare


def asked(
    request: AuthenticatedRequest,
    exercise: Exercise,
    command: Callable[[int], Command],
) -> str:
    """Carry a command out for whoever asks; return what to say."""
    steer(exercise, command, by=request.user)
    return _("Done.")

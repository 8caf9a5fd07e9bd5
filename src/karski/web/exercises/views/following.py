"""The journal as pages follow it: pushed, or asked for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from karski.web.exercises import streams
from karski.web.exercises.models import Exercise
from karski.web.exercises.numbers import whole
from karski.web.exercises.queries.whose import RUN, exercise_of, exercises_run
from karski.web.exercises.taking_part import PlayerRequest, holder, taking_part
from karski.web.exercises.viewers import Viewer, viewer_of
from karski.web.people.access import members
from karski.web.people.models import User
from karski.web.people.person import AuthenticatedRequest, person_of


def after(request: HttpRequest, exercise: Exercise) -> int:
    """Return the number of the event that the client saw last; 0 if it says nonsense.

    A browser that connects again says it in a header, and that counts. Nobody has seen
    what is yet to happen.
    """
    said = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return min(whole(said) or 0, exercise.seq)


@taking_part()
def my_stream(request: PlayerRequest) -> StreamingHttpResponse:
    """Push what is for somebody who takes part, while they hold their link."""
    player, token = request.player, request.token
    seated = (player.pk, player.role)

    def still() -> bool:
        found = holder(token)
        return found is not None and (found.pk, found.role) == seated

    exercise = player.exercise
    return streams.streamed(exercise, _own(request), after(request, exercise), still)


@taking_part()
def my_entries(request: PlayerRequest) -> HttpResponse:
    """Answer with what has come for somebody who takes part."""
    exercise = request.player.exercise
    return streams.asked(exercise, _own(request), after(request, exercise))


@members(RUN, room=True)
def stream(request: AuthenticatedRequest, key: UUID) -> StreamingHttpResponse:
    """Push everything to those who run the exercise, while they do."""
    exercise, user = exercise_of(request.person, key), request.user

    def still() -> bool:
        known = User.objects.filter(pk=user.pk, is_active=True).exists()
        return known and exercises_run(person_of(user)).filter(pk=exercise.pk).exists()

    at = after(request, exercise)
    return streams.streamed(exercise, _staff(request), at, still)


@members(RUN, room=True)
def entries(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Answer with everything that has come, to those who run the exercise."""
    exercise = exercise_of(request.person, key)
    return streams.asked(exercise, _staff(request), after(request, exercise))


def _own(request: PlayerRequest) -> Viewer:
    return viewer_of(request.player, request.token, request.LANGUAGE_CODE)


def _staff(request: HttpRequest) -> Viewer:
    return Viewer(None, staff=True, language=request.LANGUAGE_CODE)

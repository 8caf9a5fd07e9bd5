"""The journal as pages follow it: pushed, or asked for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from karski.web.exercises import streams
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.exercises.viewers import Viewer, viewer_of
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest

MOST = 2**31 - 1


def after(request: HttpRequest) -> int:
    """Return the number of the event that the client saw last; 0 if it says nonsense.

    A browser that connects again says it in a header, and that counts.
    """
    said = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return min(int(said), MOST) if said.isascii() and said.isdigit() else 0


@taking_part()
def my_stream(request: PlayerRequest) -> StreamingHttpResponse:
    """Push what is for somebody who takes part."""
    return streams.streamed(request.player.exercise, _own(request), after(request))


@taking_part()
def my_entries(request: PlayerRequest) -> HttpResponse:
    """Answer with what has come for somebody who takes part."""
    return streams.asked(request.player.exercise, _own(request), after(request))


@members(RUN, room=True)
def stream(request: AuthenticatedRequest, key: UUID) -> StreamingHttpResponse:
    """Push everything to those who run the exercise."""
    exercise = exercise_of(request.person, key)
    return streams.streamed(exercise, _staff(request), after(request))


@members(RUN, room=True)
def entries(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Answer with everything that has come, to those who run the exercise."""
    exercise = exercise_of(request.person, key)
    return streams.asked(exercise, _staff(request), after(request))


def _own(request: PlayerRequest) -> Viewer:
    return viewer_of(request.player, request.token, request.LANGUAGE_CODE)


def _staff(request: HttpRequest) -> Viewer:
    return Viewer(None, staff=True, language=request.LANGUAGE_CODE)

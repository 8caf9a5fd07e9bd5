"""The review as a file: to print, or to edit."""

from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from karski.briefings.papers import UnprintableError, catalogue, document, editable
from karski.web.exercises.models import Exercise
from karski.web.exercises.papers.review_paper import Reviewed, review_paper
from karski.web.exercises.queries import forking, reviewing
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.exercises.views.papers import PDF, handed_out, unprintable
from karski.web.exercises.views.reviewing import open_to
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": PDF, "docx": DOCX}


@members(RUN, room=True)
def review_file(
    request: AuthenticatedRequest, key: UUID, language: str, kind: str
) -> HttpResponse:
    """Hand the review to those who run the exercise."""
    return _handed_out(request, exercise_of(request.person, key), language, kind)


@taking_part()
def my_review_file(request: PlayerRequest, language: str, kind: str) -> HttpResponse:
    """Hand it to those who took part; to players once it is over."""
    if not open_to(request):
        return redirect("exercises:my_review", request.token)
    refused: HttpResponse | None = consume_or_429(
        request, action="exercise_paper", key=request.token, limit_get=True
    )
    if refused is not None:
        return refused
    return _handed_out(request, request.player.exercise, language, kind)


def _handed_out(
    request: HttpRequest, exercise: Exercise, language: str, kind: str
) -> HttpResponse:
    if kind not in KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    found = reviewing.review_of(exercise)
    without = forking.without_each(exercise, found.events)
    with override(language):
        content = review_paper(Reviewed(exercise, found, without, timezone.localdate()))
    try:
        paper = catalogue()["workshop_report"]
        file = document(paper, content) if kind == "pdf" else editable(content)
    except UnprintableError as error:
        return unprintable(request, error)
    name = f"review-{slugify(exercise.title) or 'exercise'}-{language}.{kind}"
    return handed_out(file, KINDS[kind], name)

"""The journal: read, taken out, and replayed."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from karski.web.exercises import states
from karski.web.exercises.actions import exporting
from karski.web.exercises.models import Exercise
from karski.web.exercises.numbers import whole
from karski.web.exercises.queries.replaying import moment
from karski.web.exercises.queries.reviewing import review_of
from karski.web.exercises.queries.watching import line_of
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.saying import Teller
from karski.web.people.access import WRITE, members
from karski.web.people.person import AuthenticatedRequest

ON_A_PAGE = 200
LINES, TABLE = "jsonl", "csv"
TYPES = {
    LINES: "application/jsonl; charset=utf-8",
    TABLE: "text/csv; charset=utf-8",
}


@members(RUN, room=True)
def journal(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show every event in a sentence, the newest first."""
    exercise = exercise_of(request.person, key)
    found = review_of(exercise)
    page = Paginator(found.events[::-1], ON_A_PAGE).get_page(request.GET.get("page"))
    teller = Teller(found.pack, found.events)
    said = {
        "exercise": exercise,
        "section": "review",
        "pack": found.pack,
        "page": page,
        "lines": [line_of(teller, event) for event in page.object_list],
    }
    return render(request, "exercises/review/journal.html", said)


@members(RUN, room=True, methods=WRITE)
def journal_file(request: AuthenticatedRequest, key: UUID, form: str) -> HttpResponse:
    """Give the journal out: as Karski reads it again, or for spreadsheets."""
    exercise = exercise_of(request.person, key)
    if form not in TYPES:
        raise Http404
    give = exporting.as_lines if form == LINES else exporting.as_table
    response = HttpResponse(give(exercise, by=request.user), content_type=TYPES[form])
    name = f"journal-{exercise.pack}-{exercise.pk}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@members(RUN, room=True)
def replay(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Step through the journal, for the projector."""
    exercise = exercise_of(request.person, key)
    pack = states.pack_of(exercise)
    events = states.events_after(exercise.pk, 0)
    seat = request.GET.get("seat", "")
    said = {
        "exercise": exercise,
        "section": "review",
        "pack": pack,
        "seat": seat if seat in pack.roles else "",
        "shown": moment(
            pack,
            exercise.seed,
            events,
            _number(request, exercise),
            seat if seat in pack.roles else "",
        ),
    }
    return render(request, "exercises/review/replay.html", said)


def _number(request: AuthenticatedRequest, exercise: Exercise) -> int:
    """Return which event is asked for; the first if it is nonsense."""
    return min(whole(request.GET.get("at", "")) or 1, exercise.seq)

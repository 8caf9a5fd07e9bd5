"""A desk as it is seen there, the log, for those who run an exercise."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from karski.exercise.audience import visible
from karski.exercise.events import sees
from karski.exercise.state import State
from karski.web.exercises import log_words, states
from karski.web.exercises.forms.console import HintForm
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries import rulings
from karski.web.exercises.telling import piece
from karski.web.exercises.viewers import Viewer
from karski.web.exercises.views.staff import the_exercise
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES
NEWEST, PAGE = 100, 100


@members(RUN, room=True)
@never_cache
def desk(request: AuthenticatedRequest, key: UUID, role: str) -> HttpResponse:
    """Show what has reached a desk, as it is shown there."""
    exercise = the_exercise(request)
    pack = states.pack_of(exercise)
    if role not in pack.roles:
        raise Http404
    eyes = Viewer(role, staff=False, language=request.LANGUAGE_CODE)
    with states.reading(exercise) as state:
        said = {
            "pieces": _pieces(exercise, state, eyes),
            "decisions": _theirs(state, role),
            "seq": len(state.events),
            "players": len(state.seats[role].players),
            "bot": state.seats[role].bot,
        }
    said |= {
        "exercise": exercise,
        "section": "console",
        "pack": pack,
        "role": role,
        "seat": pack.roles[role],
        "hint_form": HintForm(auto_id="hint_%s").offer(pack, role),
    }
    part = "X-Part" in request.headers
    page = "exercises/console/desk_part.html" if part else "exercises/console/desk.html"
    return render(request, page, said)


def _pieces(exercise: Exercise, state: State, eyes: Viewer) -> list[SafeString]:
    assert eyes.role is not None, "a desk looks"
    seen = visible(state, eyes.role)[-NEWEST:]
    told = (piece(exercise, each, eyes) for each in reversed(seen))
    return [each for each in told if each]


def _theirs(state: State, role: str) -> list[rulings.Row]:
    numbers = {
        each.number
        for each in state.decisions.values()
        if sees(state.events[each.number - 1], role)
    }
    return [row for row in rulings.rows(state) if row.number in numbers]


@members(RUN, room=True)
@never_cache
def log(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the whole journal, newest first, page by page."""
    exercise = the_exercise(request)
    with states.reading(exercise) as state:
        events = [e for e in state.events if e.kind not in log_words.QUIET][::-1]
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    said = {
        "exercise": exercise,
        "section": "console",
        "pack": states.pack_of(exercise),
        "page": page,
    }
    return render(request, "exercises/console/log.html", said)

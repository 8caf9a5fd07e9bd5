"""What if a decision had come earlier, later, or never; or another had been taken."""

from collections.abc import Callable
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from karski.core.errors import ExerciseError
from karski.exercise.folding import fold
from karski.exercise.forking import RUNS, Added, Change, Dropped, Moved, at_work, drawn
from karski.exercise.review.reviewing import Review
from karski.web.exercises import drawings
from karski.web.exercises.forms.forking import AddForm, MoveForm
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries import forking, reviewing
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.exercises.views.reviewing import open_to
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest

Said = dict[str, object]


@members(RUN, room=True)
def fork(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Ask a journal what would have been otherwise."""
    said = _said(request, exercise_of(request.person, key))
    return render(request, "exercises/review/fork.html", said)


@taking_part()
def my_fork(request: PlayerRequest) -> HttpResponse:
    """Let those who took part ask the same."""
    if not open_to(request):
        return redirect("exercises:my_review", request.token)
    refused: HttpResponse | None = consume_or_429(
        request, action="exercise_fork", key=request.token, limit_get=True
    )
    if refused is not None:
        return refused
    said = _said(request, request.player.exercise) | {"token": request.token}
    return render(request, "exercises/review/my_fork.html", said)


@members(RUN, room=True)
def changed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what each decision that was taken changed."""
    exercise = exercise_of(request.person, key)
    return render(request, _page(request, "changed"), _each(exercise))


@taking_part()
def my_changed(request: PlayerRequest) -> HttpResponse:
    """Show those who took part the same."""
    if not open_to(request):
        return redirect("exercises:my_review", request.token)
    said = _each(request.player.exercise) | {"token": request.token}
    return render(request, _page(request, "my_changed"), said)


def _page(request: HttpRequest, name: str) -> str:
    """Return the template of a page, or of its table that a script asks for."""
    name = "changed_part" if request.headers.get("X-Part") else name
    return f"exercises/review/{name}.html"


def _each(exercise: Exercise) -> Said:
    found = reviewing.review_of(exercise)
    told = forking.without_each(exercise, found.events)
    luck = drawn(fold(found.pack, exercise.seed, found.events))
    return {
        "exercise": exercise,
        "section": "review",
        "pack": found.pack,
        "runs": RUNS,
        "rows": [
            (each, told[each.event.seq], luck[each.event.seq])
            for each in found.decisions
            if each.event.seq in told
        ],
    }


def _said(request: HttpRequest, exercise: Exercise) -> Said:
    found = reviewing.review_of(exercise)
    state = fold(found.pack, exercise.seed, found.events)
    works = at_work(state)
    asked = request.GET if "decision" in request.GET else None
    added = request.GET if "what" in request.GET else None
    move = MoveForm(asked, auto_id="move_%s").of(state, list(works))
    add = AddForm(added, auto_id="add_%s").of(found.pack)
    said: Said = {
        "exercise": exercise,
        "section": "review",
        "pack": found.pack,
        "found": found,
        "move": move,
        "add": add,
        "works": bool(works),
        "runs": RUNS,
    }
    for form in (move, add):
        if form.is_bound and form.is_valid():
            said |= _changed(exercise, found, form.change, form)
    return said


def _changed(
    exercise: Exercise,
    found: Review,
    change: Callable[[], Change],
    form: MoveForm | AddForm,
) -> Said:
    """Return what a change would have changed, or why it cannot be."""
    asked = change()
    try:
        told = forking.difference(exercise, found.events, [asked])
    except ExerciseError as error:
        form.add_error(None, gettext(str(error)))
        return {}
    return {
        **_about(found, asked),
        "told": told,
        "own": forking.own_run(exercise, found.events, [asked]),
        "drawn": drawings.both_courses(found, told),
        "by_day": forking.by_day(found.pack, told),
    }


def _about(found: Review, asked: Change) -> Said:
    """Return what is asked, in the parts that a page says it with."""
    if isinstance(asked, Added):
        return {"asked": asked, "measure_name": asked.measure}
    decision = next(e for e in found.decisions if e.event.seq == asked.decision)
    hours = asked.hours if isinstance(asked, Moved) else 0
    return {
        "decision": decision,
        "measure_name": decision.fate.measure,
        "never": isinstance(asked, Dropped),
        "change_hours": hours,
        "hours": abs(round(hours)),
    }

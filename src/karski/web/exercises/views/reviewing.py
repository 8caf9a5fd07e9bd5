"""The review: for those who ran the exercise, and then for all who took part."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.exercise.review.forecasting import own_score
from karski.exercise.review.rating import agreement
from karski.web.exercises import drawings
from karski.web.exercises.actions import reviewing as actions
from karski.web.exercises.forms.reviewing import CommitForm, LessonForm, PlanForm
from karski.web.exercises.models import Exercise, Lesson, Part, PlannedAction
from karski.web.exercises.queries import reviewing
from karski.web.exercises.queries.whose import RUN, exercise_of, exercises_run
from karski.web.exercises.states import pack_of
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission


@members(RUN, room=True)
def review(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the review, of an exercise that still runs as far as it has come."""
    return _staffs(request, exercise_of(request.person, key))


@members(RUN, room=True, methods=WRITE)
def lesson(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Write a lesson down."""
    exercise = exercise_of(request.person, key)
    form = LessonForm(request.POST, auto_id="lesson_%s").of(pack_of(exercise))
    act = partial(actions.add_lesson, exercise, by=request.user)
    if attempt(form, act) is None:
        return _staffs(request, exercise, lesson_form=form)
    messages.success(request, _("The lesson is written down."))
    return redirect(_back(exercise, "lessons"))


@members(RUN, room=True, methods=FORM)
def change_lesson(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Put a lesson in other words, or take it off the list."""
    runs = exercises_run(request.person)
    found = get_object_or_404(Lesson, public_id=key, exercise__in=runs)
    exercise = found.exercise
    if request.POST.get("remove"):
        actions.remove_lesson(found, by=request.user)
        return redirect(_back(exercise, "lessons"))
    start = {"text": found.text, "capability": found.capability}
    form = LessonForm(request.POST or None, initial=start).of(pack_of(exercise))
    if attempt(form, partial(actions.change_lesson, found, by=request.user)):
        return redirect(_back(exercise, "lessons"))
    said = {"exercise": exercise, "section": "review", "form": form}
    return render(request, "exercises/review/lesson.html", said)


@members(RUN, room=True, methods=WRITE)
def plan(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Plan that something will change."""
    exercise = exercise_of(request.person, key)
    form = PlanForm(request.POST, auto_id="plan_%s").of(pack_of(exercise))
    if attempt(form, partial(actions.plan, exercise, by=request.user)) is None:
        return _staffs(request, exercise, plan_form=form)
    messages.success(request, _("It is on the plan."))
    return redirect(_back(exercise, "plan"))


@members(RUN, room=True, methods=WRITE)
def remove_planned(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take an action off the plan."""
    found = _planned(request, key)
    actions.remove_planned(found, by=request.user)
    return redirect(_back(found.exercise, "plan"))


@members(Permission.MANAGE_PROGRAMME, methods=FORM)
def commit(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Make a commitment of a planned action."""
    found = _planned(request, key)
    form = CommitForm(request.POST or None).offer(request.person)
    if attempt(form, partial(actions.commit, found, by=request.user)) is not None:
        messages.success(request, _("The commitment is recorded."))
        return redirect(_back(found.exercise, "plan"))
    said = {
        "exercise": found.exercise,
        "section": "review",
        "planned": found,
        "form": form,
    }
    return render(request, "exercises/review/commit.html", said)


@taking_part()
def my_review(request: PlayerRequest) -> HttpResponse:
    """Show the review to those who took part; to players once it is over."""
    return _players(request)


@taking_part(methods=WRITE)
def my_lesson(request: PlayerRequest) -> HttpResponse:
    """Write a lesson down, without a name."""
    exercise = request.player.exercise
    form = LessonForm(request.POST, auto_id="lesson_%s").of(pack_of(exercise))
    act = partial(actions.add_lesson, exercise, by=request.player)
    if attempt(form, act) is None:
        return _players(request, lesson_form=form)
    messages.success(request, _("The lesson is written down."))
    return redirect("exercises:my_review", request.token)


def open_to(request: PlayerRequest) -> bool:
    """Say whether the review is open to who asks: to players only after the end."""
    player = request.player
    return player.part != Part.PLAYER or player.exercise.ended is not None


def _players(request: PlayerRequest, **more: object) -> HttpResponse:
    exercise = request.player.exercise
    if not open_to(request):
        known = {"exercise": exercise, "token": request.token}
        return render(request, "exercises/review/not_yet.html", known)
    said = _said(exercise)
    own = own_score(said["found"].events, str(request.player.public_id))
    said |= {"token": request.token, "own_score": own, **more}
    return render(request, "exercises/review/my_review.html", said)


def _staffs(
    request: AuthenticatedRequest, exercise: Exercise, **more: object
) -> HttpResponse:
    said = _said(exercise) | {
        "plan_form": PlanForm(auto_id="plan_%s").of(pack_of(exercise)),
        "may_commit": request.person.may(Permission.MANAGE_PROGRAMME),
    }
    return render(request, "exercises/review/review.html", said | more)


def _said(exercise: Exercise) -> dict[str, Any]:
    """Return what the review shows."""
    found = reviewing.review_of(exercise)
    seats = reviewing.seats(found.pack)
    return {
        "exercise": exercise,
        "section": "review",
        "pack": found.pack,
        "found": found,
        "seats": seats,
        "timeline": reviewing.timeline(found),
        "matrix": reviewing.matrix(found, seats),
        "decided": reviewing.decided(found),
        "agreement": agreement(found.rated),
        "flow_drawn": drawings.who_told_whom(found.flow, seats),
        "calibration": drawings.calibration(found.forecasts),
        "lesson_form": LessonForm(auto_id="lesson_%s").of(found.pack),
    }


def _planned(request: AuthenticatedRequest, key: UUID) -> PlannedAction:
    runs = exercises_run(request.person)
    return get_object_or_404(PlannedAction, public_id=key, exercise__in=runs)


def _back(exercise: Exercise, part: str) -> str:
    return f"{reverse('exercises:review', args=[exercise.public_id])}#{part}"

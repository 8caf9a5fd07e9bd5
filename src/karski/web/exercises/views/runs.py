"""The exercises, and the scenarios that there are."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from karski.exercise.packs.reading import names, shipped
from karski.web.exercises import states
from karski.web.exercises.actions.making import make_exercise
from karski.web.exercises.forms.runs import MakeForm
from karski.web.exercises.queries import clocks, readiness, seats
from karski.web.exercises.queries.whose import (
    RUN,
    exercise_of,
    exercises_run,
    organisations_run,
)
from karski.web.people.access import FORM, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person


@public()
def all_exercises(request: HttpRequest) -> HttpResponse:
    """Show the scenarios to everybody, and their exercises to those who run them."""
    asker = person(request)
    said = {
        "packs": {name: shipped(name) for name in names()},
        "exercises": exercises_run(asker),
        "may_make": asker.may(RUN),
    }
    return render(request, "exercises/all.html", said)


@members(RUN, methods=FORM)
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Make an exercise."""
    chosen = {"pack": request.GET.get("pack", "")}
    form = MakeForm(request.POST or None, request.FILES or None, initial=chosen)
    form.offer(organisations_run(request.person))
    made = attempt(form, lambda **given: make_exercise(by=request.user, **given))
    if made is not None:
        return redirect("exercises:exercise", made[0].public_id)
    return render(request, "exercises/runs/new.html", {"form": form})


@members(RUN, room=True)
@never_cache
def exercise(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what an exercise is, and whether the room is ready for it."""
    found = exercise_of(request.person, key)
    players = seats.present(found)
    with states.reading(found) as state:
        said = {
            "checks": list(readiness.checks(found, state, players)),
            "clock": clocks.shown(state),
            "seq": len(state.events),
        }
    said |= {
        "exercise": found,
        "section": "exercise",
        "pack": states.pack_of(found),
        "players": len(players),
    }
    part = "X-Part" in request.headers
    page = "exercises/runs/checks.html" if part else "exercises/runs/exercise.html"
    return render(request, page, said)

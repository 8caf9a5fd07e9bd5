"""The exercises, and the scenarios that there are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from karski.exercise.packs.reading import names, shipped
from karski.web.exercises.queries.whose import exercises_run
from karski.web.people.access import public
from karski.web.people.person import person


@public()
def all_exercises(request: HttpRequest) -> HttpResponse:
    """Show the scenarios to everybody, and their exercises to those who run them."""
    said = {
        "packs": {name: shipped(name) for name in names()},
        "exercises": exercises_run(person(request)),
    }
    return render(request, "exercises/all.html", said)

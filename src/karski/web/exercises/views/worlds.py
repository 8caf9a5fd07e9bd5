"""The world model's page: how it fits, what it rests on, what it cannot say."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from karski.exercise.world import CANNOT_SAY, Sensitivity, assumptions, fit, sensitivity
from karski.exercise.world.assuming import base_rates
from karski.exercise.world.varying import DAYS, RUNS, example
from karski.web.people.access import public


@public()
def world(request: HttpRequest) -> HttpResponse:
    """Say what the world of exercises is made of, and how far to trust it."""
    told = _sensitivity()
    said = {
        "data": base_rates().data,
        "fit": fit(),
        "sensitivity": told,
        "top": max((row.high.high for row in told), default=1),
        "assumptions": assumptions(),
        "cannot_say": CANNOT_SAY,
        "runs": RUNS,
        "days": DAYS,
        "people": sum(each.people for each in example().communities),
    }
    return render(request, "exercises/world.html", said)


@cache
def _sensitivity() -> tuple[Sensitivity, ...]:
    """Vary each assumption once for this process: it takes a few seconds."""
    return sensitivity(example(), runs=RUNS)

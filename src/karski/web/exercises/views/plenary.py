"""One screen for the whole room, and the page from which it is led."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.web.exercises import states
from karski.web.exercises.actions import plenary as actions
from karski.web.exercises.forms.console import (
    MomentForm,
    SayForm,
    StageForm,
    cleaned,
)
from karski.web.exercises.forms.plenary import CountForm, MeasureForm, PutForm
from karski.web.exercises.queries import clocks
from karski.web.exercises.queries.plenary import open_in_room, screen
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.sending import new_nonce, nonce, sent
from karski.web.exercises.views.staff import page_of, the_exercise
from karski.web.people.access import WRITE, members
from karski.web.people.person import AuthenticatedRequest


@members(RUN, room=True)
@never_cache
def plenary(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the room's screen, or the part of it that is asked for anew."""
    exercise = exercise_of(request.person, key)
    everything = "all" in request.GET
    with states.reading(exercise) as state:
        shown = screen(state, everything=everything)
    said = {
        "exercise": exercise,
        "pack": states.pack_of(exercise),
        "screen": shown,
        "everything": everything,
    }
    part = "X-Part" in request.headers
    page = "exercises/plenary/part.html" if part else "exercises/plenary/screen.html"
    return render(request, page, said)


@members(RUN, room=True)
@never_cache
def plenary_lead(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the page from which the room is led."""
    exercise = exercise_of(request.person, key)
    pack = states.pack_of(exercise)
    said: dict[str, Any] = {"exercise": exercise, "section": "console", "pack": pack}
    with states.reading(exercise) as state:
        said |= _clock(state) | {"waiting": open_in_room(state)}
        said["seq"] = len(state.events)
    said |= _forms(pack, request.GET.get("measure", ""))
    return render(request, "exercises/plenary/lead.html", said)


@members(RUN, room=True)
@never_cache
def plenary_waiting(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show anew what waits for a count of hands."""
    exercise = exercise_of(request.person, key)
    with states.reading(exercise) as state:
        said = {"exercise": exercise, "waiting": open_in_room(state)}
    said["count_form"] = CountForm(auto_id=False)
    return render(request, "exercises/plenary/waiting.html", said)


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("plenary_lead"))
def put(request: AuthenticatedRequest, key: UUID, measure: str) -> str:
    """Put a measure to the room."""
    exercise = the_exercise(request)
    form = PutForm(request.POST).offer(
        _offering(states.pack_of(exercise), measure), measure
    )
    target = cleaned(form)["target"]
    actions.put_to_room(
        exercise,
        by=request.user,
        measure=measure,
        target=target,
        parameters=form.parameters,
        nonce=nonce(request) or new_nonce(),
    )
    return _("It stands on the screen. Count hands.")


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("plenary_lead"))
def count(request: AuthenticatedRequest, key: UUID, number: int) -> str:
    """Decide by the hands that went up."""
    carried = actions.count_hands(
        the_exercise(request),
        by=request.user,
        decision=number,
        nonce=nonce(request),
        **cleaned(CountForm(request.POST)),
    )
    return _("Decided.") if carried else _("Not decided: there was no majority.")


def _clock(state: State) -> dict[str, Any]:
    shown, pack = clocks.shown(state), state.pack
    coming = [each for each in pack.phases if each.at >= shown.at][:1]
    return {
        "clock": shown,
        "phase_next": coming[0] if coming else None,
        "moment_form": MomentForm.at(min(shown.at, pack.ends)),
        "stage_form": StageForm(initial={"stage": state.stage}, auto_id="stage_%s"),
        "say_form": SayForm(auto_id="say_%s"),
    }


def _forms(pack: Pack, chosen: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "measure_form": MeasureForm(initial={"measure": chosen}).offer(pack),
        "count_form": CountForm(auto_id=False),
    }
    if chosen in pack.measures:
        found |= {"chosen": chosen, "put_form": PutForm().offer(pack, chosen)}
    return found


def _offering(pack: Pack, measure: str) -> Pack:
    if measure not in pack.measures:
        raise Http404
    return pack

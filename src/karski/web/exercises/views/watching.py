"""Experts and observers: any team's view, notes, marks, ratings, advice."""

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.roles import Capability
from karski.exercise.review.rating import agreement
from karski.web.exercises import states
from karski.web.exercises.actions import evaluating as actions
from karski.web.exercises.forms.watching import (
    AdviceForm,
    MarkForm,
    NoteForm,
    RateForm,
)
from karski.web.exercises.models import Part, Player
from karski.web.exercises.numbers import whole
from karski.web.exercises.queries import clocks
from karski.web.exercises.queries.reviewing import review_of
from karski.web.exercises.queries.watching import Watched, seats_of, watched
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.exercises.sending import sent
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.people.access import WRITE, members
from karski.web.people.person import AuthenticatedRequest

WATCHING = (Part.EXPERT, Part.OBSERVER)
MOST_VIEW = 60  # characters of a team or seat
Form = TypeVar("Form", bound=forms.Form)


def _back(request: HttpRequest) -> str:
    token = getattr(request, "token", "")
    view = request.POST.get("view", "")[:MOST_VIEW]
    asked = f"?{urlencode({'view': view})}" if view else ""
    return reverse("exercises:watching_mine", args=[token]) + asked


@members(RUN, room=True)
def watching(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show those who run the exercise what experts and observers noted."""
    exercise = exercise_of(request.person, key)
    with states.reading(exercise) as state:
        seen = watched(state, "")
    found = review_of(exercise)
    said = {
        "exercise": exercise,
        "section": "watching",
        "pack": found.pack,
        "seen": seen,
        "found": found,
        "agreement": agreement(found.rated),
    }
    return render(request, _part(request, "watching/all.html"), said)


@taking_part(*WATCHING)
def watching_mine(request: PlayerRequest) -> HttpResponse:
    """Show what happens, as any team sees it, and take notes."""
    return render(request, "exercises/watching/mine.html", _said(request))


@taking_part(*WATCHING)
def my_view(request: PlayerRequest) -> HttpResponse:
    """Give the list of what happens anew."""
    return render(request, "exercises/watching/lines.html", _said(request))


@taking_part(*WATCHING)
def my_clock(request: PlayerRequest) -> HttpResponse:
    """Give the clock anew, and whether the exercise is stopped for safety."""
    with states.reading(request.player.exercise) as state:
        said = {"clock": clocks.shown(state)}
    return render(request, "exercises/watching/clock.html", said)


@taking_part(*WATCHING)
def my_asked(request: PlayerRequest) -> HttpResponse:
    """Give the seats that wait for advice anew."""
    return render(request, "exercises/watching/asked.html", _said(request))


@taking_part(*WATCHING, methods=WRITE)
@sent(_back)
def my_note(request: PlayerRequest) -> str:
    """Note what some seats did."""
    form = NoteForm(request.POST).of(states.pack_of(request.player.exercise))
    actions.observe(by=request.player, **_given(form))
    return _("Noted.")


@taking_part(*WATCHING, methods=WRITE)
@sent(_back)
def my_mark(request: PlayerRequest) -> str:
    """Mark an event."""
    actions.bookmark(by=request.player, **_given(MarkForm(request.POST)))
    return _("Marked.")


@taking_part(*WATCHING, methods=WRITE)
@sent(_back)
def my_rating(request: PlayerRequest) -> str:
    """Rate a capability."""
    with states.reading(request.player.exercise) as state:
        seen = watched(state, "", request.player)
    actions.rate(by=request.player, **_given(RateForm(request.POST).of(_marked(seen))))
    return _("Your rating is kept. A later one takes its place.")


@taking_part(*WATCHING, methods=WRITE)
@sent(_back)
def my_advice(request: PlayerRequest) -> str:
    """Answer a seat that asked for advice."""
    actions.advise(by=request.player, **_given(AdviceForm(request.POST)))
    return _("Your advice is with them.")


def _given(form: forms.Form) -> Mapping[str, Any]:
    """Return what was filled in.

    Raises
    ------
    ValidationError
    """
    if not form.is_valid():
        said = [error for errors in form.errors.values() for error in errors]
        raise ValidationError([str(each) for each in said])
    return form.cleaned_data


def _marked(seen: Watched) -> list[tuple[int, str]]:
    return [(line.event.seq, line.line) for line in seen.marks]


def _part(request: HttpRequest, page: str) -> str:
    """Return the template of a page, or of its part that is asked for anew."""
    if request.headers.get("X-Part"):
        return f"exercises/{page.replace('.html', '_part.html')}"
    return f"exercises/{page}"


def _said(request: PlayerRequest) -> dict[str, object]:
    player = request.player
    exercise, view = player.exercise, request.GET.get("view", "")
    pack = states.pack_of(exercise)
    view = view if seats_of(pack, view) else ""
    with states.reading(exercise) as state:
        seen = watched(state, view, player)
        clock = clocks.shown(state)
    about = request.GET.get("about", "")
    return {
        "exercise": exercise,
        "player": player,
        "token": request.token,
        "pack": pack,
        "view": view,
        "teams": dict.fromkeys(role.team for role in pack.roles.values()),
        "seen": seen,
        "clock": clock,
        "about": whole(about),
        "note": NoteForm(auto_id="note_%s", initial={"about": about}).of(pack),
        "guide": _guide(pack, player, seen),
    }


def _guide(
    pack: Pack, player: Player, seen: Watched
) -> list[tuple[str, Capability, RateForm]]:
    """Return each capability with the form that rates it, filled with the last."""
    found = []
    for name, capability in pack.capabilities.items():
        last = seen.rated.get(name)
        start: dict[str, object] = {"capability": name}
        if last is not None:
            start |= {
                "rating": last.letter,
                "evidence": last.evidence,
                "events": list(last.events),
            }
        form = RateForm(initial=start, auto_id=f"rate_{name}_%s").of(_marked(seen))
        found.append((name, capability, form))
    return found

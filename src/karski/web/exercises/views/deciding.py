"""Measures and decisions, as a desk sees them."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from karski.exercise.packs.pack import Pack
from karski.measures import Measure
from karski.web.exercises import states
from karski.web.exercises.queries.offers import card, cards
from karski.web.exercises.queries.standings import (
    Standing,
    decision_seen,
    seen_decisions,
)
from karski.web.exercises.taking_part import PlayerRequest
from karski.web.exercises.views.sitting import PART, Sight, at_desk, shown, sight


@at_desk()
def measures(request: PlayerRequest) -> HttpResponse:
    """Show what could be done, and what was decided."""
    seen, role = sight(request), request.player.role
    with states.reading(request.player.exercise) as state:
        found = cards(state, role)
        decisions = seen_decisions(state, role)
    said = {
        "own": [each for each in found if each.concerned],
        "others": [each for each in found if not each.concerned],
        "decisions": decisions,
    }
    return shown(request, "exercises/desk/measures.html", seen, **said)


@at_desk()
def measure(request: PlayerRequest, name: str) -> HttpResponse:
    """Show a measure in full, with the form that proposes it."""
    seen = sight(request)
    if name not in seen.pack.measures:
        raise Http404
    with states.reading(request.player.exercise) as state:
        found = card(state, request.player.role, name)
    said = {
        "card": found,
        "targets": seen.pack.targets(name),
        "parameters": tuple(seen.pack.measures[name].parameters.items()),
        **_known(found.measure),
    }
    return shown(request, "exercises/desk/measure.html", seen, **said)


@at_desk()
def decision(request: PlayerRequest, number: int) -> HttpResponse:
    """Show a decision, who has signed it, and what the desk can do about it."""
    seen = sight(request)
    with states.reading(request.player.exercise) as state:
        standing = decision_seen(state, number, request.player.role)
    if standing is None:
        raise Http404
    said = {
        "standing": standing,
        "parameters": tuple(_chosen(seen.pack, standing)),
        "pieces": [seen.piece(request, each) for each in standing.history],
    }
    if request.headers.get(PART):
        return _part(request, seen, **said)
    return shown(request, "exercises/desk/decision.html", seen, **said)


def _part(request: PlayerRequest, seen: Sight, **said: object) -> HttpResponse:
    held = {"desk": seen.desk, "pack": seen.pack, "token": request.token}
    return render(request, "exercises/desk/parts/decision.html", held | said)


def _known(measure: Measure) -> dict[str, object]:
    """Return what is known of a measure, in the reader's language."""
    evidence = measure.evidence
    return {
        "helps": [gettext(each) for each in measure.helps],
        "says": gettext(evidence.says),
        "judgement": gettext(evidence.judgement),
        "source": gettext(evidence.source),
    }


def _chosen(pack: Pack, standing: Standing) -> Iterator[tuple[object, object]]:
    offered = pack.measures[standing.measure].parameters
    for name, choice in standing.parameters:
        parameter = offered[name]
        yield parameter.title, parameter.choices[choice]

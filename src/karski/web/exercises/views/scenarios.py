"""Scenarios: what everybody may know of one, and what only who runs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import names, shipped, source
from karski.measures import Measure, catalogue
from karski.web.exercises import scenario_drawing, wording
from karski.web.exercises.papers.schedule import Line, lines
from karski.web.exercises.queries.whose import RUN
from karski.web.exercises.templatetags.exercises import measure
from karski.web.exercises.views.papers import handed_out, tongues
from karski.web.exercises.words import SECTORS
from karski.web.people.access import members, public
from karski.web.people.person import AuthenticatedRequest, person

YAML = "application/yaml"


@dataclass(frozen=True, slots=True)
class Offered:
    """A measure that a scenario offers, in the reader's words."""

    title: str
    summary: str
    agreed: str
    lead: str
    harm: str
    evidence: str
    known: Measure


@public()
def scenario(request: HttpRequest, name: str) -> HttpResponse:
    """Show a scenario; what players must not know only to those who run exercises."""
    pack = _pack(name)
    runs = person(request).may(RUN)
    said = {
        "name": name,
        "pack": pack,
        "tongues": tongues(pack),
        "roles": [(role, SECTORS[role.sector]) for role in pack.roles.values()],
        "measures": list(_offered(pack)),
        "runs": runs,
        "schedule": _schedule(pack) if runs else (),
        "graph": scenario_drawing.drawn(pack) if runs else "",
    }
    return render(request, "exercises/scenarios/scenario.html", said)


@members(RUN, room=True)
def scenario_file(request: AuthenticatedRequest, name: str) -> HttpResponse:
    """Hand out the file of a scenario."""
    _pack(name)
    return handed_out(source(name).encode(), YAML, f"{name}.yaml")


def _pack(name: str) -> Pack:
    if name not in names():
        raise Http404
    return shipped(name)


def _schedule(pack: Pack) -> tuple[Line, ...]:
    return tuple(lines(pack))


def _offered(pack: Pack) -> Iterator[Offered]:
    for name, offer in pack.measures.items():
        yield Offered(
            measure(name, pack),
            wording.summary(name),
            wording.agreed(offer, pack),
            wording.lead(name, offer),
            wording.harm(name),
            wording.evidence(name),
            catalogue()[name],
        )

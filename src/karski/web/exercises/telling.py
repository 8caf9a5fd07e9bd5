"""How an event is told to a pair of eyes: where it belongs, and its piece of page."""

from typing import Any

from django.template.loader import select_template

from karski.exercise.events import Event
from karski.web.exercises import states
from karski.web.exercises.models import Exercise
from karski.web.exercises.viewers import Viewer


def told(exercise: Exercise, event: Event, viewer: Viewer) -> dict[str, Any]:
    """Return a message about an event: number, time, kind, and a piece of page.

    The piece comes from ``exercises/entries/<kind>.html``, for staff from
    ``exercises/entries/staff/<kind>.html`` if there is one; kinds without a template
    have none: pages then only ask anew for the parts that such an event changes.
    Templates ask the database nothing.
    """
    message: dict[str, Any] = {
        "seq": event.seq,
        "at": event.at,
        "kind": str(event.kind),
        "html": piece(exercise, event, viewer),
    }
    return message


def piece(exercise: Exercise, event: Event, viewer: Viewer) -> str:
    """Return the piece of page that tells of an event, or nothing."""
    kind = str(event.kind)
    names = [f"exercises/entries/{kind}.html", "exercises/entries/nothing.html"]
    if viewer.staff:
        names.insert(0, f"exercises/entries/staff/{kind}.html")
    said = {
        "event": event,
        "data": event.data,
        "pack": states.pack_of(exercise),
        "viewer": viewer,
    }
    return str(select_template(names).render(said)).strip()

"""How an event is told to a pair of eyes: where it belongs, and its piece of page."""

from typing import Any

from django.template.loader import select_template
from django.utils.safestring import SafeString

from karski.exercise.events import Event
from karski.web.exercises import states
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.feed import before_the_start
from karski.web.exercises.viewers import Viewer


def told(exercise: Exercise, event: Event, viewer: Viewer) -> dict[str, Any]:
    """Return a message about an event: number, time, kind, and a piece of page.

    The piece comes from ``exercises/entries/<kind>.html``; kinds without a template
    have none: pages then only ask anew for the parts that such an event changes. Staff
    see a line of the log, from ``exercises/entries/staff/<kind>.html`` or ``any.html``
    there. Templates ask the database nothing.
    """
    message: dict[str, Any] = {
        "seq": event.seq,
        "at": event.at,
        "kind": str(event.kind),
        "html": piece(exercise, event, viewer),
    }
    return message


def piece(
    exercise: Exercise,
    event: Event,
    viewer: Viewer,
    **more: object,
) -> SafeString:
    """Return the piece of page that tells of an event, or nothing.

    A page that knows `more` by now says it: ``recalled``, ``unread``.
    """
    kind = str(event.kind)
    names = [f"exercises/entries/{kind}.html", "exercises/entries/nothing.html"]
    if viewer.staff:
        staff = "exercises/entries/staff"
        names = [f"{staff}/{kind}.html", f"{staff}/any.html"]
    pack = states.pack_of(exercise)
    if not viewer.staff and before_the_start(event, pack):
        names = ["exercises/entries/nothing.html"]
    said = {
        "event": event,
        "data": event.data,
        "pack": pack,
        "viewer": viewer,
        "proposal": _proposal(exercise, event, viewer),
        **more,
    }
    return SafeString(select_template(names).render(said).strip())  # escaped by now


def _proposal(exercise: Exercise, event: Event, viewer: Viewer) -> Event | None:
    """Return the proposal that an event is about, if these eyes may see it."""
    number = event.data.get("decision")
    if not isinstance(number, int):
        return None
    found = states.proposal(exercise.pk, number)
    return found if found is not None and viewer.sees(found) else None

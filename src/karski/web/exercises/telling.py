"""How an event is told to a pair of eyes: where it belongs, and its piece of page.

Pieces are kept, as what is told of an event never changes: everybody to whom it looks
alike is shown the same one. The personal link in it is put in for each.
"""

import secrets
import threading
from collections.abc import Hashable
from typing import Any

from django.template.loader import select_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from karski.exercise.events import Event
from karski.web.exercises import states
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.feed import before_the_start
from karski.web.exercises.viewers import Viewer

KEPT = 10_000  # pieces: about 1 kB each
LINK = secrets.token_urlsafe(32)  # in place of a personal link; nobody can write it
ANYBODY = "*"  # a desk that an event does not name: no role of a pack

_pieces: dict[Hashable, str] = {}
_turn = threading.Lock()


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
    eyes = viewer.like(event, link=LINK, anybody=ANYBODY)
    flags = frozenset(name for name, value in more.items() if value)
    proposal = _proposal(exercise, event)
    known = proposal is not None
    key = (exercise.public_id, event.seq, get_language(), eyes, flags, known)
    found = _pieces.get(key)
    if found is None:
        found = _rendered(exercise, event, eyes, more | {"proposal": proposal})
        _keep(key, found)
    return SafeString(found.replace(LINK, viewer.token))  # escaped by now


def _proposal(exercise: Exercise, event: Event) -> Event | None:
    """Return the proposal that an event is about, if all who see the event saw it."""
    number = event.data.get("decision")
    if not isinstance(number, int):
        return None
    found = states.proposal(exercise.pk, number)
    if found is None or not {*event.to} <= {*found.to}:
        return None
    return found


def _keep(key: Hashable, found: str) -> None:
    with _turn:
        _pieces[key] = found
        if len(_pieces) > KEPT:
            del _pieces[next(iter(_pieces))]


def _rendered(
    exercise: Exercise, event: Event, viewer: Viewer, more: dict[str, object]
) -> str:
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
        **more,
    }
    return str(select_template(names).render(said)).strip()

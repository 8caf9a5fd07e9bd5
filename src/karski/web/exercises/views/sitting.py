"""Views of somebody who has a seat."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from karski.exercise.events import Event
from karski.exercise.packs.pack import Pack
from karski.web.exercises import states
from karski.web.exercises.actions import own, running
from karski.web.exercises.models import Part
from karski.web.exercises.queries.desks import Desk, desk_of
from karski.web.exercises.queries.feed import Feed, feed_of
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.exercises.telling import piece
from karski.web.exercises.viewers import Viewer, viewer_of
from karski.web.people.access import READ

Act = Callable[..., Any]
PART = "X-Part"  # a script asks for a part of the page


def at_desk(methods: tuple[str, ...] = READ) -> Callable[[Act], Any]:
    """Let somebody who has a seat call a view; others choose one first."""

    def declare(view: Act) -> Any:  # noqa: ANN401 -- wrapped by Django too
        @taking_part(Part.PLAYER, methods=methods)
        @wraps(view)
        def opened(request: PlayerRequest, **others: object) -> HttpResponse:
            if not request.player.role:
                return redirect("exercises:choose_seat", request.token)
            answer: HttpResponse = view(request, **others)
            return answer

        return opened

    return declare


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page of a desk begins with."""

    desk: Desk
    feed: Feed
    viewer: Viewer
    pack: Pack

    def pieces(self, request: PlayerRequest) -> list[tuple[Event, str]]:
        """Return the page of the feed, each event with its piece."""
        return [(each, self.piece(request, each)) for each in self.feed.events]

    def piece(
        self, request: PlayerRequest, event: Event, *, alone: bool = False
    ) -> str:
        """Return what tells of an event as it stands; without links if alone."""
        return piece(
            request.player.exercise,
            event,
            self.viewer,
            recalled=event.seq in self.feed.recalled,
            unread=event.seq in self.feed.unread,
            alone=alone,
        )


def eyes(request: PlayerRequest) -> Viewer:
    """Return whose eyes see the page, in the page's language."""
    return viewer_of(request.player, request.token, request.LANGUAGE_CODE)


def sight(
    request: PlayerRequest, *, channel: str = "", before: int | None = None
) -> Sight:
    """Return a desk as it is now, and its feed."""
    player, viewer = request.player, eyes(request)
    with states.reading(player.exercise) as state:
        desk = desk_of(state, player, running.now_ms())
        feed = feed_of(state, viewer, channel=channel, before=before)
    return Sight(desk, feed, viewer, states.pack_of(player.exercise))


def shown(
    request: PlayerRequest, template: str, seen: Sight, **said: object
) -> HttpResponse:
    """Show a page of a desk, unless somebody stepped out or a safety stop holds."""
    own.read_in(request.LANGUAGE_CODE, by=request.player)
    if seen.desk.out and not seen.desk.ended:
        template = "exercises/desk/away.html"
    elif seen.desk.stopped:
        template = "exercises/desk/stopped.html"
    held = {
        "desk": seen.desk,
        "feed": seen.feed,
        "new": seen.feed.new,
        "viewer": seen.viewer,
        "pack": seen.pack,
        "token": request.token,
        "exercise": request.player.exercise,
    }
    return render(request, template, held | said)

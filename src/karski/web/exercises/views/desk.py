"""The pages of a desk: what reaches it, its talk, and its brief."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from karski.exercise.acts.talking import SHAREABLE
from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.state import State
from karski.web.exercises import states
from karski.web.exercises.models import Part
from karski.web.exercises.numbers import whole
from karski.web.exercises.queries.desks import note_of
from karski.web.exercises.queries.feed import board_of
from karski.web.exercises.queries.standings import seen_decisions
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.exercises.telling import piece
from karski.web.exercises.views.joining import staff_page
from karski.web.exercises.views.sitting import at_desk, eyes, shown, sight
from karski.web.exercises.words import CHANNELS, DESKS

PARTS = ("clock", "waiting", "decisions")


@taking_part()
def mine(request: PlayerRequest) -> HttpResponse:
    """Show somebody who takes part where they belong: at a desk, what has come."""
    if request.player.part != Part.PLAYER:
        return redirect(staff_page(request.token))
    if not request.player.role:
        return redirect("exercises:choose_seat", request.token)
    return _desk(request)


@at_desk()
def talk(request: PlayerRequest) -> HttpResponse:
    """Show what desks say to each other, and take what is said."""
    seen = sight(request, channel=DESKS, before=number(request, "before"))
    said = {
        "pieces": seen.pieces(request),
        "channel": DESKS,
        "before": number(request, "before"),
        "board": _board(request),
        "to": request.GET.getlist("to"),
        "of": request.GET.get("of", ""),
    }
    return shown(request, "exercises/desk/talk.html", seen, **said)


@at_desk()
def brief(request: PlayerRequest) -> HttpResponse:
    """Show a desk its own brief, its authority and the story."""
    seen = sight(request)
    pack = seen.pack
    country = (
        (gettext("Regions"), pack.regions),
        (gettext("Peoples"), pack.groups),
        (gettext("Institutions"), pack.institutions),
        (gettext("Others whom nobody plays"), pack.actors),
    )
    return shown(request, "exercises/desk/brief.html", seen, country=country)


@at_desk()
def message(request: PlayerRequest, number: int) -> HttpResponse:
    """Show one message alone, to share it, answer it or write about it."""
    seen = sight(request)
    with states.reading(request.player.exercise) as state:
        event = _seen_event(request, state, number)
        passed = _passed(state, number, request.player.role)
        answers = _to_answer(state, event, request.player.role)
    said = {
        "number": number,
        "html": seen.piece(request, event, alone=True),
        "passed": passed,
        "answers": answers,
        "unread": number in seen.feed.unread,
        "shareable": event.kind in SHAREABLE,
        "author": (seat_of(event.by),),
    }
    return shown(request, "exercises/desk/message.html", seen, **said)


@at_desk()
def part(request: PlayerRequest, name: str) -> HttpResponse:
    """Show a part of a desk's pages anew."""
    if name not in PARTS:
        raise Http404
    seen = sight(request)
    said: dict[str, Any] = {
        "desk": seen.desk,
        "pack": seen.pack,
        "token": request.token,
    }
    if name == "decisions":
        with states.reading(request.player.exercise) as state:
            said["decisions"] = seen_decisions(state, request.player.role)
    return render(request, f"exercises/desk/parts/{name}.html", said)


def number(request: HttpRequest, name: str) -> int | None:
    """Return a number that an address or a form says, if it is one."""
    said = request.POST if request.method == "POST" else request.GET
    return whole(said.get(name, ""))


def _desk(request: PlayerRequest) -> HttpResponse:
    channel = request.GET.get("channel", "")
    channel = channel if channel in CHANNELS else ""
    before = number(request, "before")
    seen = sight(request, channel=channel, before=before)
    said = {
        "pieces": seen.pieces(request),
        "channel": channel,
        "before": before,
        "board": _board(request),
        "note": note_of(request.player),
    }
    return shown(request, "exercises/desk/mine.html", seen, **said)


def _board(request: PlayerRequest) -> list[str]:
    viewer, exercise = eyes(request), request.player.exercise
    with states.reading(exercise) as state:
        notes = board_of(state, viewer)
    return [piece(exercise, each, viewer) for each in notes]


def _seen_event(request: PlayerRequest, state: State, number: int) -> Event:
    if not 1 <= number <= len(state.events):
        raise Http404
    event = state.events[number - 1]
    if not eyes(request).sees(event):
        raise Http404
    return event


def _passed(state: State, number: int, role: str) -> tuple[Event, ...]:
    return tuple(
        each
        for each in state.events
        if each.kind is Kind.SHARED
        and each.data["event"] == number
        and seat_of(each.by) == role
    )


def _to_answer(state: State, event: Event, role: str) -> bool:
    asks = event.kind is Kind.INFORMATION_REQUESTED and event.data["of"] == role
    return asks and event.seq not in state.answered

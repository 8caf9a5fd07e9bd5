"""Who takes part: the code to join, seats, people, and their links."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from karski.web.exercises import states
from karski.web.exercises.actions import making
from karski.web.exercises.actions import seats as seating
from karski.web.exercises.forms.console import cleaned
from karski.web.exercises.forms.runs import InviteForm, JoiningForm
from karski.web.exercises.models import Exercise, Player
from karski.web.exercises.queries import codes, readiness, seats
from karski.web.exercises.views.staff import acts, the_exercise
from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES


def _said(exercise: Exercise) -> dict[str, object]:
    players = seats.present(exercise)
    with states.reading(exercise) as state:
        said: dict[str, object] = {
            "seats": (rows := seats.rows(state, players)),
            "empty": not all(row.filled for row in rows),
            "without": seats.without_seat(state, players),
            "watching": seats.watching(state, players),
            "seq": len(state.events),
        }
    return said | {"exercise": exercise, "pack": states.pack_of(exercise)}


@members(RUN, room=True)
@never_cache
def people(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the code to join by, and who sits where."""
    exercise = the_exercise(request)
    now = {"joining": exercise.joining, "choosing": exercise.choosing}
    said = _said(exercise) | {
        "section": "people",
        "code": codes.code_of(exercise),
        "address": codes.joining_address(exercise),
        "joining": JoiningForm(initial=now),
        "invite": InviteForm(initial={"part": "expert"}),
        "phones": readiness.phones(),
    }
    return render(request, "exercises/people/people.html", said)


@members(RUN, room=True)
@never_cache
def part(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show who sits where, anew."""
    return render(request, "exercises/people/seats.html", _said(the_exercise(request)))


@members(RUN, room=True)
@never_cache
def screen(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the code large, for the projector."""
    exercise = the_exercise(request)
    said = {
        "exercise": exercise,
        "code": codes.code_of(exercise),
        "address": codes.joining_address(exercise),
    }
    return render(request, "exercises/people/screen.html", said)


@acts("people")
def new_code(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Give the exercise another code."""
    making.renew_code(exercise, by=request.user)
    return _("There is a new code; the old one opens nothing now.")


@acts("people")
def joining(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Say whether people can join, and choose their seat."""
    given = cleaned(JoiningForm(request.POST))
    making.set_joining(exercise, by=request.user, **given)
    return _("Kept.")


@members(RUN, room=True, methods=FORM)
@never_cache
def add(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Add somebody, and show their link this once."""
    exercise = the_exercise(request)
    form = InviteForm(request.POST or None, initial={"part": "expert"})
    made = attempt(form, lambda **g: seating.invite(exercise, by=request.user, **g))
    if made is None:
        said = {"exercise": exercise, "section": "people", "form": form}
        return render(request, "exercises/people/add.html", said)
    return _link(request, *made)


@members(RUN, room=True, methods=WRITE)
@never_cache
def new_link(request: AuthenticatedRequest, key: UUID, player: UUID) -> HttpResponse:
    """Make a new link for somebody, and show it this once."""
    found = _player(the_exercise(request), player)
    return _link(request, found, seating.new_link(found, by=request.user))


@acts("people")
def fill(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Let bots play all empty seats."""
    number = seating.fill_with_bots(exercise, by=request.user)
    said = ngettext("A bot plays {n} seat.", "Bots play {n} seats.", number)
    return said.format(n=number) if number else _("No seat is empty.")


@acts("people")
def seat(request: AuthenticatedRequest, exercise: Exercise, player: UUID) -> str:
    """Seat somebody, at another desk or at none."""
    found = _player(exercise, player)
    seating.assign(found, request.POST.get("role", "")[:60], by=request.user)
    return _("Done.")


@acts("people")
def remove(request: AuthenticatedRequest, exercise: Exercise, player: UUID) -> str:
    """Have somebody leave for good."""
    seating.remove(_player(exercise, player), by=request.user)
    return _("They have left; their link opens nothing now.")


def _player(exercise: Exercise, player: UUID) -> Player:
    rows = Player.objects.select_related("exercise").filter(exercise=exercise)
    return get_object_or_404(rows, public_id=player)


def _link(request: AuthenticatedRequest, player: Player, token: str) -> HttpResponse:
    said = {
        "exercise": player.exercise,
        "section": "people",
        "player": player,
        "address": codes.seat_address(token),
    }
    return render(request, "exercises/people/link.html", said)

"""Joining by the code on the screen, choosing a seat, and leaving for good."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from karski.exercise.refusals import Refused
from karski.web.exercises import states
from karski.web.exercises.actions import joining, own
from karski.web.exercises.forms.joining import JoinForm
from karski.web.exercises.models import Part
from karski.web.exercises.queries.desks import places
from karski.web.exercises.sending import sentence
from karski.web.exercises.taking_part import PlayerRequest, taking_part
from karski.web.people.access import FORM, WRITE, public
from karski.web.people.forms.people import attempt


@public(methods=FORM)
@never_cache
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask for the code, a name and a language, and let somebody in."""
    if request.method == "POST":
        refused: HttpResponse | None = consume_or_429(request, action="join")
        if refused is not None:
            return refused
    first = {"code": code or request.GET.get("code", ""), "language": get_language()}
    form = JoinForm(request.POST or None, initial=first)
    token = attempt(form, joining.join)
    if token is None:
        return render(request, "exercises/joining/join.html", {"form": form})
    with override(form.cleaned_data["language"]):
        return redirect("exercises:mine", token)


@taking_part(Part.PLAYER, methods=FORM)
def choose_seat(request: PlayerRequest) -> HttpResponse:
    """Show the seats, and sit down in one."""
    player = request.player
    own.read_in(request.LANGUAGE_CODE, by=player)
    if request.method == "POST" and not player.role:
        try:
            joining.sit(request.POST.get("role", ""), by=player)
        except Refused as error:
            messages.error(request, sentence(error))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    if player.role:
        return redirect("exercises:mine", request.token)
    with states.reading(player.exercise) as state:
        seats = places(state)
    said = {
        "player": player,
        "exercise": player.exercise,
        "pack": states.pack_of(player.exercise),
        "seats": seats,
        "token": request.token,
    }
    return render(request, "exercises/joining/seats.html", said)


@taking_part(Part.PLAYER, methods=WRITE)
def leave(request: PlayerRequest) -> HttpResponse:
    """Leave for good."""
    joining.leave(by=request.player)
    messages.success(
        request, _("You have left the exercise. Thank you for being there.")
    )
    return redirect("exercises:join")


def staff_page(token: str) -> str:
    """Return where an expert's or observer's personal link leads."""
    try:
        return reverse("exercises:watching_mine", args=[token])
    except NoReverseMatch:
        return reverse("exercises:all")

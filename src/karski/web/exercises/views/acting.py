"""What somebody at a desk sends: each a move in the journal."""

from collections.abc import Callable
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from karski.web.exercises.actions import own, playing
from karski.web.exercises.numbers import whole
from karski.web.exercises.sending import nonce, sent
from karski.web.exercises.taking_part import PlayerRequest
from karski.web.exercises.templatetags.exercises import as_frequency
from karski.web.exercises.views.desk import number
from karski.web.exercises.views.sitting import at_desk
from karski.web.people.access import WRITE

MOST_PERCENT = 100
Back: TypeAlias = Callable[[HttpRequest], str]


def page(name: str, *parts: str) -> Back:
    """Return where a browser without scripts goes: a page of the desk."""

    def back(request: HttpRequest) -> str:
        match = request.resolver_match
        assert match is not None, "a view was called by its address"
        found = [match.kwargs[each] for each in ("token", *parts)]
        return reverse(f"exercises:{name}", args=found)

    return back


def _talk(request: HttpRequest) -> str:
    about = number(request, "about")
    if about is None:
        return page("desk_talk")(request)
    return reverse("exercises:desk_message", args=[vars(request)["token"], about])


def _board(request: HttpRequest) -> str:
    return page("mine" if request.POST.get("at") == "mine" else "desk_talk")(request)


def text(request: PlayerRequest, name: str = "text") -> str:
    """Return what a form says."""
    return request.POST.get(name, "")


def _to(request: PlayerRequest) -> tuple[str, ...]:
    return tuple(request.POST.getlist("to"))


@at_desk(methods=WRITE)
@sent(back=_talk)
def say(request: PlayerRequest) -> str:
    """Write to other desks."""
    about, to = number(request, "about"), _to(request)
    playing.say(
        by=request.player,
        text=text(request),
        to=to,
        about=about,
        nonce=nonce(request),
    )
    return _("Your message is sent.") if to else _("The facilitator has your message.")


@at_desk(methods=WRITE)
@sent(back=page("desk_message", "number"))
def share(request: PlayerRequest, number: int) -> str:
    """Pass on what reached the desk."""
    playing.share(
        by=request.player,
        event=number,
        to=_to(request),
        text=text(request),
        nonce=nonce(request),
    )
    return _("It is shared.")


@at_desk(methods=WRITE)
@sent(back=page("desk_message", "number"))
def inform(request: PlayerRequest, number: int) -> str:
    """Answer a request for information."""
    playing.inform(
        by=request.player, request=number, text=text(request), nonce=nonce(request)
    )
    return _("Your answer is sent.")


@at_desk(methods=WRITE)
@sent(back=_talk)
def ask(request: PlayerRequest) -> str:
    """Ask for information."""
    of = request.POST.get("of", "facilitator")
    playing.request(by=request.player, of=of, text=text(request), nonce=nonce(request))
    return _("Your request is sent.")


@at_desk(methods=WRITE)
@sent(back=_talk)
def advice(request: PlayerRequest) -> str:
    """Ask the experts."""
    playing.ask_advice(by=request.player, text=text(request), nonce=nonce(request))
    return _("The experts have your question.")


@at_desk(methods=WRITE)
@sent(back=_board)
def board(request: PlayerRequest) -> str:
    """Write on the team's board."""
    playing.note_on_board(by=request.player, text=text(request), nonce=nonce(request))
    return _("It stands on the board.")


@at_desk(methods=WRITE)
@sent(back=page("mine"))
def notes(request: PlayerRequest) -> str:
    """Keep private notes."""
    own.write_note(text(request), by=request.player)
    return _("Your notes are saved.")


@at_desk(methods=WRITE)
@sent(back=page("mine"))
def read(request: PlayerRequest) -> str:
    """Note what was read."""
    numbers = [whole(each) for each in request.POST.getlist("number")]
    playing.read(by=request.player, numbers=[each for each in numbers if each])
    return ""


@at_desk(methods=WRITE)
@sent(back=page("mine"))
def forecast(request: PlayerRequest, question: str) -> str:
    """Say how likely something is."""
    percent = number(request, "percent")
    if percent is None or percent > MOST_PERCENT:
        raise ValidationError(_("Give a whole number from 0 to 100."))
    playing.forecast(
        by=request.player,
        question=question,
        probability=percent / MOST_PERCENT,
        nonce=nonce(request),
    )
    often = as_frequency(percent)
    return _("You said {n} percent: {often}.").format(n=percent, often=often)


@at_desk(methods=WRITE)
@sent(back=page("mine"))
def step_out(request: PlayerRequest) -> str:
    """Step out for a while: no reason, no question."""
    playing.step_out(by=request.player)
    return ""


@at_desk(methods=WRITE)
@sent(back=page("mine"))
def step_back(request: PlayerRequest) -> str:
    """Be back."""
    playing.step_back(by=request.player)
    return _("Welcome back.")

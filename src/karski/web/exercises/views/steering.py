"""The clock and the phases, as those who run an exercise set them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from karski.exercise import commands
from karski.exercise.commands import Command
from karski.exercise.events import FACILITATOR
from karski.web.exercises.forms.console import (
    MomentForm,
    RateForm,
    SayForm,
    StageForm,
    cleaned,
)
from karski.web.exercises.models import Exercise
from karski.web.exercises.numbers import whole
from karski.web.exercises.sending import nonce
from karski.web.exercises.views.staff import acts, asked
from karski.web.people.person import AuthenticatedRequest

Make: TypeAlias = Callable[[AuthenticatedRequest], Callable[[int], Command]]


def _plain(kind: type[commands.Timed]) -> Make:
    def make(request: AuthenticatedRequest) -> Callable[[int], Command]:
        return lambda wall: kind(by=FACILITATOR, wall=wall, nonce=nonce(request))

    return make


def _start(request: AuthenticatedRequest) -> Callable[[int], Command]:
    rate = cleaned(RateForm(request.POST))["rate"] if "rate" in request.POST else None
    return lambda wall: commands.Start(
        by=FACILITATOR, wall=wall, rate=rate, nonce=nonce(request)
    )


def _rate(request: AuthenticatedRequest) -> Callable[[int], Command]:
    rate = cleaned(RateForm(request.POST))["rate"]
    return lambda wall: commands.SetRate(
        by=FACILITATOR, wall=wall, rate=rate, nonce=nonce(request)
    )


def _jump(request: AuthenticatedRequest) -> Callable[[int], Command]:
    """Jump to a moment that was written, or to the one that a button names."""
    to = whole(request.POST.get("to", ""))
    if to is None:
        to = cleaned(MomentForm(request.POST))["moment"]
    return lambda wall: commands.Jump(
        by=FACILITATOR, wall=wall, to=to, nonce=nonce(request)
    )


def _stage(request: AuthenticatedRequest) -> Callable[[int], Command]:
    given = cleaned(StageForm(request.POST))
    return lambda _wall: commands.SetPhase(
        by=FACILITATOR, nonce=nonce(request), **given
    )


def _announce(request: AuthenticatedRequest) -> Callable[[int], Command]:
    text = cleaned(SayForm(request.POST))["text"]
    return lambda _wall: commands.Announce(
        by=FACILITATOR, text=text, nonce=nonce(request)
    )


ACTS: Mapping[str, Make] = MappingProxyType(
    {
        "start": _start,
        "pause": _plain(commands.Pause),
        "resume": _plain(commands.Resume),
        "rate": _rate,
        "jump": _jump,
        "stop": _plain(commands.Stop),
        "continue": _plain(commands.Continue),
        "end": _plain(commands.End),
        "phase": _stage,
        "announce": _announce,
    }
)


@acts("console")
def clock(request: AuthenticatedRequest, exercise: Exercise, act: str) -> str:
    """Start, pause, jump, stop, end, or say something to all."""
    if act not in ACTS:
        raise ValidationError(_("There is no such act; go back to the console."))
    return asked(request, exercise, ACTS[act](request))

"""What a page sends: answered as a page, or as a word to a script."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from karski.exercise.moments import day, moment, time_of_day
from karski.exercise.refusals import REFUSALS, Refused

REFUSED = 409
MOST_NONCE = 64
Act = Callable[..., str]


def sentence(refused: Refused) -> str:
    """Return why something was refused, in the reader's language."""
    language, template = get_language() or "en", _(REFUSALS[refused.code])
    return refused.told(language, template, _, _when)


def _when(written: str) -> str:
    at = moment(written)
    said = _("Day {day}, {time}")
    return said.format(day=day(at), time=time_of_day(at))


def sent(back: Callable[[HttpRequest], str]) -> Callable[[Act], Any]:
    """Have a view that carries something out answer scripts and browsers alike.

    The view returns what to say; `back` is where a browser without scripts goes then.
    What is refused is told in a sentence, and nothing of it has happened.
    """

    def declare(view: Act) -> Any:  # noqa: ANN401 -- wrapped by Django too
        @wraps(view)
        def answered(request: HttpRequest, **parts: object) -> HttpResponse:
            try:
                said = view(request, **parts)
            except (Refused, ValidationError) as error:
                return _no(request, _why(error), back(request))
            return _yes(request, said, back(request))

        return answered

    return declare


def nonce(request: HttpRequest) -> str:
    """Return what tells this sending of a form from another, if it says it plainly.

    Letters and digits alone: what else a nonce may begin with, nobody can send.
    """
    said = request.POST.get("nonce", "")
    fits = said.isascii() and said.isalnum() and len(said) <= MOST_NONCE
    return said if fits else ""


def new_nonce() -> str:
    """Return what tells one sending of a form from another."""
    return uuid4().hex


def _why(error: Refused | ValidationError) -> str:
    if isinstance(error, Refused):
        return sentence(error)
    return " ".join(error.messages)


def _scripted(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _yes(request: HttpRequest, said: str, to: str) -> HttpResponse:
    if _scripted(request):
        return JsonResponse({"said": said})
    if said:
        messages.success(request, said)
    return redirect(to)


def _no(request: HttpRequest, why: str, to: str) -> HttpResponse:
    if _scripted(request):
        return JsonResponse({"error": why}, status=REFUSED)
    messages.error(request, why)
    return redirect(to)

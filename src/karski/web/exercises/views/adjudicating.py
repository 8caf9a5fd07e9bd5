"""Verdicts, the world by hand, hints, answers, questions, and who plays a seat."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from karski.exercise import commands
from karski.exercise.commands import Command
from karski.exercise.events import FACILITATOR, Kind
from karski.web.exercises import states
from karski.web.exercises.forms.console import (
    AdjustForm,
    AnswerForm,
    HintForm,
    QuestionForm,
    ReasonForm,
    cleaned,
    language,
)
from karski.web.exercises.models import Exercise
from karski.web.exercises.sending import nonce
from karski.web.exercises.views.staff import acts, asked
from karski.web.people.person import AuthenticatedRequest


@acts("console", "#decisions")
def overrule(request: AuthenticatedRequest, exercise: Exercise, number: int) -> str:
    """Allow or refuse a decision; the verdict and its reason are kept."""
    reason = cleaned(ReasonForm(request.POST))["reason"]
    if (verdict := request.POST.get("verdict")) not in ("allowed", "refused"):
        raise ValidationError(_("Choose whether to allow or to refuse it."))
    return asked(
        request,
        exercise,
        lambda _wall: commands.Overrule(
            by=FACILITATOR,
            decision=number,
            verdict="allowed" if verdict == "allowed" else "refused",
            reason=reason,
            nonce=nonce(request),
        ),
    )


@acts("console", "#world")
def adjust(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Change the world by hand, with a reason."""
    pack = states.pack_of(exercise)
    given = cleaned(AdjustForm(request.POST).offer(pack))
    return asked(
        request,
        exercise,
        lambda _wall: commands.Adjust(by=FACILITATOR, nonce=nonce(request), **given),
    )


@acts("console", "#seats")
def hint(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Help one seat in private."""
    pack = states.pack_of(exercise)
    given = cleaned(HintForm(request.POST).offer(pack))
    return asked(
        request,
        exercise,
        lambda _wall: commands.Hint(by=FACILITATOR, nonce=nonce(request), **given),
    )


@acts("console", "#asks")
def answer(request: AuthenticatedRequest, exercise: Exercise, seq: int) -> str:
    """Answer a request for information, or for advice."""
    text = cleaned(AnswerForm(request.POST))["text"]
    with states.reading(exercise) as state:
        known = 1 <= seq <= len(state.events)
        kind = state.events[seq - 1].kind if known else None
    return asked(request, exercise, _answer(request, kind, seq, text))


def _answer(
    request: AuthenticatedRequest, kind: Kind | None, seq: int, text: str
) -> Callable[[int], Command]:
    if kind == Kind.ADVICE_ASKED:
        return lambda _wall: commands.GiveAdvice(
            by=FACILITATOR, asked=seq, text=text, nonce=nonce(request)
        )
    return lambda _wall: commands.GiveInformation(
        by=FACILITATOR, request=seq, text=text, nonce=nonce(request)
    )


@acts("console", "#questions")
def question(request: AuthenticatedRequest, exercise: Exercise) -> str:
    """Ask all desks for a probability."""
    given = cleaned(QuestionForm(request.POST))
    return asked(
        request,
        exercise,
        lambda _wall: commands.AskQuestion(
            by=FACILITATOR,
            text={language(): given["text"]},
            closes=given["moment"],
            nonce=nonce(request),
        ),
    )


@acts("console", "#questions")
def resolve(request: AuthenticatedRequest, exercise: Exercise, name: str) -> str:
    """Say how a question of one's own came out."""
    if (outcome := request.POST.get("outcome")) not in ("yes", "no"):
        raise ValidationError(_("Choose yes or no."))
    return asked(
        request,
        exercise,
        lambda _wall: commands.ResolveQuestion(
            by=FACILITATOR,
            question=name,
            outcome=outcome == "yes",
            nonce=nonce(request),
        ),
    )


@acts("people")
def hand_over(
    request: AuthenticatedRequest, exercise: Exercise, role: str, to: str
) -> str:
    """Let a bot play a seat, or people again."""
    kind = commands.HandToBot if to == "bot" else commands.HandToPeople
    return asked(
        request,
        exercise,
        lambda _wall: kind(by=FACILITATOR, role=role, nonce=nonce(request)),
    )

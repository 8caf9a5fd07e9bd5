"""Verdicts, the world by hand, hints, answers, questions, and who plays a seat."""

from collections.abc import Callable
from uuid import UUID

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
from karski.web.exercises.sending import sent
from karski.web.exercises.views.staff import asked, nonce, page_of, the_exercise
from karski.web.people.access import WRITE, members
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#decisions"))
def overrule(request: AuthenticatedRequest, key: UUID, number: int) -> str:  # noqa: ARG001 -- in the address
    """Allow or refuse a decision; the verdict and its reason are kept."""
    reason = cleaned(ReasonForm(request.POST))["reason"]
    if (verdict := request.POST.get("verdict")) not in ("allowed", "refused"):
        raise ValidationError(_("Choose whether to allow or to refuse it."))
    return asked(
        request,
        lambda _wall: commands.Overrule(
            by=FACILITATOR,
            decision=number,
            verdict="allowed" if verdict == "allowed" else "refused",
            reason=reason,
            nonce=nonce(request),
        ),
    )


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#world"))
def adjust(request: AuthenticatedRequest, key: UUID) -> str:  # noqa: ARG001 -- in the address
    """Change the world by hand, with a reason."""
    pack = states.pack_of(the_exercise(request))
    given = cleaned(AdjustForm(request.POST).offer(pack))
    return asked(
        request,
        lambda _wall: commands.Adjust(by=FACILITATOR, nonce=nonce(request), **given),
    )


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#seats"))
def hint(request: AuthenticatedRequest, key: UUID) -> str:  # noqa: ARG001 -- in the address
    """Help one seat in private."""
    pack = states.pack_of(the_exercise(request))
    given = cleaned(HintForm(request.POST).offer(pack))
    return asked(
        request,
        lambda _wall: commands.Hint(by=FACILITATOR, nonce=nonce(request), **given),
    )


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#asks"))
def answer(request: AuthenticatedRequest, key: UUID, seq: int) -> str:  # noqa: ARG001 -- in the address
    """Answer a request for information, or for advice."""
    text = cleaned(AnswerForm(request.POST))["text"]
    with states.reading(the_exercise(request)) as state:
        known = 1 <= seq <= len(state.events)
        kind = state.events[seq - 1].kind if known else None
    return asked(request, _answer(request, kind, seq, text))


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


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#questions"))
def question(request: AuthenticatedRequest, key: UUID) -> str:  # noqa: ARG001 -- in the address
    """Ask all desks for a probability."""
    given = cleaned(QuestionForm(request.POST))
    return asked(
        request,
        lambda _wall: commands.AskQuestion(
            by=FACILITATOR,
            text={language(): given["text"]},
            closes=given["moment"],
            nonce=nonce(request),
        ),
    )


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("console", "#questions"))
def resolve(request: AuthenticatedRequest, key: UUID, name: str) -> str:  # noqa: ARG001 -- in the address
    """Say how a question of one's own came out."""
    if (outcome := request.POST.get("outcome")) not in ("yes", "no"):
        raise ValidationError(_("Choose yes or no."))
    return asked(
        request,
        lambda _wall: commands.ResolveQuestion(
            by=FACILITATOR,
            question=name,
            outcome=outcome == "yes",
            nonce=nonce(request),
        ),
    )


@members(RUN, room=True, methods=WRITE)
@sent(back=page_of("people"))
def hand_over(request: AuthenticatedRequest, key: UUID, role: str, to: str) -> str:  # noqa: ARG001 -- in the address
    """Let a bot play a seat, or people again."""
    kind = commands.HandToBot if to == "bot" else commands.HandToPeople
    return asked(
        request, lambda _wall: kind(by=FACILITATOR, role=role, nonce=nonce(request))
    )

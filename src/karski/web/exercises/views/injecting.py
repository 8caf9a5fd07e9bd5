"""Injects: sent, held, changed, taken back, improvised; tried on oneself first."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from karski.exercise import commands
from karski.exercise.commands import Command
from karski.exercise.events import FACILITATOR
from karski.exercise.packs.injects import Inject
from karski.exercise.refusals import Refused
from karski.web.exercises import states
from karski.web.exercises.actions.steering import steer
from karski.web.exercises.forms.console import ReasonForm, cleaned, language
from karski.web.exercises.forms.injects import AudienceForm, ImproviseForm, WordsForm
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries import inject_page
from karski.web.exercises.sending import new_nonce, nonce, sentence
from karski.web.exercises.views.staff import acts, asked, page_of, the_exercise
from karski.web.people.access import FORM, members
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES
Make: TypeAlias = Callable[[AuthenticatedRequest, Exercise, str], Command]


def _simple(
    kind: type[commands.SendInject | commands.HoldInject | commands.ReleaseInject],
) -> Make:
    def make(request: AuthenticatedRequest, _exercise: Exercise, name: str) -> Command:
        return kind(by=FACILITATOR, inject=name, nonce=nonce(request))

    return make


def _edit(request: AuthenticatedRequest, exercise: Exercise, name: str) -> Command:
    form = WordsForm(request.POST).offer(states.pack_of(exercise).languages)
    return commands.EditInject(
        by=FACILITATOR,
        inject=name,
        text=form.words("text"),
        title=form.words("title") or None,
        nonce=nonce(request),
    )


def _retarget(request: AuthenticatedRequest, exercise: Exercise, name: str) -> Command:
    form = AudienceForm(request.POST).offer(states.pack_of(exercise))
    return commands.RetargetInject(
        by=FACILITATOR, inject=name, to=cleaned(form)["to"], nonce=nonce(request)
    )


ACTS: Mapping[str, Make] = MappingProxyType(
    {
        "send": _simple(commands.SendInject),
        "hold": _simple(commands.HoldInject),
        "release": _simple(commands.ReleaseInject),
        "edit": _edit,
        "retarget": _retarget,
    }
)


@members(RUN, room=True)
def shown(request: AuthenticatedRequest, key: UUID, name: str) -> HttpResponse:
    """Show an inject whole: words, truth, what it waits for, what is expected."""
    exercise = the_exercise(request)
    inject = _inject(exercise, name)
    with states.reading(exercise) as state:
        said = inject_page.shown(state, name)
    pack = states.pack_of(exercise)
    words = WordsForm().offer(pack.languages, said.text, said.title)
    said_all = {
        "exercise": exercise,
        "section": "console",
        "pack": pack,
        "inject": inject,
        "name": name,
        "shown": said,
        "words": words,
        "audience": AudienceForm(auto_id="to_%s").offer(pack, said.to),
        "nonce": new_nonce(),
    }
    return render(request, "exercises/console/inject.html", said_all)


@acts("console", "#injects")
def act(request: AuthenticatedRequest, exercise: Exercise, name: str, act: str) -> str:
    """Send an inject now, hold it, release it, change its words or whom it reaches."""
    if act not in ACTS:
        raise ValidationError(_("There is no such act; go back to the console."))
    command = ACTS[act](request, exercise, name)
    return asked(request, exercise, lambda _wall: command)


@acts("console", "#injects")
def recall(request: AuthenticatedRequest, exercise: Exercise, seq: int) -> str:
    """Take back what was sent."""
    reason = cleaned(ReasonForm(request.POST))["reason"]
    return asked(
        request,
        exercise,
        lambda _wall: commands.RecallInject(
            by=FACILITATOR, sent=seq, reason=reason, nonce=nonce(request)
        ),
    )


@members(RUN, room=True, methods=FORM)
def improvise(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Write an inject as anybody; see it as desks would, or send it."""
    exercise = the_exercise(request)
    pack = states.pack_of(exercise)
    form = ImproviseForm(request.POST or None).offer(pack)
    ready = form.is_valid()
    if ready and "try" not in request.POST and _sent(request, exercise, form):
        return redirect(page_of("console", "#injects")(request))
    said = {
        "exercise": exercise,
        "section": "console",
        "pack": pack,
        "form": form,
        "tried": inject_page.tried(pack, form.cleaned_data) if ready else None,
        "nonce": nonce(request) or new_nonce(),
    }
    return render(request, "exercises/console/improvise.html", said)


def _sent(
    request: AuthenticatedRequest, exercise: Exercise, form: ImproviseForm
) -> bool:
    given = form.cleaned_data
    words = {name: _by_language(given[name]) for name in ("text", "title")}
    command = commands.Improvise(by=FACILITATOR, nonce=nonce(request), **given | words)
    try:
        steer(exercise, lambda _wall: command, by=request.user)
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return False
    return True


def _by_language(text: str) -> dict[str, str] | str:
    return {language(): text} if text else ""


def _inject(exercise: Exercise, name: str) -> Inject:
    try:
        return states.pack_of(exercise).injects[name]
    except KeyError:
        raise Http404 from None

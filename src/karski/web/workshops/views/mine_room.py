"""The room as a participant sees it, by their personal link."""

from functools import partial
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from karski.web.people.access import WRITE
from karski.web.people.forms.people import attempt
from karski.web.workshops.actions import attendance, polls, questions
from karski.web.workshops.forms.room import AskForm, CodeForm
from karski.web.workshops.models import AudienceQuestion, Candidate, Choice
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import days, room
from karski.web.workshops.queries.seats import is_participant
from karski.web.workshops.views.attendance import PARTICIPANT
from karski.web.workshops.views.live import live
from karski.web.workshops.views.trying import tried


@personal()
def shown(request: PersonalRequest) -> HttpResponse:
    """Show what goes on in the room."""
    return _page(request)


@personal(methods=WRITE)
def sign_in(request: PersonalRequest) -> HttpResponse:
    """Sign in by the code on the screen."""
    candidate = _participant(request)
    refused: HttpResponse | None = consume_or_429(
        request, action="sign_in", key=str(candidate.public_id)
    )
    if refused is not None:
        return refused
    form = CodeForm(request.POST)
    act = partial(attendance.sign_in_oneself, candidate, by=candidate.user)
    if attempt(form, act) is None:
        return _page(request, code_form=form)
    messages.success(request, _("You are signed in."))
    return redirect("workshops:mine_room", request.token)


@personal(methods=WRITE)
def ask(request: PersonalRequest) -> HttpResponse:
    """Ask something in a session."""
    candidate = _participant(request)
    form = AskForm(request.POST).offer(candidate.workshop, None)
    act = partial(questions.ask, candidate, by=candidate.user)
    if attempt(form, act) is None:
        return _page(request, ask_form=form)
    words = _("Your question is with the facilitators, who decide when it is shown.")
    messages.success(request, words)
    return redirect("workshops:mine_room", request.token)


@personal(methods=WRITE)
def support(request: PersonalRequest, question: UUID) -> HttpResponse:
    """Support a question."""
    candidate = _participant(request)
    rows = AudienceQuestion.objects.filter(
        session__workshop=candidate.workshop, shown=True
    )
    found = get_object_or_404(rows, public_id=question)
    act = partial(
        questions.support, found, candidate, by=candidate.user, token=request.token
    )
    tried(request, act, _("You support this question."))
    return redirect("workshops:mine_room", request.token)


@personal(methods=WRITE)
def vote(request: PersonalRequest, poll: UUID) -> HttpResponse:
    """Vote in a poll."""
    candidate = _participant(request)
    rows = Choice.objects.filter(
        poll__workshop=candidate.workshop, poll__public_id=poll
    )
    asked = request.POST.get("choice", "")
    found = next((each for each in rows if str(each.pk) == asked), None)
    if found is None:
        messages.error(request, _("Choose one of the answers."))
    else:
        act = partial(polls.vote, candidate, by=candidate.user, choice=found)
        tried(request, act, _("Your vote is counted."))
    return redirect("workshops:mine_room", request.token)


def _participant(request: PersonalRequest) -> Candidate:
    if not is_participant(request.candidate):
        raise Http404
    return request.candidate


def _page(
    request: PersonalRequest,
    *,
    code_form: CodeForm | None = None,
    ask_form: AskForm | None = None,
) -> HttpResponse:
    candidate = _participant(request)
    workshop = candidate.workshop
    day = days.today(workshop)
    if day is not None and request.session.get(PARTICIPANT) != candidate.token_hash:
        request.session[PARTICIPANT] = candidate.token_hash
    fresh = AskForm(auto_id="ask_%s").offer(workshop, day)
    said = {
        "workshop": workshop,
        "candidate": candidate,
        "token": request.token,
        "part": room.today(candidate),
        "code_form": code_form or CodeForm(auto_id="code_%s"),
        "ask_form": ask_form or fresh,
        "may_ask": workshop.sessions.exists(),
        **room.to_live(candidate, request.token),
    }
    page, part = "workshops/room/mine.html", "workshops/room/mine_part.html"
    return live(request, page, part, said)

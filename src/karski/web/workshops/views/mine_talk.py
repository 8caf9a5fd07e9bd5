"""Talk and lessons as a participant sees them, by their personal link."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE
from karski.web.people.forms.people import attempt
from karski.web.workshops.actions import lessons, threads
from karski.web.workshops.forms.lessons import BodyForm, NoteForm, PostForm
from karski.web.workshops.models import Lesson, Post, Thread
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import threads as queries
from karski.web.workshops.queries.seats import is_participant


@personal(methods=FORM)
def thread(request: PersonalRequest, thread: UUID) -> HttpResponse:
    """Show a thread, and write in it."""
    found, candidate = _thread(request, thread), request.candidate
    form = PostForm(request.POST or None).offer(found, candidate)
    act = partial(
        threads.write, found, candidate, by=candidate.user, token=request.token
    )
    if attempt(form, act) is not None:
        messages.success(request, _("Your post is there."))
        return redirect("workshops:mine_thread", request.token, thread)
    said = {
        "workshop": candidate.workshop,
        "token": request.token,
        "thread": found,
        "posts": queries.seen_by(found, candidate, request.token),
        "form": form,
    }
    return render(request, "workshops/room/mine_thread.html", said)


@personal(methods=FORM)
def change(request: PersonalRequest, thread: UUID, post: UUID) -> HttpResponse:
    """Change what one said."""
    found = _own(request, thread, post)
    form = BodyForm(request.POST or None, initial={"body": found.body})
    act = partial(threads.change, found, request.candidate, token=request.token)
    if attempt(form, act) is not None:
        return redirect("workshops:mine_thread", request.token, thread)
    said = {
        "workshop": request.candidate.workshop,
        "token": request.token,
        "thread": found.thread,
        "form": form,
    }
    return render(request, "workshops/room/mine_post.html", said)


@personal(methods=WRITE)
def erase(request: PersonalRequest, thread: UUID, post: UUID) -> HttpResponse:
    """Erase what one said."""
    found = _own(request, thread, post)
    threads.take_back(found, request.candidate, token=request.token)
    messages.success(request, _("Your post is erased."))
    return redirect("workshops:mine_thread", request.token, thread)


@personal(methods=FORM)
def note(request: PersonalRequest) -> HttpResponse:
    """Note what others could learn from."""
    candidate = request.candidate
    if not is_participant(candidate):
        raise Http404
    form = NoteForm(request.POST or None)

    def act(title: str, body: str, tags: list[str]) -> Lesson:
        texts = {get_language() or "en": {"title": title, "body": body}}
        by = candidate.user
        return lessons.note_lesson(candidate, by=by, texts=texts, tags=tags)

    if attempt(form, act) is not None:
        messages.success(
            request, _("Your note is kept; it is reviewed before others see it.")
        )
        return redirect("workshops:mine", request.token)
    said = {"workshop": candidate.workshop, "token": request.token, "form": form}
    return render(request, "workshops/lessons/note.html", said)


def _thread(request: PersonalRequest, thread: UUID) -> Thread:
    return get_object_or_404(queries.threads_of(request.candidate), public_id=thread)


def _own(request: PersonalRequest, thread: UUID, post: UUID) -> Post:
    found = get_object_or_404(_thread(request, thread).posts, public_id=post)
    if not queries.wrote(found, request.candidate, request.token):
        raise Http404
    return found

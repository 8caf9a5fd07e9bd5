"""Talk across sectors as those who lead it see it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import threads as acts
from karski.web.workshops.forms.lessons import HostForm, ThreadForm
from karski.web.workshops.models import Thread, Workshop
from karski.web.workshops.queries import threads as queries
from karski.web.workshops.queries.whose import LEAD, workshop_of
from karski.web.workshops.views.trying import tried


@members(LEAD, methods=FORM)
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """List the threads, and open one."""
    workshop = workshop_of(request.person, key, LEAD)
    form = ThreadForm(request.POST or None)
    made = attempt(form, partial(acts.open_thread, workshop, by=request.user))
    if made is not None:
        return redirect("workshops:thread", key, made.public_id)
    said = {
        "workshop": workshop,
        "section": "room",
        "threads": queries.threads_in(workshop),
        "form": form,
    }
    return render(request, "workshops/room/threads.html", said)


@members(LEAD, methods=FORM)
def shown(request: AuthenticatedRequest, key: UUID, thread: UUID) -> HttpResponse:
    """Show a thread, and write in it or sum it up."""
    workshop, found = _found(request, key, thread)
    form = HostForm(request.POST or None)
    if attempt(form, partial(acts.write_as_host, found, by=request.user)) is not None:
        messages.success(request, _("Your post is there."))
        return redirect("workshops:thread", key, thread)
    said = {
        "workshop": workshop,
        "section": "room",
        "thread": found,
        "posts": queries.posts_of(found),
        "form": form,
    }
    return render(request, "workshops/room/thread.html", said)


@members(LEAD, methods=WRITE)
def step(request: AuthenticatedRequest, key: UUID, thread: UUID) -> HttpResponse:
    """Close a thread, or open it again."""
    _workshop, found = _found(request, key, thread)
    is_open = "open" in request.POST
    done = _("The thread is open.") if is_open else _("The thread is closed.")
    act = partial(acts.set_open, found, by=request.user, is_open=is_open)
    tried(request, act, done)
    return redirect("workshops:thread", key, thread)


@members(LEAD, methods=WRITE)
def erase(
    request: AuthenticatedRequest, key: UUID, thread: UUID, post: UUID
) -> HttpResponse:
    """Erase a post."""
    _workshop, found = _found(request, key, thread)
    said = get_object_or_404(found.posts, public_id=post)
    act = partial(acts.erase, said, by=request.user)
    tried(request, act, _("The post is erased."))
    return redirect("workshops:thread", key, thread)


def _found(
    request: AuthenticatedRequest, key: UUID, thread: UUID
) -> tuple[Workshop, Thread]:
    workshop = workshop_of(request.person, key, LEAD)
    return workshop, get_object_or_404(queries.threads_in(workshop), public_id=thread)

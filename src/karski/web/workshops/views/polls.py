"""Polls as those who lead the room see them: no votes before the end."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.models import User
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import polls as acts
from karski.web.workshops.forms.room import PollForm
from karski.web.workshops.models import Poll
from karski.web.workshops.queries.polls import polls_of
from karski.web.workshops.queries.room import stamp
from karski.web.workshops.queries.whose import LEAD, workshop_of
from karski.web.workshops.views.live import live
from karski.web.workshops.views.trying import tried

Step = Callable[..., object]
STEPS: Mapping[str, Step] = MappingProxyType(
    {"open": acts.open_poll, "close": acts.close_poll, "erase": acts.remove_poll}
)


@members(LEAD, methods=FORM)
def listed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the polls, and make one."""
    workshop = workshop_of(request.person, key, LEAD)
    form = PollForm(request.POST or None).offer(workshop)
    if attempt(form, partial(acts.make_poll, workshop, by=request.user)) is not None:
        messages.success(request, _("The poll is made; open it when people may vote."))
        return redirect("workshops:room_polls", key)
    said = {
        "workshop": workshop,
        "section": "room",
        "polls": polls_of(workshop),
        "form": form,
        "stamp": stamp(workshop),
    }
    return live(
        request, "workshops/room/polls.html", "workshops/room/polls_part.html", said
    )


@members(LEAD, methods=WRITE)
def step(request: AuthenticatedRequest, key: UUID, poll: UUID) -> HttpResponse:
    """Open a poll, close it, or erase one that was not opened."""
    workshop = workshop_of(request.person, key, LEAD)
    found = get_object_or_404(workshop.polls, public_id=poll)
    act = STEPS.get(request.POST.get("step", ""), _unknown)
    tried(request, lambda: act(found, by=request.user), _("Done."))
    return redirect("workshops:room_polls", key)


def _unknown(poll: Poll, *, by: User) -> None:
    raise ValidationError(_("A poll is opened, closed or erased."))

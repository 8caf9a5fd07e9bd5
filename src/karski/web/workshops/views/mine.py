"""A candidate's own page: what concerns them now, part by part."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from karski.web.workshops.models import Candidate
from karski.web.workshops.personal import PersonalRequest, personal
from karski.web.workshops.queries import asked_now, calls, lessons, room, threads
from karski.web.workshops.queries.my_seat import my_seat
from karski.web.workshops.views.mine_papers import papers_of

# template, and what it shows; nothing where the part does not concern the candidate now
Part = tuple[str, Callable[[Candidate], Mapping[str, Any] | None]]
PARTS: tuple[Part, ...] = (
    ("workshops/mine/seat.html", my_seat),
    ("workshops/mine/application.html", calls.application_of),
    ("workshops/mine/room.html", room.today),
    ("workshops/mine/talk.html", threads.talk),
    ("workshops/mine/lessons.html", lessons.may_note),
    ("workshops/mine/measuring.html", asked_now.part),
    ("workshops/mine/papers.html", papers_of),
)


@personal()
def shown(request: PersonalRequest) -> HttpResponse:
    """Show what concerns a candidate now."""
    found = [(template, part(request.candidate)) for template, part in PARTS]
    said = {
        "candidate": request.candidate,
        "workshop": request.candidate.workshop,
        "token": request.token,
        "parts": [(each, part) for each, part in found if part is not None],
    }
    return render(request, "workshops/mine/mine.html", said)

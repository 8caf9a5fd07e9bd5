"""The selection of a workshop, to those who run it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from karski.web.people.access import WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.workshops.actions import offers, selecting
from karski.web.workshops.forms.selection import AnnounceForm
from karski.web.workshops.models import Outcome, Selection, Workshop
from karski.web.workshops.queries import chosen, pool
from karski.web.workshops.queries.board import board
from karski.web.workshops.queries.candidates import eligible
from karski.web.workshops.queries.sectors import sectors
from karski.web.workshops.queries.stand_ins import stand_ins
from karski.web.workshops.queries.vacancy import starts, vacancy
from karski.web.workshops.queries.whose import RUN, workshop_of
from karski.web.workshops.views.candidates import names_shown

WEEK = timedelta(days=7)


@members(RUN)
@never_cache
def shown(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show the seats, the rules they keep, and what comes next."""
    return _shown(request, workshop_of(request.person, key))


@members(RUN, methods=WRITE)
def make(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Let the published rules choose."""
    workshop = workshop_of(request.person, key)
    return _do(
        request, workshop, selecting.make, _("The selection is made; look at it first.")
    )


@members(RUN, methods=WRITE)
def announce(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Offer the seats, and write to everybody."""
    workshop = workshop_of(request.person, key)
    form = _announce_form(workshop, request.POST)
    done = attempt(
        form, lambda **given: selecting.announce(workshop, by=request.user, **given)
    )
    if done is None:
        return _shown(request, workshop, form)
    messages.success(request, _("The selection is announced; the letters leave now."))
    return redirect("workshops:selection", key)


@members(RUN, methods=WRITE)
def fill(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Offer free seats, whatever gives way."""
    workshop = workshop_of(request.person, key)
    return _do(request, workshop, offers.fill_all_the_same, _("The seats are offered."))


@members(RUN, methods=WRITE)
def free(request: AuthenticatedRequest, key: UUID, seat: int) -> HttpResponse:
    """Free the seat of somebody who told us that they will not come."""
    workshop = workshop_of(request.person, key)
    offer = get_object_or_404(offers.holding(workshop), seat=seat)
    offers.free(offer, by=request.user)
    messages.success(request, _("Seat %d is free for the next on the list.") % seat)
    return redirect("workshops:selection", key)


@members(RUN, methods=WRITE)
def table(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Give the list that the selection was made from: aliases, no names."""
    workshop = workshop_of(request.person, key)
    selection = get_object_or_404(workshop.selections, pk=_newest(workshop))
    text = selecting.download(selection, by=request.user)
    return _file(text, "text/csv", "candidates.csv")


@members(RUN)
def rules(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Give the rules as they stand."""
    workshop = workshop_of(request.person, key)
    return _file(chosen.book_of(workshop).rules, "application/yaml", chosen.FILE)


def _newest(workshop: Workshop) -> int | None:
    found = chosen.newest(workshop)
    return None if found is None else found.pk


def _file(text: str, kind: str, name: str) -> HttpResponse:
    found = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


def _do(
    request: AuthenticatedRequest,
    workshop: Workshop,
    act: Callable[..., object],
    said: str,
) -> HttpResponse:
    try:
        act(workshop, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect("workshops:selection", workshop.public_id)


def _announce_form(workshop: Workshop, given: Any = None) -> AnnounceForm:  # noqa: ANN401 -- a form's data
    wanted = min(timezone.now() + WEEK, starts(workshop))
    local = wanted.astimezone(ZoneInfo(workshop.time_zone)).replace(
        second=0, tzinfo=None
    )
    form = AnnounceForm(given, initial={"answer_by": local})
    form.zone = workshop.time_zone
    return form


def _shown(
    request: AuthenticatedRequest, workshop: Workshop, form: AnnounceForm | None = None
) -> HttpResponse:
    selection = chosen.newest(workshop)
    said: dict[str, Any] = {
        "workshop": workshop,
        "section": "selection",
        "book": chosen.book_of(workshop),
        "selection": selection,
        "eligible": eligible(workshop).count(),
        "names_shown": names_shown(request, workshop),
    }
    if selection is not None:
        said |= _of(selection)
        if selection.announced is None:
            said["form"] = form or _announce_form(workshop)
    return render(request, "workshops/selection/selection.html", said)


def _of(selection: Selection) -> dict[str, Any]:
    found, queue = board(selection), list(chosen.waiting(selection))
    places = stand_ins(selection, found, queue)
    results = selection.results.select_related("candidate")
    others = results.exclude(outcome=Outcome.SUBSTITUTE).order_by("outcome", "pk")
    confirmed = sum(bool(each.offer) and not each.is_open for each in found.seats)
    return {
        "board": found,
        "sectors": sectors(found),
        "queue": [(row, places[row.candidate.alias]) for row in queue],
        "others": others,
        "chances": selection.results.filter(probability__isnull=False).exists(),
        "confirmed": confirmed,
        "offered": sum(each.is_open for each in found.seats),
        "vacancy": vacancy(selection) if selection.announced else None,
        "rules_sha256": pool.sha256(selection.rules),
        "host": pool.host(selection.workshop),
        "seats_said": ngettext("%d seat", "%d seats", len(found.seats))
        % len(found.seats),
    }

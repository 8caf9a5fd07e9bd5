"""Offers of seats, and the letters that tell of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from karski.web.due.scheduling import schedule
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.seat_letters import write, write_to_runner
from karski.web.workshops.models import (
    Candidate,
    Offer,
    Outcome,
    Selection,
    Workshop,
)
from karski.web.workshops.queries.chosen import announced, waiting
from karski.web.workshops.queries.vacancy import (
    Vacancy,
    last_offers,
    seat_for,
    starts,
    vacancy,
)

LAPSE, REMIND = "workshops.lapse", "workshops.remind"
REMINDED = timedelta(days=2)  # before the last moment to answer


def offer(
    workshop: Workshop,
    candidate: Candidate,
    seat: int,
    answer_by: datetime,
    *,
    by: User | None,
    letter: str,
    replaces: Offer | None = None,
) -> Offer:
    """Offer a seat, in the caller's transaction and lock; it lapses in time.

    Who has not answered two days before that has one more letter.
    """
    made = Offer(
        workshop=workshop,
        candidate=candidate,
        seat=seat,
        answer_by=answer_by,
        replaces=replaces,
    )
    made.full_clean()
    made.save()
    schedule(LAPSE, at=answer_by, key=f"lapse of offer {made.pk}", offer=made.pk)
    if (early := answer_by - REMINDED) > timezone.now():
        schedule(REMIND, at=early, key=f"reminder of offer {made.pk}", offer=made.pk)
    write(candidate, letter, f"offer {made.pk}", offer=made, answer_by=answer_by)
    audit.record("offered a seat", by=by, on=made, detail={"seat": seat})
    return made


def write_to_the_others(selection: Selection) -> None:
    """Tell substitutes their place, and the others that there is no seat for them."""
    for place, row in enumerate(waiting(selection), 1):
        key = f"selection {selection.pk}"
        write(row.candidate, "waiting", key, place=place, before=place - 1)
    others = selection.results.filter(outcome=Outcome.NOT_SELECTED)
    for row in others.select_related("candidate__workshop"):
        write(row.candidate, "regret", f"selection {selection.pk}")


def fill(workshop: Workshop, *, by: User | None, all_the_same: bool = False) -> int:
    """Offer the free seats to those who wait, as the rules allow; return how many.

    Call it in a transaction that has the workshop for itself. Where the rules forbid
    it, nobody is offered anything, and those who run the workshop are told.
    """
    selection = announced(workshop)
    if selection is None or timezone.now() >= starts(workshop):
        return 0
    found = vacancy(selection)
    if found is None:
        return 0
    people = found.forced if all_the_same else found.people
    _offer_all(selection, found.seats, people, by)
    if len(people) < len(found.seats):
        _leave_free(selection, found, by)
    return len(people)


def _offer_all(
    selection: Selection,
    seats: Sequence[int],
    people: Sequence[Candidate],
    by: User | None,
) -> None:
    workshop, left = selection.workshop, list(seats)
    last = last_offers(workshop)
    span = timedelta(days=selection.days_to_answer)
    until = min(timezone.now() + span, starts(workshop))
    for candidate in people:
        seat = seat_for(candidate, left, last)
        left.remove(seat)
        before = last.get(seat)
        offer(
            workshop, candidate, seat, until, by=by, letter="offered", replaces=before
        )


def _leave_free(selection: Selection, found: Vacancy, by: User | None) -> None:
    """Tell the trail, and whoever announced the selection, that seats stay free."""
    detail = {"seats": ", ".join(map(str, found.seats))}
    event = audit.record("left a seat free", by=by, on=selection, detail=detail)
    if selection.by is not None:
        tell = {"found": found, "workshop": selection.workshop}
        write_to_runner(selection.by, f"free {event.number}", **tell)

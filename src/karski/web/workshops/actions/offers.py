"""What becomes of an offer: accepted, declined, lapsed, given back; then the next.

Each act has the workshop for itself while it lasts, so that forty answers at once are
one after the other; and the database lets no seat go twice whatever is done.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.locks import run_by
from karski.web.workshops.actions.offering import fill
from karski.web.workshops.actions.running import locked
from karski.web.workshops.actions.seat_letters import write
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Offer,
    Standing,
    Workshop,
)
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.queries import chosen


@transaction.atomic
def accept(candidate: Candidate, *, by: User | None) -> Offer:
    """Take the seat that is offered; taking it twice is taking it once."""
    workshop = locked(candidate.workshop)
    offer = _held(candidate)
    if offer is None:
        raise ValidationError(_("No seat is offered to you now."))
    if offer.answer == Answer.ACCEPTED:
        return offer
    if timezone.now() >= offer.answer_by:
        raise ValidationError(_("The time to answer is over."))
    taken = workshop.offers.filter(answer=Answer.ACCEPTED).count()
    if taken >= workshop.seats:
        raise ValidationError(_("All seats are taken."))
    _answer(offer, Answer.ACCEPTED)
    audit.record("accepted a seat", by=by, on=offer, detail={"seat": offer.seat})
    return offer


@transaction.atomic
def give_up(candidate: Candidate, *, by: User | None) -> Offer | None:
    """Decline the seat that is offered, or give back the one that was accepted.

    The next on the list is offered it at once. Who holds no seat gives none up.
    """
    workshop = locked(candidate.workshop)
    offer = _held(candidate)
    if offer is None:
        return None
    _leave(offer, by)
    fill(workshop, by=by)
    return offer


@transaction.atomic
def free(offer: Offer, *, by: User) -> Offer:
    """Free a seat for somebody who told us so otherwise than on their page."""
    workshop = run_by(offer.workshop, by)
    kept = workshop.offers.get(pk=offer.pk)
    if kept.answer in HOLDING:
        _leave(kept, by)
        fill(workshop, by=by)
    return kept


@transaction.atomic
def leave_list(candidate: Candidate, *, by: User | None) -> None:
    """Take oneself off the waiting list."""
    workshop = locked(candidate.workshop)
    selection = chosen.announced(workshop)
    rows = chosen.waiting(selection) if selection else None
    if rows is None or not rows.filter(candidate=candidate).exists():
        raise ValidationError(_("You are not on the waiting list."))
    kept = Candidate.objects.get(pk=candidate.pk)
    kept.standing = Standing.WITHDRAWN
    kept.save(update_fields=["standing"])
    audit.record("left the waiting list", by=by, on=kept)


@transaction.atomic
def fill_all_the_same(workshop: Workshop, *, by: User) -> int:
    """Offer the free seats although a rule gives way, or where it can now be kept."""
    kept = run_by(workshop, by)
    offered = fill(kept, by=by, all_the_same=True)
    if not offered:
        raise ValidationError(_("Nobody waits who could take a free seat."))
    audit.record("had free seats offered", by=by, on=kept, detail={"offered": offered})
    return offered


@transaction.atomic
def lapse(offer: int) -> None:
    """End an offer that was not answered in time, and go to the next on the list."""
    found = Offer.objects.select_related("workshop").filter(pk=offer).first()
    if found is None:
        return
    workshop = locked(found.workshop)
    kept = workshop.offers.select_related("candidate__workshop").get(pk=offer)
    if kept.answer != Answer.OPEN or timezone.now() < kept.answer_by:
        return
    _answer(kept, Answer.LAPSED)
    audit.record("an offer lapsed", by=None, on=kept, detail={"seat": kept.seat})
    write(kept.candidate, "lapsed", f"offer {kept.pk}", offer=kept)
    fill(workshop, by=None)


@transaction.atomic
def remind(offer: int) -> None:
    """Write once more to somebody who has not answered an offer that is still open."""
    kept = Offer.objects.select_related("candidate__workshop").filter(pk=offer).first()
    now = timezone.now()
    if kept is None or kept.answer != Answer.OPEN or now >= kept.answer_by:
        return
    said = {"offer": kept, "answer_by": kept.answer_by}
    write(kept.candidate, "reminder", f"offer {kept.pk}", **said)
    audit.record("sent a letter about a seat", by=None, on=kept.candidate)


def holding(workshop: Workshop) -> QuerySet[Offer]:
    """Return the offers that hold a seat."""
    return workshop.offers.filter(answer__in=HOLDING).select_related("workshop__series")


def _held(candidate: Candidate) -> Offer | None:
    return candidate.offers.filter(answer__in=HOLDING).first()


def _leave(offer: Offer, by: User | None) -> None:
    detail = {"seat": offer.seat}
    if offer.answer == Answer.OPEN:
        _answer(offer, Answer.DECLINED)
        audit.record("declined a seat", by=by, on=offer, detail=detail)
    else:
        _answer(offer, Answer.WITHDRAWN)
        audit.record("gave a seat back", by=by, on=offer, detail=detail)


def _answer(offer: Offer, answer: Answer) -> None:
    offer.answer, offer.answered = answer, timezone.now()
    offer.full_clean()
    offer.save()

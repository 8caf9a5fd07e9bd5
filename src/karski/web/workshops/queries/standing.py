"""How a workshop stands: from the call to what came of it, step by step."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from karski.web.workshops.models import (
    Answer,
    Call,
    Candidate,
    Certificate,
    RuleBook,
    Selection,
    Session,
    Standing,
    Workshop,
)


@dataclass(frozen=True, slots=True)
class Stands:
    """What there is of a workshop.

    Attributes
    ----------
    call : Call or None
    call_is : str
        ``none``, ``ahead``, ``open`` or ``closed``.
    applied, eligible : int
    selection : Selection or None
        The newest.
    confirmed, offered, waiting : int
        Seats that are taken; offers that wait for an answer; people on the list.
    sessions : int
    signed_in : int
        People who were there on one day at least.
    certificates : int
    """

    call: Call | None
    call_is: str
    applied: int
    eligible: int
    selection: Selection | None
    confirmed: int
    offered: int
    waiting: int
    sessions: int
    signed_in: int
    certificates: int


def call_of(workshop: Workshop) -> Call | None:
    """Return a workshop's call."""
    return Call.objects.filter(workshop=workshop).first()


def call_is(call: Call | None) -> str:
    """Say whether a call is ahead, open or closed."""
    if call is None:
        return "none"
    now = timezone.now()
    if now < call.opens:
        return "ahead"
    return "open" if now < call.closes else "closed"


def rules_published(workshop: Workshop) -> bool:
    """Say whether the rules of the selection are published."""
    rows = RuleBook.objects.filter(workshop=workshop, published__isnull=False)
    return rows.exists()


def of(workshop: Workshop) -> Stands:
    """Return how a workshop stands."""
    call = call_of(workshop)
    candidates = Candidate.objects.filter(workshop=workshop)
    answers = dict(
        workshop.offers.values_list("answer").annotate(n=Count("pk")).order_by()
    )
    selection = Selection.objects.filter(workshop=workshop).last()
    return Stands(
        call=call,
        call_is=call_is(call),
        applied=candidates.exclude(standing=Standing.NAMED).count(),
        eligible=candidates.filter(standing=Standing.ELIGIBLE).count(),
        selection=selection,
        confirmed=answers.get(Answer.ACCEPTED, 0),
        offered=answers.get(Answer.OPEN, 0),
        waiting=_waiting(selection),
        sessions=Session.objects.filter(workshop=workshop).count(),
        signed_in=candidates.filter(attendances__isnull=False).distinct().count(),
        certificates=Certificate.objects.filter(
            workshop=workshop, revoked=None
        ).count(),
    )


def _waiting(selection: Selection | None) -> int:
    if selection is None:
        return 0
    rows = selection.results.filter(order__isnull=False, candidate__offers=None)
    return rows.filter(candidate__standing=Standing.ELIGIBLE).count()

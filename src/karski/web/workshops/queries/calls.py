"""Calls: whether they are open, and what is asked."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from karski.web.people.tokens import digest
from karski.web.workshops.models import (
    Call,
    CallInvitation,
    Candidate,
    Standing,
    Workshop,
)
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.texts import Told, told

CONFIRM_WITHIN = timedelta(days=2)  # of the closing: an application in the last minute


def public_workshop(key: UUID) -> Workshop:
    """Return a workshop that everybody may see, else there is none."""
    rows = Workshop.objects.select_related("series__organisation", "call")
    return get_object_or_404(
        rows, public_id=key, published=True, series__published=True
    )


def call_of(workshop: Workshop) -> Call | None:
    """Return a workshop's call, if it has one."""
    return Call.objects.select_related("workshop").filter(workshop=workshop).first()


def is_open(call: Call | None, now: datetime) -> bool:
    """Say whether applications are taken; the closing moment is too late."""
    return call is not None and call.opens <= now < call.closes


def may_confirm(call: Call | None, now: datetime) -> bool:
    """Say whether an application that came in time may still be confirmed."""
    return call is not None and now < call.closes + CONFIRM_WITHIN


def zone(workshop: Workshop) -> ZoneInfo:
    """Return the time zone of a workshop, in which its moments are shown."""
    return ZoneInfo(workshop.time_zone)


def asked(call: Call) -> Told:
    """Return what a call says, in the reader's language or in one that has it."""
    return told(call.texts, "about")


def invitation_of(token: str, now: datetime) -> CallInvitation | None:
    """Return the invitation whose letter held this token, if it is open."""
    rows = CallInvitation.objects.select_related("workshop__series", "workshop__call")
    return rows.filter(
        token_hash=digest(token), withdrawn=None, expires__gt=now
    ).first()


def holds_seat(candidate: Candidate) -> bool:
    """Say whether a seat is offered to somebody or accepted by them."""
    return candidate.offers.filter(answer__in=HOLDING).exists()


def earlier(workshop: Workshop, email: str) -> int:
    """Count the other workshops of the series in which an address took part."""
    rows = Candidate.objects.filter(
        workshop__series=workshop.series_id,
        email__iexact=email,
        offers__answer="accepted",
    )
    return rows.exclude(workshop=workshop).values("workshop").distinct().count()


def application_of(candidate: Candidate) -> dict[str, object] | None:
    """Return what concerns a candidate's application; nothing once they have a seat."""
    if holds_seat(candidate):
        return None
    call, now = call_of(candidate.workshop), timezone.now()
    offered = candidate.offers.exists()  # since then its answer says how things stand
    named = candidate.standing == Standing.NAMED
    in_time = call is not None and now < call.closes
    return {
        "call": call,
        "confirms": named and candidate.applied is not None and may_confirm(call, now),
        "completes": named and candidate.applied is None and in_time,
        "changes": in_time and candidate.standing != Standing.INELIGIBLE,
        "offered": offered,
        "withdraws": candidate.standing != Standing.WITHDRAWN and not offered,
        "withdrawn": candidate.standing == Standing.WITHDRAWN,
        "named_by": candidate.nominations.first() if named else None,
    }


def answered(rows: QuerySet[CallInvitation]) -> QuerySet[CallInvitation]:
    """Return invitations, each with how many were named by it."""
    return rows.annotate(named=Count("nominations"))

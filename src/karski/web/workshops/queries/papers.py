"""Certificates, recommendations, and who stands in which paper."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from karski.web.workshops.models import (
    Agreement,
    Candidate,
    Certificate,
    IssuerKey,
    Offer,
    Outcome,
    Recommendation,
    Result,
    Workshop,
)
from karski.web.workshops.models.selection import HOLDING
from karski.web.workshops.queries.seats import participants

BOOK = "participant book"  # the agreement to stand in it


def days_needed(workshop: Workshop) -> int:
    """Return on how many days one has to be there: all but one, and one at least."""
    return max(1, workshop.days - 1)


def with_days(workshop: Workshop) -> QuerySet[Candidate]:
    """Return the participants with `days_there`: on how many days they signed in."""
    there = Count(
        "attendances",
        filter=Q(attendances__day__lte=workshop.days),
        distinct=True,
    )
    rows = participants(workshop).annotate(days_there=there)
    return rows.select_related("workshop__series__organisation", "certificate")


def deserving(workshop: Workshop) -> QuerySet[Candidate]:
    """Return the participants who were there and have no certificate that stands."""
    without = Q(certificate=None) | Q(certificate__revoked__isnull=False)
    return with_days(workshop).filter(without, days_there__gte=days_needed(workshop))


def certificates(workshop: Workshop) -> QuerySet[Certificate]:
    """Return the certificates of a workshop, oldest first."""
    return Certificate.objects.filter(workshop=workshop)


def certificate(key: UUID) -> Certificate | None:
    """Return a certificate by its number."""
    rows = Certificate.objects.select_related("workshop__series__organisation")
    return rows.filter(public_id=key).first()


def of_candidate(candidate: Candidate) -> Certificate | None:
    """Return a candidate's certificate that stands."""
    rows = Certificate.objects.select_related("workshop__series__organisation")
    return rows.filter(participant=candidate, revoked=None).first()


def revoked() -> list[tuple[UUID, datetime]]:
    """Return the numbers of all revoked certificates, and when."""
    rows = Certificate.objects.exclude(revoked=None).order_by("pk")
    return [(each.public_id, each.revoked) for each in rows if each.revoked]


def public_keys() -> list[str]:
    """Return every public key that certificates were signed with, newest first."""
    return list(IssuerKey.objects.values_list("public", flat=True))


def recommendations(workshop: Workshop) -> QuerySet[Recommendation]:
    """Return what a workshop recommends."""
    return Recommendation.objects.filter(workshop=workshop)


def in_the_book(workshop: Workshop) -> set[int]:
    """Return the keys of those who agreed to stand in the participant book."""
    rows = Agreement.objects.filter(candidate__workshop=workshop, field=BOOK)
    return set(rows.values_list("candidate", flat=True))


def offer_of(candidate: Candidate) -> Offer | None:
    """Return the seat that a candidate is offered or has."""
    return candidate.offers.filter(answer__in=HOLDING).first()


def regretted(workshop: Workshop) -> QuerySet[Candidate]:
    """Return those whom the newest announced selection gave no seat nor a place."""
    newest = workshop.selections.exclude(announced=None).last()
    if newest is None:
        return Candidate.objects.none()
    rows = Result.objects.filter(selection=newest, outcome=Outcome.NOT_SELECTED)
    holders = Offer.objects.filter(workshop=workshop, answer__in=HOLDING)
    chosen = Candidate.objects.filter(pk__in=rows.values("candidate"))
    return chosen.exclude(pk__in=holders.values("candidate"))


def offered(workshop: Workshop) -> QuerySet[Candidate]:
    """Return those who are offered a seat or have one."""
    rows = Candidate.objects.filter(
        workshop=workshop, offers__answer__in=HOLDING
    ).order_by("offers__seat")
    return rows.select_related("workshop__series__organisation")


def is_listed(candidate: Candidate) -> bool:
    """Say whether somebody agreed to stand in the participant book."""
    return Agreement.objects.filter(candidate=candidate, field=BOOK).exists()

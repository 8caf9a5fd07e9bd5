"""Reviewers and candidates: who is too near to whom, and what may be seen when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Membership, User
from karski.web.workshops.models import (
    Candidate,
    Conflict,
    Reviewer,
    Score,
    Standing,
    Workshop,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Nearness:
    """Why a reviewer may not score a candidate."""

    refusal: "_StrPromise"
    waivable: bool = False  # by declaring that there is no conflict


THEMSELVES = Nearness(_("This is you: you cannot review yourself."))
DECLARED = Nearness(_("You declared a conflict of interest: you give no points."))
COLLEAGUE = Nearness(
    _(
        "You seem to be of one institution: declare a conflict, or say why there is"
        " none, before you give points."
    ),
    waivable=True,
)


def reviewer_of(user: User, key: UUID) -> Reviewer:
    """Return somebody as reviewer of a workshop, else there is none."""
    rows = Reviewer.objects.select_related("user", "workshop__series", "workshop__call")
    return get_object_or_404(rows, user=user, workshop__public_id=key)


def reviewers(workshop: Workshop) -> QuerySet[Reviewer]:
    """Return the reviewers of a workshop, each with how many they scored."""
    rows = Reviewer.objects.filter(workshop=workshop).select_related("user")
    return rows.annotate(
        given=Count("scores", distinct=True),
        too_near=Count("conflicts", filter=Q(conflicts__stands=True), distinct=True),
    ).order_by("pk")


def to_review(reviewer: Reviewer) -> QuerySet[Candidate]:
    """Return whom a reviewer looks at: those not done first, in no order of merit."""
    mine = Score.objects.filter(reviewer=reviewer, candidate=OuterRef("pk"))
    near = Conflict.objects.filter(
        reviewer=reviewer, candidate=OuterRef("pk"), stands=True
    )
    rows = Candidate.objects.filter(
        workshop=reviewer.workshop_id, standing=Standing.ELIGIBLE
    )
    return rows.annotate(done=Exists(mine), near=Exists(near)).order_by(
        "near", "done", "alias"
    )


def left(reviewer: Reviewer) -> int:
    """Count the candidates whom a reviewer can and did not score."""
    near = Conflict.objects.filter(reviewer=reviewer, stands=True)
    rows = to_review(reviewer).exclude(scores__reviewer=reviewer)
    return rows.exclude(conflicts__in=near).count()


def is_same_person(user: User, candidate: Candidate) -> bool:
    """Say whether a reviewer is the candidate, by account or by any address."""
    if candidate.user_id == user.pk or _same(user.email, candidate.email):
        return True
    addresses = EmailAddress.objects.filter(user=user)
    return bool(addresses.filter(email__iexact=candidate.email).exists())


def is_colleague(user: User, candidate: Candidate) -> bool:
    """Say whether both are of one institution, as far as its name tells."""
    places = Membership.objects.filter(user=user).values_list(
        "organisation__name", flat=True
    )
    named = [candidate.institution]
    if candidate.user_id is not None:
        rows = Membership.objects.filter(user=candidate.user_id)
        named += rows.values_list("organisation__name", flat=True)
    return any(_same(place, name) for place in places for name in named)


def nearness(reviewer: Reviewer, candidate: Candidate) -> Nearness | None:
    """Return why a reviewer may not score a candidate; None where they may."""
    if is_same_person(reviewer.user, candidate):
        return THEMSELVES
    declared = Conflict.objects.filter(reviewer=reviewer, candidate=candidate).first()
    if declared is not None:
        return DECLARED if declared.stands else None
    return COLLEAGUE if is_colleague(reviewer.user, candidate) else None


def scores_seen(user: User, candidate: Candidate) -> Sequence[Score] | None:
    """Return the points given, or None while they are sealed for somebody.

    A reviewer sees those of others after giving their own, and never those about
    somebody they are too near to.
    """
    reviewer = Reviewer.objects.filter(
        user=user, workshop=candidate.workshop_id
    ).first()
    rows = Score.objects.filter(candidate=candidate).select_related("reviewer__user")
    sealed = reviewer is not None and not rows.filter(reviewer=reviewer).exists()
    return None if sealed else list(rows.order_by("pk"))


def sealed_for(user: User, workshop: Workshop) -> bool:
    """Say whether means are sealed for somebody in lists: for reviewers."""
    return Reviewer.objects.filter(user=user, workshop=workshop).exists()


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Return mean, number, least and most of points; nothing where none were given."""
    points = [score.points for score in scores]
    if not points:
        return {}
    return {
        "mean": sum(points) / len(points),
        "number": len(points),
        "least": min(points),
        "most": max(points),
    }


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())

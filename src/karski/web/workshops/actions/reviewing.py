"""Reviewers: adding them, their conflicts of interest, their points."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.people.queries import account_at
from karski.web.workshops.actions import candidate_letters as letters
from karski.web.workshops.actions.running import require_runs
from karski.web.workshops.models import (
    Candidate,
    Conflict,
    Reviewer,
    Score,
    Standing,
    Workshop,
)
from karski.web.workshops.queries import reviews


@transaction.atomic
def add_reviewer(workshop: Workshop, *, by: User, email: str) -> Reviewer:
    """Let the account of an address review the candidates of a workshop."""
    require_runs(by, workshop)
    user = account_at(email)
    if user is None:
        raise ValidationError(
            {"email": _("Nobody here has this address: invite them to the site first.")}
        )
    reviewer = Reviewer(workshop=workshop, user=user)
    reviewer.full_clean()
    reviewer.save()
    audit.record("added a reviewer", by=by, on=workshop, detail={"reviewer": user.pk})
    letters.asked_to_review(reviewer)
    return reviewer


@transaction.atomic
def remove_reviewer(reviewer: Reviewer, *, by: User) -> None:
    """Take somebody off the reviewers; the points they gave go with them."""
    require_runs(by, reviewer.workshop)
    detail = {"reviewer": reviewer.user_id, "scores": reviewer.scores.count()}
    audit.record("removed a reviewer", by=by, on=reviewer.workshop, detail=detail)
    reviewer.delete()


@transaction.atomic
def declare(
    reviewer: Reviewer, candidate: Candidate, *, by: User, why: str, stands: bool = True
) -> Conflict:
    """Declare that one is too near to a candidate, or that one is not, and why.

    With a conflict the points that were given go. Where the reviewer is the candidate
    there is one, whatever is declared.
    """
    _require_theirs(reviewer, candidate, by)
    if not stands and reviews.is_same_person(reviewer.user, candidate):
        raise ValidationError(_("This is you: you cannot review yourself."))
    conflict = Conflict.objects.filter(reviewer=reviewer, candidate=candidate).first()
    conflict = conflict or Conflict(reviewer=reviewer, candidate=candidate)
    conflict.why, conflict.stands = why, stands
    conflict.full_clean()
    conflict.save()
    if stands:
        Score.objects.filter(reviewer=reviewer, candidate=candidate).delete()
        audit.record("declared a conflict of interest", by=by, on=candidate)
    else:
        audit.record("declared no conflict", by=by, on=candidate)
    return conflict


@transaction.atomic
def score(
    reviewer: Reviewer, candidate: Candidate, *, by: User, points: int, note: str = ""
) -> Score:
    """Give a candidate points, once: those of others are seen afterwards."""
    _require_theirs(reviewer, candidate, by)
    kept = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if kept.standing != Standing.ELIGIBLE:
        raise ValidationError(_("Only candidates who are eligible are scored."))
    nearness = reviews.nearness(reviewer, kept)
    if nearness is not None:
        raise ValidationError(nearness.refusal)
    if Score.objects.filter(reviewer=reviewer, candidate=kept).exists():
        raise ValidationError(_("Your points stand: they were given before."))
    given = Score(reviewer=reviewer, candidate=kept, points=points, note=note)
    given.full_clean()
    given.save()
    audit.record("scored a candidate", by=by, on=kept)
    return given


def _require_theirs(reviewer: Reviewer, candidate: Candidate, by: User) -> None:
    theirs = reviewer.user_id == by.pk
    if not theirs or reviewer.workshop_id != candidate.workshop_id:
        raise PermissionDenied

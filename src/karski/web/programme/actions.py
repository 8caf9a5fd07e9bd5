"""What people do to commitments: every write, each audited."""

from datetime import UTC, date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.due.scheduling import schedule
from karski.web.people import audit
from karski.web.people.models import Organisation, User
from karski.web.people.person import person_of
from karski.web.people.roles import Permission
from karski.web.programme import queries
from karski.web.programme.models import Commitment, State

REVIEWED = (State.KEPT, State.BROKEN)


@transaction.atomic
def commit(
    organisation: Organisation,
    *,
    by: User,
    what: str,
    aim: str,
    by_when: date,
    reviewer: User,
    person: User | None = None,
) -> Commitment:
    """Record what an organisation, or one of its people, promised.

    The reviewer is reminded when it is due.
    """
    _require(by, organisation)
    commitment = Commitment(
        organisation=organisation,
        person=person,
        what=what,
        aim=aim,
        by_when=by_when,
        reviewer=reviewer,
    )
    _require_independent(commitment, reviewer)
    commitment.full_clean()
    commitment.save()
    schedule(
        "programme.remind",
        at=datetime.combine(by_when, time(6), UTC),
        key=f"review of {commitment.public_id}",
        commitment=str(commitment.public_id),
    )
    audit.record("made a commitment", by=by, on=commitment, detail={"aim": aim})
    return commitment


@transaction.atomic
def review(commitment: Commitment, *, by: User, state: str, note: str) -> Commitment:
    """Say whether a commitment was kept; its reviewer alone can."""
    kept = _open(commitment)
    if by.pk != kept.reviewer_id:
        raise PermissionDenied
    if state not in REVIEWED:
        raise ValidationError({"state": _("Say whether it was kept.")})
    return _close(kept, state, note, "reviewed a commitment", by)


@transaction.atomic
def withdraw(commitment: Commitment, *, by: User, note: str) -> Commitment:
    """Take a commitment back, saying why; whoever made or recorded it can."""
    kept = _open(commitment)
    if by.pk != kept.person_id:
        _require(by, kept.organisation)
    if not note.strip():
        raise ValidationError({"note": _("Say why it is withdrawn.")})
    return _close(kept, State.WITHDRAWN, note, "withdrew a commitment", by)


def _open(commitment: Commitment) -> Commitment:
    kept = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if kept.state != State.OPEN:
        raise ValidationError(_("This commitment is closed already."))
    return kept


def _close(
    commitment: Commitment, state: str, note: str, action: str, by: User
) -> Commitment:
    commitment.state, commitment.note = state, note
    commitment.closed = timezone.now()
    commitment.full_clean()
    commitment.save()
    audit.record(action, by=by, on=commitment, detail={"state": state})
    return commitment


def _require(by: User, organisation: Organisation) -> None:
    if not person_of(by).may(Permission.MANAGE_PROGRAMME, organisation):
        raise PermissionDenied


def _require_independent(commitment: Commitment, reviewer: User) -> None:
    """Refuse a reviewer whose own organisation promised."""
    place, person = commitment.organisation, commitment.person
    if person is not None and not queries.belongs(person, place):
        raise ValidationError({"person": _("This person is not of that organisation.")})
    if queries.belongs(reviewer, place):
        raise ValidationError(
            {"reviewer": _("The reviewer must be of another organisation.")}
        )

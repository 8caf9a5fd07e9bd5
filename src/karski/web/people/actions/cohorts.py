"""Cohorts, and the seats of a training room."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit, queries
from karski.web.people.actions.organisations import require
from karski.web.people.models import Cohort, CohortMember, Organisation, Seat, User
from karski.web.people.roles import Permission
from karski.web.people.tokens import digest_of_code, new_code

MOST_SEATS = 60  # at once
LONGEST = 14  # days
NOWHERE = "seat.invalid"  # no letter can reach this domain


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat, and the code that only its paper holds."""

    seat: Seat
    code: str


@transaction.atomic
def create_cohort(
    organisation: Organisation, *, by: User, name: str, purpose: str = ""
) -> Cohort:
    """Make a cohort without people."""
    require(by, Permission.MANAGE_COHORTS, organisation.pk)
    cohort = Cohort(organisation=organisation, name=name, purpose=purpose)
    cohort.full_clean()
    cohort.save()
    audit.record("made a cohort", by=by, on=cohort, detail={"name": name})
    return cohort


@transaction.atomic
def add_to_cohort(cohort: Cohort, *, by: User, user: User) -> CohortMember:
    """Add a person of the cohort's organisation."""
    require(by, Permission.MANAGE_COHORTS, cohort.organisation_id)
    if not user.memberships.filter(organisation=cohort.organisation_id).exists():
        raise ValidationError(
            {"user": _("Choose somebody of the cohort's organisation.")}
        )
    member = CohortMember(cohort=cohort, user=user)
    member.full_clean()
    member.save()
    audit.record(
        "added to a cohort", by=by, on=cohort, detail={"person": str(user.public_id)}
    )
    return member


@transaction.atomic
def remove_from_cohort(member: CohortMember, *, by: User) -> None:
    """Take a person out of a cohort."""
    cohort = member.cohort
    require(by, Permission.MANAGE_COHORTS, cohort.organisation_id)
    audit.record(
        "removed from a cohort",
        by=by,
        on=cohort,
        detail={"person": str(member.user.public_id)},
    )
    member.delete()


@transaction.atomic
def make_seats(
    cohort: Cohort, *, by: User, seats: int, days: int
) -> tuple[NewSeat, ...]:
    """Make seats; their codes are returned here and never again."""
    require(by, Permission.MANAGE_COHORTS, cohort.organisation_id)
    _check(seats, MOST_SEATS, "seats")
    _check(days, LONGEST, "days")
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    first = queries.seats_of(cohort).count() + 1
    made = tuple(
        _seat(cohort, str(number), days) for number in range(first, first + seats)
    )
    audit.record("made seats", by=by, on=cohort, detail={"seats": seats, "days": days})
    return made


@transaction.atomic
def revoke_seat(seat: Seat, *, by: User) -> None:
    """Let nobody in by a seat any longer, and end its session."""
    require(by, Permission.MANAGE_COHORTS, seat.cohort.organisation_id)
    if seat.revoked_at is None:
        seat.revoked_at = timezone.now()
        seat.save(update_fields=["revoked_at"])
        audit.record("revoked a seat", by=by, on=seat)


def _check(number: int, most: int, field: str) -> None:
    if not 1 <= number <= most:
        words = _("Give a whole number from 1 to %(most)d.")
        raise ValidationError({field: ValidationError(words, params={"most": most})})


def _seat(cohort: Cohort, label: str, days: int) -> NewSeat:
    code = new_code()
    seat = Seat(
        cohort=cohort,
        user=User.objects.create_user(f"{uuid4()}@{NOWHERE}", name=label),
        label=label,
        code_hash=digest_of_code(code),
        expires=timezone.now() + timedelta(days=days),
    )
    seat.full_clean()
    seat.save()
    return NewSeat(seat, code)

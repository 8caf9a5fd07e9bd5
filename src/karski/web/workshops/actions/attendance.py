"""Who is in the room: signing in, and correcting it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.models import Attendance, Candidate, Workshop
from karski.web.workshops.queries import codes, days, seats


@transaction.atomic
def sign_in(candidate: Candidate, *, by: User, by_hand: bool = False) -> Attendance:
    """Sign a participant in for today, as somebody who leads the room."""
    lead(by, candidate.workshop)
    return _note(candidate, _today(candidate), by=by, by_hand=by_hand)


@transaction.atomic
def sign_in_oneself(candidate: Candidate, *, by: User | None, code: str) -> Attendance:
    """Sign oneself in for today by the code on the room's screen."""
    day = _today(candidate)
    if not codes.fits(candidate.workshop, code, timezone.now()):
        raise ValidationError(
            {"code": _("This code is not on the screen now; it changes each minute.")}
        )
    return _note(candidate, day, by=by, by_hand=False)


@transaction.atomic
def correct(
    candidate: Candidate, *, by: User, day: int, present: bool
) -> Attendance | None:
    """Put right whether a participant was there on a day that has begun."""
    lead(by, candidate.workshop)
    _require_participant(candidate)
    if day not in days.begun(candidate.workshop):
        raise ValidationError({"day": _("This day has not begun.")})
    if present:
        return _note(candidate, day, by=by, by_hand=True)
    gone, _by_table = candidate.attendances.filter(day=day).delete()
    if gone:
        audit.record("took back a sign-in", by=by, on=candidate, detail={"day": day})
    return None


def lead(by: User, workshop: Workshop) -> None:
    """Refuse somebody who does not lead the room of a workshop."""
    require(by, Permission.LEAD_ROOM, workshop.series.organisation_id)


def _today(candidate: Candidate) -> int:
    _require_participant(candidate)
    day = days.today(candidate.workshop)
    if day is None:
        raise ValidationError(_("People sign in on the days of the workshop alone."))
    return day


def _require_participant(candidate: Candidate) -> None:
    if not seats.is_participant(candidate):
        raise ValidationError(_("Participants alone sign in."))


def _note(
    candidate: Candidate, day: int, *, by: User | None, by_hand: bool
) -> Attendance:
    """Note that somebody was there; twice is once."""
    attendance = Attendance(
        participant=candidate, day=day, at=timezone.now(), by_hand=by_hand
    )
    attendance.clean_fields()
    noted, made = Attendance.objects.get_or_create(
        participant=candidate,
        day=day,
        defaults={"at": attendance.at, "by_hand": by_hand},
    )
    if made:
        detail = {"day": day, "by hand": by_hand}
        audit.record("signed in", by=by, on=candidate, detail=detail)
    return noted

"""When participants are asked what: by the days of the workshop, where it meets."""

from calendar import monthrange
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from karski.web.workshops.models import (
    Asked,
    Candidate,
    Closing,
    Form,
    Moment,
    Responded,
    Sitting,
    Workshop,
)
from karski.web.workshops.queries.seats import participants

AFTERWARDS = timedelta(days=14)  # for the test and the reaction
FOLLOW_UP = timedelta(days=28)  # from the day three or six months later
MONTHS = {Form.MONTHS_3: 3, Form.MONTHS_6: 6}


def today(workshop: Workshop) -> date:
    """Return what day it is where a workshop meets."""
    return timezone.now().astimezone(ZoneInfo(workshop.time_zone)).date()


def months_after(day: date, months: int) -> date:
    """Return the day so many months later, or the last of that month.

    Examples
    --------
    >>> months_after(date(2031, 11, 30), 3)
    datetime.date(2032, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def window(workshop: Workshop, what: str) -> tuple[date, date]:
    """Return the first and the last day on which something is asked.

    Of the test, that is the one afterwards.
    """
    if what in (Asked.TEST, Asked.REACTION):
        return workshop.ends, workshop.ends + AFTERWARDS
    opens = months_after(workshop.ends, MONTHS[Form(what)])
    return opens, opens + FOLLOW_UP


def is_closed(workshop: Workshop, what: str) -> bool:
    """Say whether nobody can answer any more: closed, past its days, or all did."""
    if today(workshop) > window(workshop, what)[1]:
        return True
    if Closing.objects.filter(workshop=workshop, what=what).exists():
        return True
    everybody = set(participants(workshop).values_list("pk", flat=True))
    return bool(everybody) and everybody <= answered(workshop, what)


def answered(workshop: Workshop, what: str) -> set[int]:
    """Return the keys of participants who answered; of the test, afterwards."""
    if what == Asked.TEST:
        rows = Sitting.objects.filter(test__workshop=workshop, moment=Moment.AFTER)
        return set(rows.values_list("participant", flat=True))
    done = Responded.objects.filter(participant__workshop=workshop, form=what)
    return set(done.values_list("participant", flat=True))


def is_open(workshop: Workshop, what: str) -> bool:
    """Say whether something is asked today."""
    first, last = window(workshop, what)
    return first <= today(workshop) <= last and not is_closed(workshop, what)


def test_moment(candidate: Candidate) -> Moment | None:
    """Return which sitting of the test is open to a participant, if one is."""
    workshop = candidate.workshop
    if not hasattr(workshop, "test"):
        return None
    sat = set(candidate.sittings.values_list("moment", flat=True))
    if today(workshop) <= workshop.starts and Moment.BEFORE not in sat:
        return Moment.BEFORE
    if is_open(workshop, Asked.TEST) and Moment.AFTER not in sat:
        return Moment.AFTER
    return None


def forecast_moment(workshop: Workshop) -> Moment:
    """Return at which moment a forecast of today counts."""
    day = today(workshop)
    if day < workshop.starts:
        return Moment.BEFORE
    if day <= workshop.ends:
        return Moment.DURING
    if day < months_after(workshop.ends, 3):
        return Moment.AFTER
    if day < months_after(workshop.ends, 6):
        return Moment.MONTHS_3
    return Moment.MONTHS_6

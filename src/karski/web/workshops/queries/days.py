"""Which day of a workshop it is, where it is held."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from karski.web.workshops.models import Workshop


def zone_of(workshop: Workshop) -> ZoneInfo:
    """Return the time zone in which a workshop's days begin and end."""
    return ZoneInfo(workshop.time_zone)


def day_at(workshop: Workshop, moment: datetime) -> int | None:
    """Return the day of a workshop that a moment falls on, counted from 1."""
    number = (moment.astimezone(zone_of(workshop)).date() - workshop.starts).days + 1
    meets = workshop.days_known and 1 <= number <= workshop.days
    return number if meets else None


def today(workshop: Workshop) -> int | None:
    """Return which day of a workshop it is now; None outside its days."""
    return day_at(workshop, timezone.now())


def begun(workshop: Workshop) -> list[int]:
    """Return the days of a workshop that have begun."""
    here = timezone.now().astimezone(zone_of(workshop)).date()
    passed = (here - workshop.starts).days + 1 if workshop.days_known else 0
    return list(range(1, min(max(passed, 0), workshop.days) + 1))


def date_of(workshop: Workshop, day: int) -> date:
    """Return the date of a day of a workshop."""
    return workshop.starts + timedelta(days=day - 1)

"""Who was there on which day."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from karski.core import cells
from karski.web.people.countries import country_name
from karski.web.workshops.models import Attendance, Candidate, Workshop
from karski.web.workshops.queries import days
from karski.web.workshops.queries.seats import participants


@dataclass(frozen=True, slots=True)
class Row:
    """A participant, and when they signed in on each day; None where they did not."""

    participant: Candidate
    days: tuple[Attendance | None, ...]

    def on(self, day: int) -> Attendance | None:
        """Return the sign-in of a day."""
        return self.days[day - 1]


def table(workshop: Workshop) -> list[Row]:
    """Return every participant and their days."""
    people = participants(workshop)
    found = {
        (each.participant_id, each.day): each
        for each in Attendance.objects.filter(participant__in=people)
    }
    numbers = range(1, workshop.days + 1)
    return [
        Row(person, tuple(found.get((person.pk, day)) for day in numbers))
        for person in people
    ]


def present(workshop: Workshop, day: int) -> int:
    """Count the participants who signed in on a day."""
    people = participants(workshop)
    return Attendance.objects.filter(participant__in=people, day=day).count()


def as_csv(workshop: Workshop) -> str:
    """Return the table for a spreadsheet, with the times of the place."""
    return cells.as_csv(tuple(line) for line in _lines(workshop))


def _lines(workshop: Workshop) -> Iterator[list[str]]:
    dates = [days.date_of(workshop, day + 1) for day in range(workshop.days)]
    heads = [_("Name"), _("Institution"), _("Country")]
    yield [*heads, *(each.isoformat() for each in dates)]
    for row in table(workshop):
        person = row.participant
        who = [person.name, person.institution, country_name(person.country)]
        yield [*who, *(_time(workshop, each) for each in row.days)]


def _time(workshop: Workshop, attendance: Attendance | None) -> str:
    if attendance is None:
        return ""
    return f"{attendance.at.astimezone(days.zone_of(workshop)):%H:%M}"

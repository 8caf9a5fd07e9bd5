"""Papers about the people in the room: badges, attendance list, participant book."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from babel.dates import format_skeleton
from django.utils.translation import gettext, ngettext

from karski.briefings.papers._content import Code
from karski.briefings.papers.attendance_list import AttendanceList, Row
from karski.briefings.papers.name_badges import Badge, NameBadges
from karski.briefings.papers.participant_book import Entry, ParticipantBook
from karski.web.people.countries import country_name
from karski.web.workshops.models import Attendance, Candidate, Workshop
from karski.web.workshops.papers import words
from karski.web.workshops.papers.frames import frame
from karski.web.workshops.queries import papers as queries
from karski.web.workshops.queries.seats import participants

PRESENT = "✓"
Address = Callable[[Candidate], str]


def name_badges(workshop: Workshop, sign_in: Address) -> NameBadges:
    """Return the badges of all who hold a seat, each with a code to sign in by."""
    asked = gettext("Code to sign in by")
    badges = tuple(
        Badge(
            each.name,
            each.institution,
            _joined(each.position, country_name(each.country)),
            Code.of(address, asked) if (address := sign_in(each)) else None,
        )
        for each in participants(workshop)
    )
    return NameBadges(
        **frame(workshop, gettext("Name badges")),
        event=str(workshop.title),
        place_and_dates=words.place_and_dates(workshop),
        badges=badges,
    )


def attendance_list(workshop: Workshop) -> AttendanceList:
    """Return the list: who signed in on which day, and room for who did not yet."""
    there = set(
        Attendance.objects.filter(participant__workshop=workshop).values_list(
            "participant", "day"
        )
    )
    numbers = range(1, workshop.days + 1)
    rows = tuple(
        Row(
            each.name,
            each.institution,
            tuple(PRESENT if (each.pk, day) in there else "" for day in numbers),
        )
        for each in participants(workshop)
    )
    return AttendanceList(
        **frame(workshop, gettext("Attendance list")),
        place_and_dates=words.place_and_dates(workshop),
        note=_counted(len(rows)),
        number=gettext("No."),
        name=gettext("Name"),
        institution=gettext("Institution"),
        days=tuple(_short_day(workshop, number) for number in numbers),
        rows=rows,
    )


def participant_book(workshop: Workshop) -> ParticipantBook:
    """Return those who agreed to stand in it; the others are counted."""
    everybody = list(participants(workshop))
    shown = queries.in_the_book(workshop)
    entries = tuple(_entry(each) for each in everybody if each.pk in shown)
    return ParticipantBook(
        **frame(workshop, gettext("Who is in the room")),
        place_and_dates=words.place_and_dates(workshop),
        foreword=_foreword(workshop, len(everybody) - len(entries)),
        people=entries,
    )


def _entry(candidate: Candidate) -> Entry:
    line = (
        candidate.position,
        candidate.institution,
        candidate.get_sector_display(),
        country_name(candidate.country),
    )
    return Entry(candidate.name, _joined(*line))


def _foreword(workshop: Workshop, unlisted: int) -> tuple[str, ...]:
    rule = gettext(
        "The Chatham House rule holds: what is said may be used, but not who said it."
    )
    said = [rule] if workshop.chatham_house else []
    said.append(gettext("Do not pass this book on: it is for the people in it."))
    if unlisted:
        more = ngettext(
            "%(count)s participant did not wish to be listed.",
            "%(count)s participants did not wish to be listed.",
            unlisted,
        )
        said.append(more % {"count": unlisted})
    return tuple(said)


def _counted(count: int) -> str:
    return ngettext(
        "%(count)s participant holds a seat.",
        "%(count)s participants hold a seat.",
        count,
    ) % {"count": count}


def _short_day(workshop: Workshop, number: int) -> str:
    date = workshop.starts + timedelta(days=number - 1)
    return str(format_skeleton("MMMd", date, locale=words.locale()))


def _joined(*parts: str) -> str:
    return ", ".join(_said(parts))


def _said(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]

"""What pages of the agenda read: rows as the science package knows agendas."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Manager, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from karski.agenda import clashes as checking
from karski.agenda import share as counting
from karski.agenda.clashes import Clash
from karski.agenda.sessions import Day, Expert, Kind, Origin, Session, in_order
from karski.web.people.person import Person
from karski.web.workshops import models
from karski.web.workshops.models import AgendaDay, SessionKind, Workshop
from karski.web.workshops.models.agenda import CLOSES, OPENS
from karski.web.workshops.queries.whose import (
    LEAD,
    speaks,
    workshops_seen,
    workshops_where,
)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Agenda:
    """A workshop's agenda.

    Attributes
    ----------
    workshop : Workshop
    days : tuple of Day
    sessions : tuple of Session
        As they come; their keys are public ids.
    experts : tuple of Expert
        All who are named, whether they hold a session or not.
    """

    workshop: Workshop
    days: tuple[Day, ...]
    sessions: tuple[Session, ...]
    experts: tuple[Expert, ...]

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """What is wrong, and what deserves a second look."""
        return checking.clashes(self.days, self.sessions, self.experts)

    @cached_property
    def grave(self) -> list[Clash]:
        """What cannot hold."""
        return [clash for clash in self.clashes if clash.grave]

    @cached_property
    def cautions(self) -> list[Clash]:
        """What deserves a second look."""
        return [clash for clash in self.clashes if not clash.grave]

    @cached_property
    def share(self) -> counting.Share:
        """What national capacities hold."""
        return counting.share(self.sessions)

    def by_day(self) -> Iterator[tuple[Day, list[tuple[Session, list[Clash]]]]]:
        """Yield days, each with its sessions and what is the matter with them."""
        for day in self.days:
            there = [s for s in self.sessions if s.day == day.number]
            yield day, [(session, self.about(session)) for session in there]

    def about(self, session: Session) -> list[Clash]:
        """Return what is the matter with a session."""
        return [clash for clash in self.clashes if session in clash.sessions]

    @property
    def elsewhere(self) -> list[tuple[Session, list[Clash]]]:
        """Sessions on days that the workshop does not have."""
        known = {day.number for day in self.days}
        return [(s, self.about(s)) for s in self.sessions if s.day not in known]


def agenda_of(workshop: Workshop, *, public: bool = False) -> Agenda:
    """Return a workshop's agenda; for the public, without experts who stay unnamed."""
    rows = workshop.sessions.select_related("room").prefetch_related(
        "experts", "objectives"
    )
    experts = workshop.experts.all()
    return Agenda(
        workshop,
        days_of(workshop),
        in_order(tuple(plain(row, public=public) for row in rows)),
        tuple(_expert(row) for row in experts if row.public or not public),
    )


def plain(row: models.Session, *, public: bool = False) -> Session:
    """Return a session as the science package knows it."""
    experts = [each for each in row.experts.all() if each.public or not public]
    return Session(
        str(row.public_id),
        row.day,
        row.starts,
        row.ends,
        Kind(row.kind),
        row.title,
        room=row.room.name if row.room else "",
        experts=tuple(_expert(each) for each in experts),
        objectives=tuple(each.text for each in row.objectives.all()),
        about=row.about,
    )


def _expert(row: models.Expert) -> Expert:
    return Expert(str(row.public_id), str(row), Origin(row.origin))


def days_of(workshop: Workshop) -> tuple[Day, ...]:
    """Return a workshop's days; none where the month alone is known."""
    if not workshop.days_known:
        return ()
    told = {row.number: row for row in workshop.agenda_days.all()}
    return tuple(
        Day(
            number,
            workshop.starts + timedelta(number - 1),
            told[number].opens if number in told else OPENS,
            told[number].closes if number in told else CLOSES,
            told[number].title if number in told else "",
        )
        for number in range(1, workshop.days + 1)
    )


def day_of(workshop: Workshop, number: int) -> AgendaDay:
    """Return what is kept of a day, or a plain one; else there is none."""
    if not workshop.days_known or not 1 <= number <= workshop.days:
        raise Http404
    found = workshop.agenda_days.filter(number=number).first()
    return found or AgendaDay(workshop=workshop, number=number)


def objectives_of(workshop: Workshop) -> QuerySet[models.Objective]:
    """Return objectives, each with how much serves it and shows it."""
    return workshop.objectives.annotate(
        served=Count("sessions", distinct=True),
        played=Count(
            "sessions", filter=Q(sessions__kind=SessionKind.EXERCISE), distinct=True
        ),
        tested=Count("items", distinct=True),
    )


def managed(
    person: Person, rows: QuerySet[Row] | Manager[Row], **key: UUID | int
) -> tuple[Workshop, Row]:
    """Return a row of a workshop that somebody runs, and that workshop."""
    mine = workshops_where(person)
    row = get_object_or_404(rows.filter(workshop__in=mine), **key)
    return mine.get(pk=vars(row)["workshop_id"]), row


def read(person: Person, key: UUID) -> Workshop:
    """Return a workshop whose agenda somebody may read, else there is none.

    Everybody may once it is open to the public; those who lead its room and those
    who speak in it, before.
    """
    found = get_object_or_404(workshops_seen(person), public_id=key)
    if not may_read(person, found):
        raise Http404
    return found


def may_read(person: Person, workshop: Workshop) -> bool:
    """Say whether somebody who sees a workshop may read its agenda."""
    return (
        workshop.agenda_published
        or workshops_where(person, LEAD).filter(pk=workshop.pk).exists()
        or speaks(person, workshop)
    )


def open_to_all(key: UUID) -> Workshop:
    """Return a workshop whose agenda is open to the public, else there is none."""
    return get_object_or_404(
        workshops_seen(Person()), public_id=key, agenda_published=True
    )

"""What those who run a workshop do to its agenda: every write, each audited.

Each change counts up the workshop's revision, which subscribed calendars go by.
"""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.agenda import ordering, templates
from karski.agenda.sessions import MIDNIGHT
from karski.agenda.sessions import Session as Plain
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.models import (
    AgendaDay,
    Expert,
    Objective,
    Room,
    Session,
    Workshop,
)
from karski.web.workshops.queries.agenda import agenda_of, day_of

Part = Session | Expert | Room | Objective
P = TypeVar("P", Session, Expert, Room, Objective)
MANY = ("experts", "objectives")  # of a session


@transaction.atomic
def add(part: type[P], workshop: Workshop, /, *, by: User, **fields: object) -> P:
    """Add a session, an expert, a room or an objective to an agenda."""
    _locked(workshop, by)
    made = _written(part(workshop=workshop), fields)
    audit.record("added to an agenda", by=by, on=made)
    return made


@transaction.atomic
def change(part: P, /, *, by: User, **fields: object) -> P:
    """Change a session, an expert, a room or an objective."""
    _locked(part.workshop, by)
    changed = _written(part, fields)
    audit.record("changed an agenda", by=by, on=changed)
    return changed


@transaction.atomic
def remove(part: Part, *, by: User) -> None:
    """Take a session, an expert, a room or an objective out of an agenda."""
    workshop = _locked(part.workshop, by)
    audit.record("removed from an agenda", by=by, on=part)
    part.delete()
    _count_up(workshop)


@transaction.atomic
def set_day(
    workshop: Workshop, *, by: User, number: int, title: str, opens: int, closes: int
) -> AgendaDay:
    """Say what a day is about, and when the house is open."""
    _locked(workshop, by)
    day = day_of(workshop, number)
    day.title, day.opens, day.closes = title, opens, closes
    day.full_clean()
    day.save()
    _count_up(workshop)
    audit.record("changed an agenda", by=by, on=workshop, detail={"day": number})
    return day


@transaction.atomic
def move(session: Session, *, by: User, step: str) -> None:
    """Move a session one place earlier or later in its day; times follow."""
    workshop = _locked(session.workshop, by)
    sessions, key = agenda_of(workshop).sessions, str(session.public_id)
    found = ordering.up if step == "up" else ordering.down
    _reordered(session, found(sessions, key), by)


@transaction.atomic
def place(session: Session, *, by: User, day: int, before: UUID | None = None) -> None:
    """Put a session before another on some day, or at its end; times follow."""
    workshop = _locked(session.workshop, by)
    agenda = agenda_of(workshop)
    there = next((each for each in agenda.days if each.number == day), None)
    if there is None:
        raise ValidationError(_("The workshop does not have that day."))
    mark, key = str(before) if before else None, str(session.public_id)
    _reordered(session, ordering.before(agenda.sessions, key, there, mark), by)


@transaction.atomic
def start(workshop: Workshop, *, by: User, template: str) -> None:
    """Fill an empty agenda from a ready-made one, in the workshop's language."""
    _locked(workshop, by)
    if workshop.sessions.exists():
        raise ValidationError(_("This agenda has sessions already; remove them first."))
    chosen = templates.catalogue()[template]
    if not workshop.days_known or workshop.days < len(chosen.days):
        raise ValidationError(
            _("The workshop is shorter than this agenda: correct its days first.")
        )
    with override(workshop.language):
        _fill(workshop, chosen)
    _count_up(workshop)
    audit.record(
        "started an agenda from a template",
        by=by,
        on=workshop,
        detail={"template": template},
    )


@transaction.atomic
def publish(workshop: Workshop, *, by: User, open_: bool) -> None:
    """Open an agenda to the public, or close it."""
    kept = _locked(workshop, by)
    if kept.agenda_published == open_:
        return
    kept.agenda_published = open_
    kept.save(update_fields=["agenda_published"])
    _count_up(kept)
    if open_:
        audit.record("opened an agenda to the public", by=by, on=kept)
    else:
        audit.record("closed an agenda", by=by, on=kept)


def _locked(workshop: Workshop, by: User) -> Workshop:
    """Refuse who does not run it; else hold it, so that changes come one by one."""
    require(by, Permission.MANAGE_WORKSHOPS, workshop.series.organisation_id)
    if workshop.series.historical:  # facts only
        raise PermissionDenied
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _count_up(workshop: Workshop) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(
        sequence=F("sequence") + 1, changed=timezone.now()
    )


def _written(part: P, fields: dict[str, object]) -> P:
    many = {name: fields.pop(name) for name in MANY if name in fields}
    for name, value in fields.items():
        setattr(part, name, value)
    _require_same_workshop(part, [part.room] if isinstance(part, Session) else [])
    part.full_clean()
    part.save()
    for name, rows in many.items():
        assert isinstance(rows, Iterable), "experts and objectives come as rows"
        _require_same_workshop(part, rows)
        getattr(part, name).set(rows)
    _count_up(part.workshop)
    return part


def _require_same_workshop(part: Part, rows: Iterable[Model | None]) -> None:
    for row in rows:
        if row is not None and vars(row)["workshop_id"] != part.workshop_id:
            raise ValidationError(_("Choose what belongs to this workshop."))


def _reordered(session: Session, ordered: tuple[Plain, ...], by: User) -> None:
    """Keep the new days and times of an agenda's sessions."""
    rows = {str(row.public_id): row for row in session.workshop.sessions.all()}
    for each in ordered:
        row = rows[each.id]
        if (row.day, row.starts, row.ends) == (each.day, each.start, each.end):
            continue
        if each.end > MIDNIGHT:
            raise ValidationError(
                _("So the day would run past midnight: shorten something first.")
            )
        row.day, row.starts, row.ends = each.day, each.start, each.end
        row.full_clean()
        row.save(update_fields=["day", "starts", "ends"])
    _count_up(session.workshop)
    audit.record("moved a session", by=by, on=session)


def _fill(workshop: Workshop, chosen: templates.Template) -> None:
    known = {row.code: row for row in workshop.objectives.all()}
    for each in chosen.objectives:
        if each.code not in known:
            known[each.code] = Objective.objects.create(
                workshop=workshop, code=each.code, text=_(each.text)
            )
    workshop.agenda_days.all().delete()
    for number, day in enumerate(chosen.days, 1):
        AgendaDay.objects.create(
            workshop=workshop,
            number=number,
            title=_(day.title),
            opens=day.opens,
            closes=day.closes,
        )
    for session in chosen.sessions():
        _session(workshop, session).objectives.set(
            [known[code] for code in session.objectives]
        )


def _session(workshop: Workshop, plain: Plain) -> Session:
    return Session.objects.create(
        workshop=workshop,
        day=plain.day,
        starts=plain.start,
        ends=plain.end,
        kind=plain.kind.value,
        title=_(plain.title),
        about=_(plain.about) if plain.about else "",
    )

"""What is asked in the room."""

from dataclasses import dataclass

from django.db.models import QuerySet

from karski.web.people.person import Person
from karski.web.workshops.marks import mark
from karski.web.workshops.models import AudienceQuestion, Session, Support, Workshop


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question, and whether whoever looks supports it."""

    question: AudienceQuestion
    mine: bool


def questions_of(workshop: Workshop) -> QuerySet[AudienceQuestion]:
    """Return all questions of a workshop: what waits first, then by support."""
    rows = AudienceQuestion.objects.filter(session__workshop=workshop)
    return rows.select_related("session", "asked_by").order_by(
        "answered", "shown", "-supporters", "pk"
    )


def shown_of(workshop: Workshop) -> QuerySet[AudienceQuestion]:
    """Return the questions that the room sees, the open ones first."""
    rows = AudienceQuestion.objects.filter(session__workshop=workshop, shown=True)
    return rows.select_related("session", "asked_by").order_by(
        "answered", "-supporters", "pk"
    )


def asked_of(person: Person, workshop: Workshop) -> QuerySet[AudienceQuestion]:
    """Return what the room sees of the questions asked in an expert's own sessions."""
    rows = shown_of(workshop)
    if person.user is None:
        return rows.none()
    return rows.filter(session__experts__user=person.user).distinct()


def seen_by(workshop: Workshop, token: str) -> list[QuestionShown]:
    """Return what the room sees, as the holder of a personal link sees it."""
    rows = list(shown_of(workshop))
    marks = Support.objects.filter(question__in=rows).values_list("question", "mark")
    given = set(marks)
    return [QuestionShown(each, (each.pk, mark(token, each)) in given) for each in rows]


def askable(workshop: Workshop, day: int | None) -> QuerySet[Session]:
    """Return the sessions in which something can be asked: those of the day, or all."""
    rows = Session.objects.filter(workshop=workshop)
    if day is None:
        return rows
    on_the_day = rows.filter(day=day)
    return on_the_day if on_the_day.exists() else rows

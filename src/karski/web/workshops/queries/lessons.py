"""Lessons: the public library, and the desk of those who review it."""

from collections import Counter
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from karski.web.people.models import Organisation
from karski.web.people.person import Person
from karski.web.workshops.models import Candidate, Lesson, LessonState, LessonWords
from karski.web.workshops.queries.seats import is_participant
from karski.web.workshops.queries.whose import LEAD, organisations_where
from karski.web.workshops.words import fold


def published() -> QuerySet[Lesson]:
    """Return the lessons that everybody may read."""
    rows = Lesson.objects.filter(state=LessonState.PUBLISHED)
    return rows.select_related("organisation", "workshop")


def found(words: str, tag: str = "") -> QuerySet[Lesson]:
    """Return the published lessons that hold all these words in one language.

    Accents and capitals do not count; those in the reader's language come first.
    """
    rows = published()
    if tag:
        rows = rows.filter(found_by_tags__contains=f"|{fold(tag)}|")
    if not (wanted := fold(words).split()):
        return rows
    held = LessonWords.objects.filter(lesson=OuterRef("pk"))
    for word in wanted[:10]:
        held = held.filter(words__contains=word)
    own = Exists(held.filter(language=get_language() or "en"))
    rows = rows.filter(Exists(held)).annotate(in_own_language=own)
    return rows.order_by("-in_own_language", "-published", "-pk")


def tags() -> list[tuple[str, int]]:
    """Return the tags of published lessons by the alphabet, and how many have each."""
    lists = published().values_list("tags", flat=True)
    counted = Counter(tag for each in lists for tag in each)
    return sorted(counted.items(), key=lambda pair: fold(pair[0]))


def places(person: Person) -> QuerySet[Organisation]:
    """Return the organisations whose lessons somebody writes and reviews."""
    rows = Organisation.objects.order_by("name")
    if person.administers:
        return rows
    return rows.filter(pk__in=organisations_where(person, LEAD))


def desk(person: Person) -> QuerySet[Lesson]:
    """Return all lessons that somebody writes or reviews, newest first."""
    rows = Lesson.objects.filter(organisation__in=places(person))
    return rows.select_related("organisation", "written_by", "reviewed_by").order_by(
        "-pk"
    )


def lesson_of(person: Person, key: UUID) -> Lesson:
    """Return a lesson that somebody writes or reviews, else there is none."""
    return get_object_or_404(desk(person), public_id=key)


def may_note(candidate: Candidate) -> dict[str, object] | None:
    """Return what lets a participant leave a note; nothing for others."""
    return {"published": published().count()} if is_participant(candidate) else None

"""Lessons: noted, written, reviewed by somebody else, published."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.questions import take_part
from karski.web.workshops.models import (
    Candidate,
    Lesson,
    LessonState,
    LessonWords,
    Workshop,
)
from karski.web.workshops.texts import Texts
from karski.web.workshops.words import fold

LEAD = Permission.LEAD_ROOM


@transaction.atomic
def note_lesson(
    candidate: Candidate, *, by: User | None, texts: Texts, tags: Sequence[str] = ()
) -> Lesson:
    """Note what others could learn from; nothing says which participant did."""
    del by  # a note has no name, whichever rule holds
    workshop = candidate.workshop
    take_part(candidate, workshop.pk)
    lesson = Lesson(
        organisation=workshop.series.organisation,
        workshop=workshop,
        texts=texts,
        tags=list(tags),
        source=f"{workshop}, {workshop.city}, {workshop.starts:%Y-%m}",
        state=LessonState.REVIEW,
    )
    return _kept(lesson, "wrote a lesson", None)


@transaction.atomic
def write_lesson(
    organisation: Organisation,
    *,
    by: User,
    texts: Texts,
    source: str,
    tags: Sequence[str] = (),
    workshop: Workshop | None = None,
) -> Lesson:
    """Write a lesson; somebody else reviews it before it is published."""
    require(by, LEAD, organisation.pk)
    lesson = Lesson(
        organisation=organisation,
        workshop=workshop,
        texts=texts,
        tags=list(tags),
        source=source,
        written_by=by,
    )
    return _kept(lesson, "wrote a lesson", by)


@transaction.atomic
def change_lesson(
    lesson: Lesson, *, by: User, texts: Texts, source: str, tags: Sequence[str] = ()
) -> Lesson:
    """Change a lesson; whoever did cannot be the one who reviews it."""
    kept = _locked(lesson, by)
    kept.texts, kept.source, kept.tags = dict(texts), source, list(tags)
    kept.written_by, kept.reviewed_by = by, None
    kept.state, kept.published = LessonState.DRAFT, None
    return _kept(kept, "changed a lesson", by)


@transaction.atomic
def submit(lesson: Lesson, *, by: User) -> Lesson:
    """Send a draft to review."""
    kept = _locked(lesson, by, LessonState.DRAFT)
    kept.state = LessonState.REVIEW
    return _kept(kept, "sent a lesson to review", by)


@transaction.atomic
def send_back(lesson: Lesson, *, by: User) -> Lesson:
    """Send a lesson back to whoever writes it."""
    kept = _locked(lesson, by, LessonState.REVIEW)
    kept.state = LessonState.DRAFT
    return _kept(kept, "sent a lesson back", by)


@transaction.atomic
def publish(lesson: Lesson, *, by: User) -> Lesson:
    """Publish a lesson that somebody else wrote."""
    kept = _locked(lesson, by, LessonState.REVIEW)
    if kept.written_by_id == by.pk:
        raise ValidationError(_("Somebody else reviews a lesson."))
    kept.reviewed_by = by
    kept.state, kept.published = LessonState.PUBLISHED, timezone.now()
    return _kept(kept, "published a lesson", by)


@transaction.atomic
def withdraw(lesson: Lesson, *, by: User) -> Lesson:
    """Take a published lesson out of the library."""
    kept = _locked(lesson, by, LessonState.PUBLISHED)
    kept.state, kept.published, kept.reviewed_by = LessonState.DRAFT, None, None
    return _kept(kept, "withdrew a lesson", by)


@transaction.atomic
def erase(lesson: Lesson, *, by: User) -> None:
    """Erase a lesson that is not published."""
    kept = _locked(lesson, by)
    if kept.state == LessonState.PUBLISHED:
        raise ValidationError(_("Take it out of the library first."))
    audit.record("erased a lesson", by=by, on=kept)
    kept.delete()


def _locked(lesson: Lesson, by: User, state: LessonState | None = None) -> Lesson:
    require(by, LEAD, lesson.organisation_id)
    kept = Lesson.objects.select_for_update().get(pk=lesson.pk)
    if state is not None and kept.state != state:
        raise ValidationError(_("This lesson has moved on: look at how it stands now."))
    return kept


def _kept(lesson: Lesson, action: str, by: User | None) -> Lesson:
    lesson.found_by_tags = f"|{'|'.join(fold(tag) for tag in lesson.tags)}|"
    lesson.full_clean()
    lesson.save()
    lesson.words.all().delete()
    for language, told in lesson.texts.items():
        words = fold(" ".join([*told.values(), *lesson.tags]))
        LessonWords.objects.create(lesson=lesson, language=language, words=words)
    audit.record(action, by=by, on=lesson)
    return lesson

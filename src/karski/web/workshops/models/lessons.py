"""What workshops leave behind: lessons that can be found, and talk that goes on."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.models.organisations import check_country
from karski.web.people.names import check_name
from karski.web.workshops.models.calls import Candidate, Sector
from karski.web.workshops.models.series import Series, Workshop
from karski.web.workshops.texts import Told, check_texts, told

MOST_TAGS, LONGEST_TAG = 8, 40


def check_tags(tags: Any) -> None:  # noqa: ANN401 -- JSON can be anything
    """Refuse what is not a short list of short words."""
    whole = (
        isinstance(tags, list)
        and len(tags) <= MOST_TAGS
        and all(isinstance(tag, str) and 0 < len(tag) <= LONGEST_TAG for tag in tags)
        and not any("|" in tag for tag in tags)
    )
    if not whole:
        raise ValidationError(
            _("Give at most %(most)d tags of at most %(longest)d letters."),
            params={"most": MOST_TAGS, "longest": LONGEST_TAG},
        )


class LessonState(models.TextChoices):
    """How far a lesson has come."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Waits for review")
    PUBLISHED = "published", _("Published")


class Lesson(models.Model):
    """A note of best practice; somebody else reviews it before it is published."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="lessons"
    )
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, blank=True, related_name="lessons"
    )
    texts = models.JSONField(default=dict, validators=[check_texts])  # title, body
    tags = models.JSONField(default=list, blank=True, validators=[check_tags])
    found_by_tags = models.TextField(blank=True)  # |one|another|, folded
    source = models.CharField(_("Source"), max_length=500, validators=[check_name])
    state = models.CharField(
        max_length=10, choices=LessonState, default=LessonState.DRAFT
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    made = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody publishes what they wrote alone; what is published says when."""

        ordering: ClassVar = ["-published", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(written_by=None)
                | Q(reviewed_by=None)
                | ~Q(written_by=models.F("reviewed_by")),
                name="lesson_reviewed_by_somebody_else",
                violation_error_message=_("Somebody else reviews a lesson."),
            ),
            models.CheckConstraint(
                condition=Q(state=LessonState.PUBLISHED, published__isnull=False)
                | (~Q(state=LessonState.PUBLISHED) & Q(published=None)),
                name="published_lesson_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Told:
        """Its title in the reader's language, or in one that has it."""
        return told(self.texts, "title")

    @property
    def body(self) -> Told:
        """What it says, in the reader's language or one that has it."""
        return told(self.texts, "body")


class LessonWords(models.Model):
    """What a lesson is found by in one language: its words without accents."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="words")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    words = models.TextField()

    class Meta:
        """One row a language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lesson", "language"], name="words_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"words of {self.lesson_id} in {self.language}"


class Thread(models.Model):
    """A talk across sectors that stays open after the workshop."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="threads")
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, blank=True, related_name="threads"
    )
    title = models.CharField(_("What it is about"), max_length=200)
    open = models.BooleanField(default=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """Something said in a thread; under the Chatham House rule by nobody named.

    Then no participant is stored: a mark that their personal link alone can make again
    (see `marks`) lets them, and nobody else, mend what they said. Sector and country
    stand there as far as the writer chose.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    participant = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    mark = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    country = models.CharField(max_length=2, blank=True, validators=[check_country])
    body = models.TextField(_("What you say"), max_length=4000)
    summary = models.BooleanField(default=False)  # sums up what came before it
    at = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which it was said."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.body[:60]

"""The agenda of a workshop: days, sessions, rooms, experts, objectives."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karski.web.people.models.organisations import check_country
from karski.web.people.names import check_name
from karski.web.workshops.models.series import Workshop

DAY = 24 * 60  # minutes
OPENS, CLOSES = 8 * 60, 20 * 60  # where nothing else is said


class SessionKind(models.TextChoices):
    """What happens in a session."""

    LECTURE = "lecture", _("Lecture")
    DISCUSSION = "discussion", _("Discussion")
    EXERCISE = "exercise", _("Exercise")
    CAPACITY_ASSESSMENT = "capacity assessment", _("Capacity assessment")
    NETWORK_SESSION = "network session", _("Network session")
    BREAK = "break", _("Break")


class ExpertOrigin(models.TextChoices):
    """Whose capacity an expert is; national ones come first."""

    NATIONAL = "national", _("National capacity of the host")
    CENTRE = "centre", _("From the centre")
    OTHER = "other", _("From elsewhere")


class AgendaDay(models.Model):
    """What a day is about, and when the house is open; days without a row are plain."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agenda_days")
    number = models.PositiveSmallIntegerField()  # 1 is the first
    title = models.CharField(
        _("What the day is about"), max_length=120, blank=True, validators=[check_name]
    )
    opens = models.PositiveSmallIntegerField(
        _("The house opens"), default=OPENS, validators=[MaxValueValidator(DAY)]
    )  # minutes after midnight, local time
    closes = models.PositiveSmallIntegerField(
        _("The house closes"), default=CLOSES, validators=[MaxValueValidator(DAY)]
    )

    class Meta:
        """A day is told once, and closes after it opens."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "number"], name="one_agenda_day_a_number"
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), closes__lte=DAY),
                name="day_closes_after_it_opens",
                violation_error_message=_("The house closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class Room(models.Model):
    """Where sessions are held."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="rooms")
    name = models.CharField(_("Name"), max_length=80, validators=[check_name])

    class Meta:
        """A name means one room."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="one_room_a_name",
                violation_error_message=_("There is a room of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """What participants can do afterwards; sessions and tests serve it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="objectives")
    code = models.CharField(_("Short name"), max_length=20, validators=[check_name])
    text = models.CharField(
        _("What people can do afterwards"), max_length=300, validators=[check_name]
    )

    class Meta:
        """A short name means one objective."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "code"],
                name="one_objective_a_code",
                violation_error_message=_("There is an objective of this short name."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Expert(models.Model):
    """Somebody who lectures, facilitates or leads the exercise.

    When their data leave, the name is empty; whose capacity they were stays.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="experts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expertise",
    )
    name = models.CharField(_("Name"), max_length=120, validators=[check_name])
    institution = models.CharField(
        _("Institution"), max_length=160, blank=True, validators=[check_name]
    )
    country = models.CharField(
        _("Country"), max_length=2, blank=True, validators=[check_country]
    )
    origin = models.CharField(_("Whose capacity"), max_length=10, choices=ExpertOrigin)
    public = models.BooleanField(_("Named on public pages"), default=False)

    class Meta:
        """In the order in which they were named."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name or gettext("An expert, no longer named")


class Session(models.Model):
    """One part of a day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(_("Day"))  # 1 is the first
    starts = models.PositiveSmallIntegerField(
        _("Starts"), validators=[MaxValueValidator(DAY)]
    )  # minutes after midnight, local time
    ends = models.PositiveSmallIntegerField(
        _("Ends"), validators=[MaxValueValidator(DAY)]
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=SessionKind)
    title = models.CharField(_("Title"), max_length=200, validators=[check_name])
    about = models.TextField(_("What it is about"), max_length=2000, blank=True)
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    experts = models.ManyToManyField(Expert, blank=True, related_name="sessions")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="sessions")
    exercise = models.CharField(
        _("Exercise played"), max_length=120, blank=True, validators=[check_name]
    )

    class Meta:
        """In the order of the day; a session ends after it starts."""

        ordering: ClassVar = ["day", "starts", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts"), ends__lte=DAY),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(day__gte=1), name="days_are_counted_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.title

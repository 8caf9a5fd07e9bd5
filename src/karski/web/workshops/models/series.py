"""A series of workshops: what it is for, who carries it, where and when it meets."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.models.organisations import check_country
from karski.web.people.names import check_name
from karski.web.programme.aims import AIMS
from karski.web.workshops.texts import Told, check_texts, told

MOST_SEATS = 25  # the rule of the series: a room in which everybody speaks


class Series(models.Model):
    """Workshops that belong together, run by one organisation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("Short address"), max_length=60, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="workshop_series"
    )
    texts = models.JSONField(default=dict, validators=[check_texts])  # title, summary
    published = models.BooleanField(_("Open to the public"), default=False)
    historical = models.BooleanField(default=False)  # an example of the past: facts
    sources = models.JSONField(default=list, blank=True)  # of a historical series
    feed_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Series by their age."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Told:
        """Its title in the reader's language, or in one that has it."""
        return told(self.texts, "title")

    @property
    def summary(self) -> Told:
        """What it is about, in the reader's language or one that has it."""
        return told(self.texts, "summary")


class SeriesAim(models.Model):
    """What one of the six aims means in a series."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="aims")
    aim = models.CharField(_("Aim"), max_length=20)
    meaning = models.CharField(
        _("What it means here"), max_length=500, validators=[check_name]
    )

    class Meta:
        """An aim is said once in a series."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "aim"], name="aim_once_in_a_series"
            ),
            models.CheckConstraint(
                condition=Q(aim__in=tuple(AIMS)), name="series_serves_known_aims"
            ),
        ]

    def __str__(self) -> str:
        return self.aim


class Part(models.TextChoices):
    """What a partner does in a series."""

    ORGANISER = "organiser", _("Organiser")
    PARTNER = "partner", _("Partner")
    FUNDER = "funder", _("Funder")


class Partner(models.Model):
    """An organisation that carries or pays for a series."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="partners")
    name = models.CharField(_("Name"), max_length=200, validators=[check_name])
    part = models.CharField(_("Part"), max_length=10, choices=Part)
    country = models.CharField(
        _("Country"), max_length=2, blank=True, validators=[check_country]
    )
    url = models.URLField(_("Web page"), blank=True)

    class Meta:
        """In the order in which they were named."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "name", "part"], name="partner_once_in_a_part"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Workshop(models.Model):
    """One meeting of a series."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="workshops")
    texts = models.JSONField(
        default=dict, validators=[check_texts], blank=True
    )  # title, summary, venue
    city = models.CharField(_("City"), max_length=80, validators=[check_name])
    country = models.CharField(
        _("Host country"), max_length=2, validators=[check_country]
    )
    starts = models.DateField(_("First day"))
    ends = models.DateField(_("Last day"))
    days_known = models.BooleanField(default=True)  # else the month alone is known
    time_zone = models.CharField(_("Time zone"), max_length=40, default="UTC")
    language = models.CharField(
        _("Language of the workshop"),
        max_length=5,
        default="en",
        choices=settings.LANGUAGES,
    )
    seats = models.PositiveSmallIntegerField(
        _("Seats"),
        default=MOST_SEATS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    chatham_house = models.BooleanField(
        _("Chatham House rule: nobody is quoted by name"), default=True
    )
    published = models.BooleanField(_("Open to the public"), default=False)
    agenda_published = models.BooleanField(
        _("Agenda open to the public"), default=False
    )
    sequence = models.PositiveIntegerField(default=0)  # of changes, for calendars
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        """Workshops by date; never more seats than a room has."""

        ordering: ClassVar = ["starts", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="workshop_ends_after_it_starts",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="workshop_seats_within_the_rule",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.city

    @property
    def title(self) -> Told:
        """Its title in the reader's language; its series' where it has none."""
        own = told(self.texts, "title")
        return own if own.text else self.series.title

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.ends - self.starts).days + 1


class Document(models.Model):
    """A file of a series or a workshop: material, a report, a list of reading."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="documents")
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    session = models.ForeignKey(
        "workshops.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="materials",
    )
    title = models.CharField(_("Title"), max_length=200, validators=[check_name])
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES)
    file = models.FileField(_("File"), upload_to="workshops/%Y")
    name = models.CharField(max_length=200)  # the file's own
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    public = models.BooleanField(_("Open to the public"), default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest last."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title

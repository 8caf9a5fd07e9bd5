"""Calls for candidates, and who would take part."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from karski.web.people.models.organisations import check_country
from karski.web.people.names import check_name
from karski.web.people.sealing import SealedField
from karski.web.workshops.models.series import Workshop
from karski.web.workshops.texts import check_texts


class Sector(models.TextChoices):
    """Where somebody works; the names are those of the rules of selection."""

    DEFENCE = "defence", _("Ministry of defence")
    INTERIOR = "interior", _("Ministry of the interior")
    FOREIGN_AFFAIRS = "foreign affairs", _("Ministry of foreign affairs")
    JUSTICE = "justice", _("Ministry of justice")
    INTELLIGENCE = "intelligence", _("Intelligence service")
    OTHER_GOVERNMENT = "other government", _("Other government")
    RESEARCH = "research", _("Research")
    CIVIL_SOCIETY = "civil society", _("Civil society")
    YOUTH = "youth", _("Youth")
    INTERNATIONAL = "international", _("International organisation")


class Gender(models.TextChoices):
    """As people say of themselves; it may stay unsaid."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    ANOTHER = "another", _("Another")


class Experience(models.TextChoices):
    """How long somebody has worked on prevention or near it."""

    NONE = "none", _("None yet")
    SOME = "some", _("Up to three years")
    MUCH = "much", _("More than three years")


class Origin(models.TextChoices):
    """How a candidate came to be one."""

    APPLIED = "applied", _("Applied")
    NOMINATED = "nominated", _("Nominated by an institution")
    INVITED = "invited", _("Invited")
    IMPORTED = "imported", _("From a list")


class Standing(models.TextChoices):
    """Where a candidate stands before selection."""

    NAMED = "named", _("Named, not yet confirmed")
    ELIGIBLE = "eligible", _("Eligible")
    INELIGIBLE = "ineligible", _("Not eligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Call(models.Model):
    """Asks for candidates between two moments."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="call")
    opens = models.DateTimeField(_("Opens"))
    closes = models.DateTimeField(_("Closes"))
    texts = models.JSONField(default=dict, validators=[check_texts], blank=True)
    keep_unselected_days = models.PositiveSmallIntegerField(
        _("Days until the data of people not selected are erased"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    keep_participants_days = models.PositiveSmallIntegerField(
        _("Days after the workshop until the data of participants are erased"),
        default=365,
        validators=[MinValueValidator(30), MaxValueValidator(1825)],
    )
    blind = models.BooleanField(_("Reviewers see no names"), default=True)

    class Meta:
        """A call opens before it closes."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="call_closes_after_it_opens",
                violation_error_message=_("The call closes before it opens."),
            )
        ]

    def __str__(self) -> str:
        return f"call for {self.workshop}"


class Candidate(models.Model):
    """Somebody who would take part, or does: found again by a link of their own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="candidates")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidacies",
    )
    token_hash = models.CharField(max_length=64, unique=True)  # of the personal link
    alias = models.CharField(max_length=40)  # a plant: stands in for the name
    name = models.CharField(_("Name"), max_length=120, validators=[check_name])
    email = models.EmailField(_("E-mail address"))
    language = models.CharField(
        _("Language of letters"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    country = models.CharField(_("Country"), max_length=2, validators=[check_country])
    region = models.CharField(
        _("Region"), max_length=80, blank=True, validators=[check_name]
    )
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector)
    institution = models.CharField(
        _("Institution"), max_length=160, validators=[check_name]
    )
    position = models.CharField(
        _("What you do there"), max_length=120, blank=True, validators=[check_name]
    )
    gender = models.CharField(_("Gender"), max_length=10, choices=Gender, blank=True)
    experience = models.CharField(
        _("Experience in prevention"), max_length=10, choices=Experience, blank=True
    )
    languages = models.JSONField(_("Languages you work in"), default=list, blank=True)
    motivation = models.TextField(
        _("Why you want to take part"), max_length=2000, blank=True
    )
    attended = models.PositiveSmallIntegerField(default=0)  # earlier workshops
    origin = models.CharField(max_length=10, choices=Origin)
    standing = models.CharField(max_length=10, choices=Standing)
    standing_reason = models.CharField(max_length=300, blank=True)
    applied = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One candidacy of an address for a workshop; a plant is one person's."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                "workshop",
                name="one_candidacy_an_address",
                violation_error_message=_("This address has applied already."),
            ),
            models.UniqueConstraint(
                fields=["workshop", "alias"], name="one_alias_in_a_workshop"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values),
                name="candidate_of_a_known_sector",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="known_standing"
            ),
        ]

    def __str__(self) -> str:
        return self.alias


class Needs(models.Model):
    """What somebody needs in the room and at the table; kept apart, and shortest."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="needs")
    access = SealedField(_("Access"), blank=True)
    diet = SealedField(_("Diet"), blank=True)
    keep_until = models.DateField()

    def __str__(self) -> str:
        return f"needs of {self.candidate}"


class Agreement(models.Model):
    """That somebody agreed to a field being kept, until when, and in which words."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="agreements")
    field = models.CharField(max_length=40)
    wording = models.CharField(max_length=500)
    agreed = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        """A field is agreed to once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "field"], name="one_agreement_a_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.field} until {self.keep_until}"

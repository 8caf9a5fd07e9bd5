"""Named groups of people, and the seats of a training room."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from karski.web.people.models.accounts import User
from karski.web.people.models.organisations import Organisation
from karski.web.people.names import check_name


class Cohort(models.Model):
    """People who do something together: a course, an exercise, a working group."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="cohorts"
    )
    name = models.CharField(_("Name"), max_length=120, validators=[check_name])
    purpose = models.CharField(
        _("What it is for"), max_length=300, blank=True, validators=[check_name]
    )
    made = models.DateTimeField(auto_now_add=True)
    people = models.ManyToManyField(
        User, through="CohortMember", related_name="cohorts"
    )

    class Meta:
        """A name means one cohort in an organisation."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                "organisation",
                name="one_cohort_a_name",
                violation_error_message=_("There is a cohort of this name."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="cohort_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CohortMember(models.Model):
    """A person in a cohort."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nobody is twice in a cohort."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cohort", "user"],
                name="once_in_a_cohort",
                violation_error_message=_("This person is in the cohort already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.cohort}"


class Seat(models.Model):
    """A place in a training room: a code on paper instead of an account."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="seats")
    user = models.OneToOneField(User, models.CASCADE, related_name="seat")
    label = models.CharField(max_length=40)
    code_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A label means one seat in a cohort."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "label"], name="one_seat_a_label")
        ]

    def __str__(self) -> str:
        return self.label

    def is_open(self, now: datetime) -> bool:
        """Say whether it lets somebody in."""
        return self.revoked_at is None and now < self.expires

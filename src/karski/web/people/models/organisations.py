"""Organisations, who belongs to them in which role, and who is invited."""

from datetime import datetime
from typing import ClassVar

import pycountry
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from karski.web.people.models.accounts import User
from karski.web.people.names import check_name
from karski.web.people.roles import BELONGING, Role


class Kind(models.TextChoices):
    """What sort of organisation it is."""

    GOVERNMENT = "government", _("Government")
    INTERNATIONAL = "international", _("International organisation")
    CIVIL_SOCIETY = "civil society", _("Civil society")
    RESEARCH = "research", _("University or institute")
    OTHER = "other", _("Other")


def check_country(code: str) -> None:
    """Refuse what is no country's two letters."""
    if pycountry.countries.get(alpha_2=code) is None:
        raise ValidationError(_("Choose a country from the list."))


class Organisation(models.Model):
    """A prevention centre, a ministry, a field organisation."""

    name = models.CharField(_("Name"), max_length=160, validators=[check_name])
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    country = models.CharField(
        _("Country"), max_length=2, blank=True, validators=[check_country]
    )
    demonstration = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Two organisations cannot be told apart by capital letters alone."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_organisation_a_name",
                violation_error_message=_("There is an organisation of this name."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="organisation_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="organisation_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person is in an organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    joined = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A person has one role in an organisation; a visitor belongs to none."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="one_role_in_an_organisation",
                violation_error_message=_("This person belongs to it already."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=BELONGING), name="role_that_belongs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} of {self.organisation}"


class Invitation(models.Model):
    """Lets the person at one address join, once; of its token only a hash is kept."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("E-mail address"))
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    language = models.CharField(_("Language of the letter"), max_length=5, default="en")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="invitations"
    )
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open invitation of an address to an organisation."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(expires__gt=F("made")), name="invitation_lives"
            ),
            models.CheckConstraint(
                condition=Q(role__in=BELONGING), name="invited_to_belong"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation} as {self.role}"

    def is_open(self, now: datetime) -> bool:
        """Say whether it can still be accepted."""
        waits = self.accepted_at is None and self.withdrawn_at is None
        return waits and now < self.expires

"""Who is asked to apply or to nominate, and whom institutions named."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from karski.web.people.names import check_name
from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import Workshop


class Nomination(models.Model):
    """That an institution named somebody."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="nominations")
    invitation = models.ForeignKey(
        "workshops.CallInvitation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="nominations",
    )
    institution = models.CharField(
        _("Institution that nominates"), max_length=160, validators=[check_name]
    )
    by_name = models.CharField(
        _("Your name"), max_length=120, validators=[check_name], blank=True
    )
    by_email = models.EmailField(_("Your e-mail address"), blank=True)
    reason = models.CharField(_("Why this person"), max_length=1000, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """An institution names somebody once."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "invitation"], name="named_once_by_an_institution"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate} by {self.institution}"


class CallInvitation(models.Model):
    """Asks the person at one address to apply, or an institution to nominate."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-mail address"))
    language = models.CharField(
        _("Language of the letter"), max_length=5, choices=settings.LANGUAGES
    )
    institution = models.CharField(
        _("Institution"), max_length=160, blank=True, validators=[check_name]
    )
    nominates = models.PositiveSmallIntegerField(default=0)  # how many it may name
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    candidate = models.ForeignKey(
        Candidate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="call_invitations",
    )
    withdrawn = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One open invitation of an address to a workshop."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                "workshop",
                condition=Q(withdrawn=None),
                name="one_invitation_to_a_workshop",
                violation_error_message=_("This address is invited already."),
            )
        ]

    def __str__(self) -> str:
        return f"invitation to {self.workshop}"

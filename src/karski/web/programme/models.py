"""Commitments: who will do what by when, and who else says whether they did."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.names import check_name
from karski.web.programme.aims import AIMS


class State(models.TextChoices):
    """How a commitment stands."""

    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Not kept")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Commitment(models.Model):
    """A promise of a person or an organisation, reviewed by somebody else."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="commitments"
    )
    what = models.CharField(_("What"), max_length=300, validators=[check_name])
    aim = models.CharField(_("Which aim it serves"), max_length=20)
    by_when = models.DateField(_("By when"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviews",
    )
    state = models.CharField(
        _("State"), max_length=10, choices=State, default=State.OPEN
    )
    note = models.CharField(_("Note"), max_length=1000, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody reviews their own promise, and one that is closed says when."""

        ordering: ClassVar = ["by_when", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None) | Q(reviewer=None) | ~Q(person=F("reviewer")),
                name="reviewed_by_somebody_else",
                violation_error_message=_("Nobody reviews their own commitment."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, closed=None)
                | (~Q(state=State.OPEN) & Q(closed__isnull=False)),
                name="closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="known_state"
            ),
            models.CheckConstraint(
                condition=Q(aim__in=tuple(AIMS)), name="commitment_serves_an_aim"
            ),
        ]

    def __str__(self) -> str:
        return self.what

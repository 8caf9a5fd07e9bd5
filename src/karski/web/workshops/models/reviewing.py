"""Reviewers, to whom they are too near, and what they think of the others."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.people.names import check_name
from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import Workshop

LEAST, MOST = 1, 5  # points of a reviewer


class Reviewer(models.Model):
    """Somebody who scores the candidates of a workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviewing"
    )
    added = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nobody reviews twice."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "user"],
                name="reviewer_once",
                violation_error_message=_("This person reviews already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} reviews {self.workshop}"


class Conflict(models.Model):
    """Whether a reviewer is too near to a candidate to score them, as they say."""

    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="conflicts")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="conflicts")
    why = models.CharField(_("Why"), max_length=300, validators=[check_name])
    stands = models.BooleanField(default=True)  # else it was looked at, and is none
    declared = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Declared once."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reviewer", "candidate"], name="one_conflict_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} and {self.candidate}"


class Score(models.Model):
    """What a reviewer thinks of a candidate, in points."""

    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="scores")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scores")
    points = models.PositiveSmallIntegerField(
        _("Points"), validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )
    note = models.CharField(_("Why"), max_length=1000, blank=True)
    given = models.DateTimeField(auto_now=True)

    class Meta:
        """One score of a reviewer for a candidate."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reviewer", "candidate"], name="one_score_each"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=LEAST, points__lte=MOST), name="points_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.points}"

"""What a review adds: lessons written together, and actions that are to follow."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from karski.web.exercises.models.exercises import Exercise
from karski.web.programme.models import Commitment


class Lesson(models.Model):
    """Something that the room learned; nobody is named with it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="lessons")
    text = models.TextField(_("What we learned"), max_length=1000)
    capability = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were written."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class PlannedAction(models.Model):
    """What will change because of the exercise; it can become a commitment."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="actions")
    text = models.CharField(_("What will change"), max_length=300)
    owner = models.CharField(_("Owner"), max_length=120)
    by_when = models.DateField(_("By when"))
    capability = models.CharField(max_length=60, blank=True)
    commitment = models.OneToOneField(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Soonest first."""

        ordering: ClassVar = ["by_when", "pk"]

    def __str__(self) -> str:
        return self.text

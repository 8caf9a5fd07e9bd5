"""The journal: every event of an exercise, appended and never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from karski.web.exercises.models.exercises import Exercise


class Entry(models.Model):
    """One event, as the engine made it, and when by the wall clock it was written."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="entries")
    seq = models.PositiveIntegerField()
    at = models.BigIntegerField()  # ms of exercise time
    kind = models.CharField(max_length=40)
    by = models.CharField(max_length=80)
    to = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    written = models.DateTimeField()

    class Meta:
        """One after the other; a number is used once, whatever process writes."""

        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exercise", "seq"], name="entry_counted_once"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entries_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

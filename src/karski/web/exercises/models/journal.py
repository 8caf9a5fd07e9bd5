"""The journal: every event of an exercise, appended and never changed."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from karski.exercise.events import Event
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

    @classmethod
    def of(cls, exercise: Exercise, event: Event, written: datetime) -> Self:
        """Return the entry of an event, yet to be saved."""
        return cls(
            exercise=exercise,
            seq=event.seq,
            at=event.at,
            kind=event.kind,
            by=event.by,
            to=list(event.to),
            data=dict(event.data),
            written=written,
        )

"""What people chose about being counted, and the counts."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Choice(models.Model):
    """Whether a person with an account lets their visits be counted."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    counted = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {'counted' if self.counted else 'not counted'}"


class Visits(models.Model):
    """How often a page was opened on a day, by all who consented together."""

    day = models.DateField()
    page = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for a page and a day."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "page"], name="visits_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.page} {self.count}"

"""Work that falls due."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Work(models.Model):
    """One act to do at a moment; scheduling it twice under one key is one.

    It is open until it is `done`, or `given_up` after too many tries. An act whose
    effect lies outside the database is `claimed` before it is tried: if it is still
    claimed and not done, nobody can tell whether the effect came about.
    """

    act = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=200, unique=True)
    next_try = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    claimed = models.DateTimeField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)
    given_up = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The open ones are looked for every few seconds."""

        indexes: ClassVar = [
            models.Index(
                fields=["next_try"],
                name="work_open",
                condition=Q(done=None, given_up=None, claimed=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"

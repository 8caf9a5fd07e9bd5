"""Exercises: a pack as it is played, and how far its journal has come."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.names import check_name

CODE_LENGTH = 6


class Exercise(models.Model):
    """A pack that an organisation plays once.

    The text of the pack is kept as it was played: a later version changes nothing here.
    State is the fold of the journal; `seq` and `due_at` only say how far it has come
    and when, by the wall clock, the next thing falls due by itself.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="exercises"
    )
    title = models.CharField(_("Title"), max_length=120, validators=[check_name])
    pack = models.CharField(_("Scenario"), max_length=60)
    pack_text = models.TextField(editable=False)
    seed = models.PositiveBigIntegerField(_("Seed"))
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    joining = models.BooleanField(_("People can join"), default=True)
    choosing = models.BooleanField(_("People choose their own seat"), default=True)
    seq = models.PositiveIntegerField(default=0, editable=False)
    due_at = models.BigIntegerField(null=True, editable=False)  # ms since the epoch
    bots_until = models.BigIntegerField(default=0, editable=False)  # exercise time [ms]
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    made = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, editable=False)
    ended = models.DateTimeField(null=True, editable=False)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.title

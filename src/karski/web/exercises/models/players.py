"""Who takes part, at a desk or watching; and their private notes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.exercises.models.exercises import Exercise
from karski.web.people.names import check_name


class Part(models.TextChoices):
    """In what capacity somebody takes part."""

    PLAYER = "player", _("Player")
    EXPERT = "expert", _("Expert")
    OBSERVER = "observer", _("Observer")


class Player(models.Model):
    """Somebody in the room, who comes back by a personal link and needs no account.

    The journal knows them by `public_id` alone; the name can be an alias, and goes when
    its date comes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="players")
    part = models.CharField(max_length=10, choices=Part, default=Part.PLAYER)
    role = models.CharField(
        max_length=60, blank=True
    )  # a role of the pack, or none yet
    name = models.CharField(_("Name or alias"), max_length=60, validators=[check_name])
    language = models.CharField(
        _("Language"), max_length=5, default="en", choices=settings.LANGUAGES
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    joined = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(null=True, editable=False)
    left = models.DateTimeField(null=True, editable=False)

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(part__in=Part.values), name="known_part_in_an_exercise"
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(part=Part.PLAYER), name="only_players_sit"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def staff(self) -> bool:
        """Whether they see what those who run the exercise see."""
        return self.part != Part.PLAYER


class PrivateNote(models.Model):
    """What a player writes for themselves: no part of the journal."""

    player = models.OneToOneField(Player, models.CASCADE, related_name="note")
    text = models.TextField(_("For your eyes"), max_length=20_000, blank=True)
    saved = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"note of {self.player_id}"

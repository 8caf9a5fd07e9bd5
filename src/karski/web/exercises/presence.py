"""Whose device is there: noted now and then, for those who run the exercise."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from karski.web.exercises.models import Player

EVERY = timedelta(seconds=60)


def note(player: str) -> None:
    """Note that somebody's device asks for something now, once a minute at most."""
    now = timezone.now()
    lately = Q(seen=None) | Q(seen__lt=now - EVERY)
    rows = Player.objects.filter(lately, public_id=player)
    if rows.exists():  # an update that changes nothing waits for all who write
        rows.update(seen=now)

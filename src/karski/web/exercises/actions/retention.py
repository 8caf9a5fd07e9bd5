"""What of people in exercises is forgotten, and when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from karski.web.exercises.models import Exercise, Player, PrivateNote
from karski.web.people import audit

NOTES = timedelta(days=30)  # after the end: private notes
NAMES = timedelta(days=90)  # after the end: names, and the links that people hold


def _over(before: datetime) -> QuerySet[Exercise]:
    over = Coalesce("ended", "started", "made")
    return Exercise.objects.alias(over=over).filter(over__lt=before)


@transaction.atomic
def forget() -> None:
    """Erase private notes and names of exercises that ended long enough ago.

    One that never ended counts from when it was started, or else made.
    """
    now = timezone.now()
    notes = PrivateNote.objects.filter(player__exercise__in=_over(now - NOTES))
    people = Player.objects.exclude(name="").filter(exercise__in=_over(now - NAMES))
    gone = notes.count() + people.count()
    notes.delete()
    for player in people:
        player.name, player.token_hash = "", f"gone {player.public_id}"
        player.left = player.left or now
        player.save(update_fields=["name", "token_hash", "left"])
    if gone:
        audit.record(
            "erased what its date had come for", by=None, detail={"rows": gone}
        )

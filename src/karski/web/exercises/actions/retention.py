"""What of people in exercises is forgotten, and when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from karski.web.exercises.models import Player, PrivateNote
from karski.web.people import audit

NOTES = timedelta(days=30)  # after the end: private notes
NAMES = timedelta(days=90)  # after the end: names, and the links that people hold


@transaction.atomic
def forget() -> None:
    """Erase private notes and names of exercises that ended long enough ago.

    One that was made and never ended counts from when it was made.
    """
    now = timezone.now()
    notes = PrivateNote.objects.filter(_over("player__exercise", now - NOTES))
    people = Player.objects.exclude(name="").filter(_over("exercise", now - NAMES))
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


def _over(exercise: str, before: datetime) -> Q:
    ended = Q(**{f"{exercise}__ended__lt": before})
    never = Q(**{f"{exercise}__ended": None, f"{exercise}__made__lt": before})
    return ended | never

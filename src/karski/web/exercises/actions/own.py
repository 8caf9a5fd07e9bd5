"""What somebody keeps for themselves, and that they are there: not in the journal.

Neither is audited: notes are saved as somebody types, and nobody else reads them.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from karski.web.exercises.models import Player, PrivateNote

EVERY = timedelta(seconds=30)


@transaction.atomic
def write_note(text: str, *, by: Player) -> None:
    """Keep private notes, in place of those there were."""
    note = PrivateNote.objects.filter(player=by).first() or PrivateNote(player=by)
    note.text = text
    note.full_clean()
    note.save()


def be_there(*, by: Player, language: str) -> None:
    """Note that somebody's page was open just now, and in which language."""
    now = timezone.now()
    if by.seen and now - by.seen < EVERY and by.language == language:
        return
    by.seen, by.language = now, language
    by.save(update_fields=["seen", "language"])

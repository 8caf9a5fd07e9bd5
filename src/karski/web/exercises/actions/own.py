"""What somebody keeps for themselves, and how they read: not in the journal.

Neither is audited: notes are saved as somebody types, and nobody else reads them.
"""

from django.db import transaction

from karski.web.exercises.models import Player, PrivateNote


@transaction.atomic
def write_note(text: str, *, by: Player) -> None:
    """Keep private notes, in place of those there were."""
    note = PrivateNote.objects.filter(player=by).first() or PrivateNote(player=by)
    note.text = text.replace("\0", "")  # PostgreSQL keeps none, and nobody types one
    note.full_clean()
    note.save()


def read_in(language: str, *, by: Player) -> None:
    """Keep in which language somebody reads, one of the site's: papers follow it.

    Most pages change nothing, and then nothing is locked.
    """
    if by.language != language:
        by.language = language
        by.save(update_fields=["language"])

"""Backups whose date has come: what people were told is erased leaves them too."""

from datetime import date
from pathlib import Path

from django.utils import timezone

from karski.core.errors import ReportableError
from karski.web.backup.archive import verified

ENDING = ".tar.gz"


def delete_expired(folder: Path, today: date | None = None) -> list[Path]:
    """Delete the backups in a folder whose date has come; return which.

    Only whole backups that say their date are deleted: any other file is left alone.
    """
    day = today or timezone.localdate()
    gone = [file for file in sorted(folder.glob(f"*{ENDING}")) if _ended(file, day)]
    for file in gone:
        file.unlink()
    return gone


def _ended(file: Path, today: date) -> bool:
    try:
        until = verified(file).facts.get("delete by")
    except ReportableError:
        return False
    return isinstance(until, str) and date.fromisoformat(until) < today

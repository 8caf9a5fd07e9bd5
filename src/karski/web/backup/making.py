"""Making a backup."""

import tarfile
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

import karski
from karski.core.files import whole
from karski.web.backup import database
from karski.web.backup.archive import (
    DATABASE,
    FOLDERS,
    Manifest,
    add,
    changed,
    close,
)

OWNER_ONLY = 0o600
LEVEL = 6  # of compression: forecasts are compressed already
KEPT = timedelta(
    days=90
)  # by then what people were told is erased has left backups too


def places() -> dict[str, Path]:
    """Return where each folder of a backup lies on this host."""
    workspace = settings.ENVIRONMENT.workspace.folder
    own = {"uploads": settings.ENVIRONMENT.folder / "uploads"}
    return {name: own.get(name, workspace / name) for name in FOLDERS}


def backup(file: Path) -> Manifest:
    """Write database, uploads, editions and forecasts into one file, whole or not.

    What is being written meanwhile is left out: drafts have a name that begins with a
    dot. The secret that signs cookies is not in it.

    Raises
    ------
    ReportableError
        A file was changed or removed meanwhile.
    """
    with whole(file, OWNER_ONLY) as draft, TemporaryDirectory() as folder:
        rows = Path(folder) / DATABASE
        database.dump(rows)  # before the files: what it refers to is there by then
        with tarfile.open(draft, "w:gz", compresslevel=LEVEL) as tar:
            files = {DATABASE: add(tar, DATABASE, rows)}
            files |= _added(tar)
            manifest = Manifest(_facts(), files)
            close(tar, manifest)
    return manifest


def _added(tar: tarfile.TarFile) -> dict[str, str]:
    try:
        return {name: add(tar, name, path) for name, path in _files()}
    except FileNotFoundError as error:
        raise changed(str(error.filename)) from error


def _files() -> list[tuple[str, Path]]:
    return [
        (f"{top}/{path.relative_to(folder).as_posix()}", path)
        for top, folder in places().items()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def fingerprint() -> str:
    """Tell two hosts' secrets apart without giving either away."""
    return salted_hmac("karski.backup", "", algorithm="sha256").hexdigest()


def _facts() -> dict[str, object]:
    now = timezone.now()
    return {
        "secret": fingerprint(),
        "made": now.isoformat(timespec="seconds"),
        "delete by": timezone.localdate(now + KEPT).isoformat(),
        "version": karski.__version__,
        "migrations": database.migrations(),
    }

"""Putting a backup back on an empty host."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from karski.core.errors import ReportableError
from karski.web.backup import database
from karski.web.backup.archive import DATABASE, MANIFEST, Manifest, members, verified
from karski.web.backup.making import OWNER_ONLY, fingerprint, places
from karski.web.due.acts import acts
from karski.web.environment import SECRET_FILE
from karski.web.people import audit

ACTION = "put the site back from a backup"
_ANOTHER = (
    "this host's secret is not the one of the backup, and second factors are encrypted"
    " with it; put the old secret into {file} (or KARSKI_SECRET), or have people set up"
    " their second factors anew: --new-secret"
)


def restore(file: Path, *, new_secret: bool = False) -> Manifest:
    """Put a backup on this host, all of it or nothing.

    What people were told is erased by now is erased from what comes back, in the same
    transaction, however old the backup is.

    Second factors are encrypted with the site's secret, which is in no backup. With a
    `new_secret` they are left out, and people set them up anew.

    Raises
    ------
    ReportableError
        The archive is not whole, comes from another version, the host holds
        something already, or its secret is another and not meant to be.
    """
    manifest = verified(file)
    _require_same(file, manifest)
    _require_empty()
    same = manifest.facts.get("secret") == fingerprint()
    if not (same or new_secret):
        raise ReportableError(_ANOTHER.format(file=_secret_file()))
    workspace = settings.ENVIRONMENT.workspace.folder
    with TemporaryDirectory(prefix=".restore-", dir=workspace) as staged:
        _unpack(file, Path(staged))
        with ExitStack() as undo:
            with transaction.atomic():
                database.load(Path(staged) / DATABASE)
                _require_trail(file)
                if not same:
                    Authenticator.objects.all().delete()
                audit.record(ACTION, by=None, detail=_told(manifest, same=same))
                forget()
                for name, place in places().items():
                    _move(Path(staged) / name, place, undo)
            undo.pop_all()  # the rows are in: the files stay
    return manifest


def forget() -> None:
    """Erase again what was kept for long enough since the backup was made."""
    for act in acts().values():
        if act.forgets:
            act.do()


def _told(manifest: Manifest, *, same: bool) -> audit.Detail:
    return {"made": str(manifest.facts.get("made")), "same secret": same}


def _secret_file() -> Path:
    return settings.ENVIRONMENT.folder / SECRET_FILE


def _unpack(file: Path, folder: Path) -> None:
    for name, content in members(file):
        if name != MANIFEST:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                shutil.copyfileobj(content, out)
            target.chmod(OWNER_ONLY if name.startswith("uploads/") else 0o644)


def _move(staged: Path, place: Path, undo: ExitStack) -> None:
    if staged.exists():
        if place.exists():  # an empty folder: see _require_empty
            place.rmdir()
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(place)
        undo.callback(shutil.rmtree, place)


def _require_same(file: Path, manifest: Manifest) -> None:
    theirs, ours = set(manifest.facts.get("migrations", ())), set(database.migrations())
    if theirs != ours:
        version = manifest.facts.get("version")
        raise ReportableError(
            f"{file} was made by Karski {version}, whose tables differ from this one's;"
            f" restore it with Karski {version}, then bring that host up to date"
        )


def _require_empty() -> None:
    full = [str(place) for place in places().values() if _holds(place)]
    if not database.is_empty():
        full.insert(0, "the database")
    if full:
        raise ReportableError(
            f"this host is not empty: {', '.join(full)}; restore into a new workspace"
            " with --workspace, and with an empty database if DATABASE_URL names one"
        )


def _holds(place: Path) -> bool:
    return place.is_dir() and any(place.iterdir())


def _require_trail(file: Path) -> None:
    verdict = audit.verify()
    if not verdict.whole:
        raise ReportableError(
            f"the audit trail in {file} breaks at event {verdict.broken}"
            f" ({verdict.why}); nothing was restored"
        )

"""Opens the site's side of Karski for a verb: settings, database, models."""

import os
from pathlib import Path

from karski.core.errors import ReportableError

SETTINGS = "karski.web.settings"


def open_site(workspace: Path | None = None, *, ready: bool = True) -> None:
    """Load Django for the site of a workspace; do it before importing any model.

    Parameters
    ----------
    workspace : Path or None
        Else ``KARSKI_WORKSPACE``, else ``./workspace``.
    ready : bool
        Whether the database must be there and of this version of Karski.

    Raises
    ------
    ReportableError
        The database cannot be reached, or is not of this version.
    """
    if workspace is not None:
        os.environ["KARSKI_WORKSPACE"] = str(workspace)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    if ready:
        _require_database()


def set_up_database() -> None:
    """Make the tables, or bring them to this version of Karski."""
    from django.conf import settings
    from django.core.management import call_command

    settings.ENVIRONMENT.make_folder()
    call_command("migrate", interactive=False, verbosity=0)


def _require_database() -> None:
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        wanted = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise ReportableError(
            f"the site's database cannot be opened ({str(error).strip()}); start the"
            " site once with `karski serve`, or correct DATABASE_URL"
        ) from error
    if wanted:
        raise ReportableError(
            "the site's database is not of this version of Karski; start the site once"
            " with `karski serve`"
        )

"""The database as lines of JSON, which either kind of database takes back.

SQLite is copied by its online backup first, which neither waits for writers nor holds
them up; PostgreSQL is read in one repeatable-read transaction. Sessions stay behind:
their key is not in a backup.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import (
    DEFAULT_DB_ALIAS,
    IntegrityError,
    connection,
    connections,
    transaction,
)
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from karski.core.errors import ReportableError

LEFT_OUT = ("sessions", "contenttypes", "auth")  # made anew, or unused
# what a host makes by itself before anybody is there
OF_ITSELF = ("due.work", "people.visits")
COPY = "copy"


class Exact(DjangoJSONEncoder):
    """Keeps the microseconds that Django's own encoder drops."""

    def default(self, o: object) -> object:
        """Return a value as JSON knows it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def migrations() -> list[str]:
    """Return the migrations that the database has been through."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def kept() -> list[type[Model]]:
    """Return the models whose rows a backup holds, each after those it refers to."""
    wanted = [
        (config, None)
        for config in apps.get_app_configs()
        if config.label not in LEFT_OUT
    ]
    ordered = serializers.sort_dependencies(wanted)
    return [model for model in ordered if model._meta.managed]


def dump(file: Path) -> None:
    """Write every row of one moment."""
    with _one_moment() as alias, file.open("w", encoding="utf-8") as out:
        for model in kept():
            rows = model._default_manager.using(alias).order_by("pk")
            serializers.serialize("jsonl", rows.iterator(), stream=out, cls=Exact)


def load(file: Path) -> None:
    """Put the rows of a dump on an empty host, in the caller's transaction.

    Raises
    ------
    ReportableError
        Rows are in the way that were not there a moment ago.
    """
    assert connection.in_atomic_block
    for name in OF_ITSELF:
        apps.get_model(name)._default_manager.all().delete()
    try:
        _insert(file)
    except IntegrityError as error:
        raise ReportableError(
            f"{file.name} does not fit into the database ({error}); stop what else"
            " uses the database, and restore again"
        ) from error
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept()):
            cursor.execute(statement)


def _insert(file: Path) -> None:
    with connection.constraint_checks_disabled(), file.open(encoding="utf-8") as lines:
        for row in serializers.deserialize("jsonl", lines):
            row.save(force_insert=True)
    connection.check_constraints()


def is_empty() -> bool:
    """Whether nothing lies here but what a host makes by itself."""
    return not any(
        model._default_manager.exists()
        for model in kept()
        if model._meta.label_lower not in OF_ITSELF
    )


@contextmanager
def _one_moment() -> Iterator[str]:
    """Give the alias of a database that stands still."""
    if connection.vendor == "sqlite":
        with TemporaryDirectory(prefix="karski-backup-") as folder:
            copy = Path(folder) / "copy.sqlite3"
            _copy(copy)
            settings = {**connections.settings[DEFAULT_DB_ALIAS], "NAME": str(copy)}
            connections.settings[COPY] = settings
            try:
                yield COPY
            finally:
                connections[COPY].close()
                del connections[COPY], connections.settings[COPY]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield DEFAULT_DB_ALIAS


def _copy(file: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)

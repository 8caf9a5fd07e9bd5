"""What tests of the site share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation

from beside import Host
from karski.web import languages
from karski.web.people.audit_triggers import SET_UP, TAKE_DOWN


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    """Build texts and static files once, as `karski serve` does."""
    languages.build()
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_trail() -> Iterator[None]:
    """Take the audit trail's rules down for as long as tests empty the database."""
    kind = type(connection.ops)
    empty = kind.execute_sql_flush

    def unguarded(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        down, up = TAKE_DOWN[connection.vendor], SET_UP[connection.vendor]
        empty(operations, [*down, *statements, *up])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "execute_sql_flush", unguarded)
        yield


@pytest.fixture(autouse=True)
def _no_language_from_elsewhere() -> Iterator[None]:
    """Leave the language that a page was asked for in behind."""
    yield
    translation.deactivate()


@pytest.fixture
def visitor() -> Client:
    """Return a browser that nobody is logged in with."""
    return Client(HTTP_HOST="localhost")


@pytest.fixture(scope="session")
def _tables(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A host whose database has its tables and nothing in them; others copy it."""
    host = Host.fresh(tmp_path_factory.mktemp("tables"))
    host.python("from karski.cli._site import set_up_database; set_up_database()")
    return host


@pytest.fixture
def host(_tables: Host, tmp_path: Path) -> Iterator[Host]:
    """A host of its own, in processes of its own, with an empty database."""
    host = _tables.copied(tmp_path / "workspace")
    yield host
    host.end()


@pytest.fixture(scope="session")
def session_host(
    _tables: Host, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """One that a session's tests read and do not change."""
    host = _tables.copied(tmp_path_factory.mktemp("session") / "workspace")
    yield host
    host.end()


@pytest.fixture
def other_host(_tables: Host, tmp_path: Path) -> Iterator[Host]:
    """Another, as empty."""
    host = _tables.copied(tmp_path / "other" / "workspace")
    yield host
    host.end()

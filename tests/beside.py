"""A host beside the tests: processes that share a database of their own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

from django.db import connection

TESTS = Path(__file__).resolve().parent
START = "import django; django.setup()\n"


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str


@dataclass
class Host:
    """A workspace and a database, SQLite or PostgreSQL as the tests' own."""

    workspace: Path
    database: str
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @classmethod
    def on_sqlite(cls, workspace: Path) -> "Host":
        """Make one whose database is an empty SQLite, whatever the tests' own is."""
        (workspace / "web").mkdir(parents=True)
        return cls(workspace, f"sqlite:///{workspace / 'web' / 'karski.sqlite3'}")

    @classmethod
    def fresh(cls, workspace: Path) -> "Host":
        """Make one whose database is empty."""
        if connection.vendor == "sqlite":
            return cls.on_sqlite(workspace)
        (workspace / "web").mkdir(parents=True)
        return cls(workspace, _created("template1"))

    def copied(self, workspace: Path) -> "Host":
        """Make another with the same database."""
        if connection.vendor == "sqlite":
            copy = Host.fresh(workspace)
            copyfile(self.file, copy.file)
            return copy
        (workspace / "web").mkdir(parents=True)
        return Host(workspace, _created(self.name))

    @property
    def file(self) -> Path:
        """The SQLite database."""
        return Path(self.database.removeprefix("sqlite:///"))

    @property
    def name(self) -> str:
        """The PostgreSQL database."""
        return self.database.rpartition("/")[2]

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        return os.environ | {
            "KARSKI_WORKSPACE": str(self.workspace),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "trial_settings",
            "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
        }

    def start(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a process that runs `code` with Django at hand."""
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", START + code, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def python(self, code: str, *arguments: str) -> str:
        """Run `code` to its end and return what it printed."""
        process = self.start(code, *arguments)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out.strip()

    def karski(self, *arguments: str) -> Ended:
        """Call ``karski``."""
        code = "import sys; sys.argv[0] = 'karski'; from karski.cli import main; main()"
        process = self.start(code, *arguments)
        out, err = process.communicate(timeout=120)
        return Ended(process.returncode, out, err)

    def keep_secret_of(self, other: "Host") -> None:
        """Sign and encrypt as another host does."""
        secret = self.workspace / "web" / "secret"
        copyfile(other.workspace / "web" / "secret", secret)
        secret.chmod(0o600)

    def end(self) -> None:
        """End what still runs, and drop the database."""
        for process in self.started:
            process.kill()
            process.communicate()
        if connection.vendor == "postgresql":
            _command(f'DROP DATABASE "{self.name}" WITH (FORCE)')


def _created(template: str) -> str:
    name = f"beside_{uuid4().hex}"
    _command(f'CREATE DATABASE "{name}"' + f' TEMPLATE "{template}"')
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def _command(sql: str) -> None:
    """Run what cannot run in a transaction, on the server's own database."""
    import psycopg

    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"], user=settings["USER"], dbname="postgres", autocommit=True
    ) as server:
        server.execute(sql)  # type: ignore[call-overload]  # names are our own

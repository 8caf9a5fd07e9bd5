"""What the site takes from its environment, read once and checked at the door."""

import contextlib
import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

import psutil

from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

SECRET_FILE = "secret"  # noqa: S105 -- a file's name
OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
PORT = 8000
MAIL_SECONDS = 20  # a slow server holds nothing else up
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Mail:
    """An SMTP server: ``smtp``, ``smtp+tls`` (STARTTLS) or ``smtps``."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read ``smtp+tls://user:password@mail.example.org:587/sender@example.org``.

        Raises
        ------
        ReportableError
            It is no such address.
        """
        parts = _split(text)
        if parts.scheme not in MAIL_PORTS or not parts.hostname:
            raise ReportableError(
                "KARSKI_MAIL is not an address of a mail server; give one such as"
                " smtp+tls://user:password@mail.example.org:587/sender@example.org"
            )
        user = unquote(parts.username or "")
        return cls(
            parts.scheme,
            parts.hostname,
            parts.port or MAIL_PORTS[parts.scheme],
            user,
            unquote(parts.password or ""),
            parts.path.strip("/") or user or f"karski@{parts.hostname}",
        )


@dataclass(frozen=True, slots=True)
class Environment:
    """The site's outer settings.

    Attributes
    ----------
    workspace : Workspace
        Holds forecasts, editions and, under ``web/``, database, uploads and secret.
    database : str
        ``DATABASE_URL``, or SQLite in the workspace.
    origin : str or None
        ``KARSKI_ORIGIN``: the address people type, such as https://karski.example.org.
    proxies : int
        ``KARSKI_PROXIES``: how many trusted proxies stand in front.
    room : bool
        ``KARSKI_ROOM``: a training room on a local network, over plain HTTP.
    mail : Mail or None
        ``KARSKI_MAIL``; without it letters lie in the workspace.
    port : int
        ``KARSKI_PORT``: where `karski serve` listens, for links in letters.
    room_port : int or None
        ``KARSKI_ROOM_PORT``: where a training room beside this site listens.
    """

    workspace: Workspace
    database: str
    origin: str | None = None
    proxies: int = 0
    room: bool = False
    mail: Mail | None = None
    port: int = PORT
    room_port: int | None = None

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """Read the variables.

        Raises
        ------
        ReportableError
            One of them cannot be taken as it is; says which and what it may be.
        """
        workspace = Workspace(
            Path(variables.get("KARSKI_WORKSPACE") or "workspace").absolute()
        )
        mail = variables.get("KARSKI_MAIL")
        proxies = _whole(variables.get("KARSKI_PROXIES") or "0")
        default = f"sqlite:///{workspace.folder / 'web' / 'karski.sqlite3'}"
        return cls(
            workspace,
            variables.get("DATABASE_URL") or default,
            _origin(variables.get("KARSKI_ORIGIN"), proxies),
            proxies,
            variables.get("KARSKI_ROOM") == "1",
            Mail.of(mail) if mail else None,
            _port(variables.get("KARSKI_PORT") or str(PORT)),
            _port(at) if (at := variables.get("KARSKI_ROOM_PORT")) else None,
        )

    @property
    def folder(self) -> Path:
        """Where the site keeps what is its own."""
        return self.workspace.folder / "web"

    def make_folder(self) -> None:
        """Make the folder for its owner alone: letters and database lie in it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=OWNERS_FOLDER)
        # a mounted folder may be somebody else's, who then guards it
        with contextlib.suppress(PermissionError):
            self.folder.chmod(OWNERS_FOLDER)

    @property
    def address(self) -> str:
        """The address that people type into a browser, and that links begin with."""
        if self.origin is not None:
            return self.origin
        host = self.hosts[-1] if self.room else LOOPBACK[0]
        return f"http://{host}:{self.port}"

    @property
    def room_address(self) -> str:
        """The address at which people in the room find the site."""
        if self.room_port is None:
            return self.address
        return f"http://{_own_addresses()[-1]}:{self.room_port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that the site answers to."""
        if self.room:
            return (*LOOPBACK, *_own_addresses())
        if self.origin is None:
            return LOOPBACK
        return (*LOOPBACK, urlsplit(self.origin).hostname or "")

    def secret(self) -> str:
        """Return the key that signs cookies: ``KARSKI_SECRET``, or a generated file.

        Raises
        ------
        ReportableError
            Others may read the file.
        """
        if given := os.environ.get("KARSKI_SECRET"):
            return given
        return self.private_file(SECRET_FILE, lambda: secrets.token_urlsafe(48))

    def private_file(self, name: str, made: Callable[[], str]) -> str:
        """Return what a file of the site's own holds; it is made once, by `made`.

        Raises
        ------
        ReportableError
            Others may read the file.
        """
        file = self.folder / name
        if not file.exists():
            self.make_folder()
            text = made()
            with contextlib.suppress(FileExistsError):  # another process was faster
                number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
                with os.fdopen(number, "w") as opened:
                    opened.write(text)
        return _kept(file)


def _kept(file: Path) -> str:
    if file.stat().st_mode & 0o077:
        raise ReportableError(
            f"{file} can be read by others than its owner; run: chmod 600 {file}"
        )
    return file.read_text("ascii").strip()


def _split(text: str) -> SplitResult:
    """Take an address apart; one that is none, or has a port that is none, is empty."""
    try:
        parts = urlsplit(text)
        return urlsplit("") if parts.port == 0 else parts
    except ValueError:
        return urlsplit("")


def _origin(text: str | None, proxies: int) -> str | None:
    if not text:
        return None
    parts = _split(text)
    host = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ReportableError(
            "KARSKI_ORIGIN is not the address of a site; give what people type, such as"
            " https://karski.example.org, without user, password or path"
        )
    if not proxies:
        raise ReportableError(
            "KARSKI_ORIGIN is an https address, which a proxy in front of the site"
            " answers; say how many trusted ones stand there, such as KARSKI_PROXIES=1"
        )
    return f"https://{parts.netloc}"


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ReportableError(
            f"KARSKI_PROXIES is {text!r}; give how many trusted proxies stand in front"
            " of the site: 0 or more"
        )
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal():
        raise ReportableError(f"KARSKI_PORT is {text!r}; give a number, such as {PORT}")
    return int(text)


def _own_addresses() -> tuple[str, ...]:
    """Return this machine's names and addresses, without asking any network."""
    name = socket.gethostname()
    found = {
        each.address
        for addresses in psutil.net_if_addrs().values()
        for each in addresses
        if each.family == socket.AF_INET
    }
    return (name, f"{name}.local", *sorted(found - set(LOOPBACK)))

"""Bring the site up: catalogues, database, static files, then listen."""

import contextlib
import socket
import sys
import threading

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import override

from karski.core.errors import ReportableError
from karski.web import areas, languages
from karski.web.due import polling
from karski.web.people import first_start

TURN = 0.001  # s of a thread, while others wait: who sends to many waits for each


def prepare(*, demonstration: bool = False) -> None:
    """Compile texts, migrate the database, build and compress static files.

    Raises
    ------
    ReportableError
        The database cannot be reached, or is locked.
    """
    languages.build()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        if demonstration:
            centre = first_start.demonstration()
            for _label, area in areas.offering("demonstration"):
                area.make(centre)
    except DatabaseError as error:
        raise ReportableError(
            f"the database cannot be used ({error}); check DATABASE_URL, that it runs,"
            " and that nothing else holds it"
        ) from error
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def address() -> str:
    """Return the address to type into a browser."""
    return str(settings.ENVIRONMENT.address)


def first_link(base: str) -> str | None:
    """Return the one-time link that makes the first administrator, if there is none."""
    return first_start.first_link(base)


def listen(host: str, port: int) -> None:
    """Serve until stopped; due work runs beside.

    Raises
    ------
    ReportableError
        Something else listens there already.
    """
    opened = _opened(host, port)
    config = uvicorn.Config(
        "karski.web.asgi:application",
        log_level="warning",
        lifespan="off",
        proxy_headers=settings.ENVIRONMENT.proxies > 0,
        server_header=False,
        timeout_graceful_shutdown=3,  # streams of exercises never end by themselves
    )
    sys.setswitchinterval(TURN)
    _warm()
    stop = threading.Event()
    worker = polling.start(stop)
    try:
        with contextlib.suppress(KeyboardInterrupt):  # how one stops a server
            uvicorn.Server(config).run(sockets=[opened])
    finally:
        polling.end(stop, worker)
        opened.close()


def _warm() -> None:
    """Read now what the first to ask would wait for: views, texts, areas' own."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            reverse("monitor:world")
    for _label, area in areas.offering("warming"):
        area.warm()


def _opened(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # said to be TCP, or asyncio lets each answer wait 40 ms for the one before to be
    # acknowledged (TCP_NODELAY)
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        raise ReportableError(
            f"cannot listen at {host}:{port} ({error.strerror}); stop what listens"
            " there, or give another --port"
        ) from error
    return opened

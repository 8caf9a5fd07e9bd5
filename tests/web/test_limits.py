"""Requests that are too large, sent to a server that listens."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    Scope,
)
from django.core.asgi import get_asgi_application

from karski.web.limits import LARGEST, Limited

LIMIT = 10


class Reading:
    """Reads a whole body as Django does, and says how much it was."""

    def __init__(self) -> None:
        self.kept = 0

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        while True:
            event = await receive()
            if event["type"] != "http.request":
                return
            self.kept += len(event["body"])
            if not event["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[typeddict-item] # trailers may be left out
        body = str(self.kept).encode()
        await send({"type": "http.response.body", "body": body})  # type: ignore[typeddict-item] # the last one


@contextmanager
def served(application: ASGI3Application) -> Iterator[http.client.HTTPConnection]:
    config = uvicorn.Config(application, port=0, log_level="warning", lifespan="off")  # type: ignore[arg-type] # its types are its own
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        yield connection
    finally:
        connection.close()
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(
    ("size", "status", "kept"), [(0, 200, 0), (LIMIT, 200, LIMIT), (LIMIT + 1, 413, 0)]
)
def test_a_request_that_says_it_is_too_large_is_refused_unread(
    size: int, status: int, kept: int
) -> None:
    reading = Reading()
    with served(Limited(reading, LIMIT)) as connection:
        connection.request("POST", "/", b"x" * size)
        answer = connection.getresponse()
        text = answer.read().decode()
    assert (answer.status, reading.kept) == (status, kept)
    assert ("too large" in text) == (status == 413)


@pytest.mark.parametrize(("chunks", "status"), [(2, 200), (3, 413)])
def test_one_that_does_not_say_so_is_counted(chunks: int, status: int) -> None:
    reading = Reading()
    with served(Limited(reading, LIMIT)) as connection:
        connection.request("POST", "/", iter([b"12345"] * chunks), encode_chunked=True)
        answer = connection.getresponse()
        answer.read()
    assert answer.status == status
    assert reading.kept <= LIMIT


def test_it_is_told_in_the_language_of_who_asks() -> None:
    with served(Limited(Reading(), LIMIT)) as connection:
        said = {"Accept-Language": "cs"}
        connection.request("POST", "/", b"x" * (LIMIT + 1), said)
        assert connection.getresponse().read().decode().startswith("Je to příliš velké")


def test_the_site_refuses_it_before_django() -> None:
    from karski.web.asgi import application

    assert isinstance(application, Limited)
    assert application.limit == LARGEST
    with served(Limited(get_asgi_application(), LIMIT)) as connection:
        connection.request("POST", "/", iter([b"12345"] * 3), encode_chunked=True)
        assert connection.getresponse().status == 413

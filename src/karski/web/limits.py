"""What is too much is refused before any of it is kept."""

from io import BytesIO

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    HTTPDisconnectEvent,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    HTTPScope,
    Scope,
)
from django.core.handlers.asgi import ASGIRequest
from django.utils.translation import get_language_from_request, gettext, override

LARGEST = 20_000_000  # bytes of a request
TOO_LARGE = 413


class Limited:
    """Answers requests whose body is larger than a limit; passes the others on."""

    def __init__(self, application: ASGI3Application, limit: int = LARGEST) -> None:
        self.application, self.limit = application, limit

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Hold a request to the limit by what it says of itself, and by what comes."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        counted = _Counted(receive, self.limit)
        if _declared(scope) <= self.limit:
            await self.application(scope, counted, send)
            if not counted.exceeded:
                return
        await _refuse(_sentence(scope), send)


class _Counted:
    """Receives a body up to a limit; what goes beyond looks like a lost connection."""

    def __init__(self, receive: ASGIReceiveCallable, left: int) -> None:
        self.receive, self.left = receive, left

    @property
    def exceeded(self) -> bool:
        """Whether more came than may."""
        return self.left < 0

    async def __call__(self) -> ASGIReceiveEvent:
        """Receive on."""
        event = await self.receive()
        if event["type"] == "http.request":
            self.left -= len(event["body"])
            if self.exceeded:
                return HTTPDisconnectEvent(type="http.disconnect")
        return event


def _declared(scope: HTTPScope) -> int:
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0


def _sentence(scope: HTTPScope) -> bytes:
    request = ASGIRequest(scope, BytesIO())
    with override(get_language_from_request(request, check_path=True)):
        return gettext("This is too large: a request may hold at most 20 MB.").encode()


async def _refuse(body: bytes, send: ASGISendCallable) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send(
        HTTPResponseStartEvent(
            type="http.response.start",
            status=TOO_LARGE,
            headers=headers,
            trailers=False,
        )
    )
    await send(
        HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False)
    )

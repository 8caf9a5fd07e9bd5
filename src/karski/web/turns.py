"""A few requests are worked on at once; the others wait, which costs next to nothing.

Each request that Django works on holds a thread. Two hundred threads hinder each other
and take hundreds of megabytes; a few are as fast as the processor allows. What is sent
has turns of its own: it waits for no page, however many are asked for at once.
"""

import asyncio

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGIReceiveEvent,
    ASGISendCallable,
    ASGISendEvent,
    Scope,
)

MOST = 4  # requests at once, of those that read and of those that send
READ = ("GET", "HEAD")


class InTurn:
    """Lets requests in, a few at a time, once they have come whole."""

    def __init__(self, application: ASGI3Application, most: int = MOST) -> None:
        self.application = application
        self.reading, self.sending = asyncio.Semaphore(most), asyncio.Semaphore(most)

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Work on a request when its turn has come."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        turns = self.reading if scope["method"] in READ else self.sending
        turn = _Turn(turns, receive, send)
        try:
            await self.application(scope, turn.receive, turn.send)
        finally:
            turn.end()


class _Turn:
    """Taken when a request has come whole, given back when its answer begins.

    So neither a slow sender nor a slow reader keeps others waiting.
    """

    def __init__(
        self,
        turns: asyncio.Semaphore,
        receive: ASGIReceiveCallable,
        send: ASGISendCallable,
    ) -> None:
        self.turns, self.received, self.sent = turns, receive, send
        self.taken = self.over = False

    async def receive(self) -> ASGIReceiveEvent:
        """Receive on; at the end of the request, wait for the turn."""
        event = await self.received()
        whole = event["type"] == "http.request" and not event["more_body"]
        if whole and not self.taken:
            await self.turns.acquire()
            self.taken = True
        return event

    async def send(self, event: ASGISendEvent) -> None:
        """Send on; an answer that begins is reckoned."""
        if event["type"] == "http.response.start":
            self.end()
        await self.sent(event)

    def end(self) -> None:
        """Give the turn back, once."""
        if self.taken and not self.over:
            self.over = True
            self.turns.release()

"""Clients of an exercise as its pages are, without pages: they listen, ask and send.

A client follows the stream of the server nearest to it. When the line breaks it goes to
the next one and says what it saw last; one that cannot listen asks again and again.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias
from uuid import uuid4

import httpx

CSRF = "a" * 32  # a browser's cookie and its form's field say the same
OK, REFUSED = 200, 409
LONG = 60  # s, on a busy machine
Answer: TypeAlias = tuple[int, str]


class Told(NamedTuple):
    """What a client was told of an event, and after which."""

    after: int
    seq: int
    at: int
    kind: str


@dataclass
class Room:
    """Where the servers are, and who waits for something to be told."""

    servers: list[str]
    http: httpx.AsyncClient
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, looking whenever anybody is told anything."""
        async with asyncio.timeout(LONG), self.news:
            await self.news.wait_for(holds)


@dataclass
class Client:
    """One client.

    Attributes
    ----------
    path : str
        What its addresses begin with.
    role : str or None
        Its desk; None for those who see everything.
    server : int
        The nearest.
    session : str
        The cookie of somebody who is logged in.
    listens : bool
        Else it asks.
    leaves_after : int
        Messages after which it drops the line by itself; 0 for never.
    """

    room: Room
    path: str
    role: str | None
    server: int
    session: str = ""
    listens: bool = True
    leaves_after: int = 0
    told: list[Told] = field(default_factory=list)
    there: asyncio.Event = field(default_factory=asyncio.Event)
    broken: int = 0

    @property
    def last(self) -> int:
        """The number of what it was told last."""
        return self.told[-1].seq if self.told else 0

    @property
    def seqs(self) -> list[int]:
        return [each.seq for each in self.told]

    @property
    def kinds(self) -> list[str]:
        return [each.kind for each in self.told]

    def address(self, path: str, server: int | None = None) -> str:
        servers = self.room.servers
        chosen = self.server if server is None else server
        return f"{servers[chosen % len(servers)]}{self.path}{path}"

    @property
    def headers(self) -> dict[str, str]:
        cookies = f"csrftoken={CSRF}; sessionid={self.session}"
        return {"Cookie": cookies, "X-CSRFToken": CSRF, "Accept": "application/json"}

    # -- what comes down ---------------------------------------------------------------

    async def follow(self) -> None:
        """Be told everything, whatever becomes of the servers."""
        while True:
            try:
                await (self._listen() if self.listens else self._ask())
            except httpx.TransportError:
                self.broken += 1
                self.server += 1
                await asyncio.sleep(0.05)

    async def _listen(self) -> None:
        headers = self.headers | (
            {"Last-Event-ID": str(self.last)} if self.last else {}
        )
        address, began = self.address("stream/"), len(self.told)
        async with self.room.http.stream("GET", address, headers=headers) as answer:
            assert answer.status_code == OK, answer.status_code
            async for event in _events(answer):
                self.there.set()
                await self._take(event)
                if self.leaves_after and len(self.told) - began >= self.leaves_after:
                    self.server += 1
                    return

    async def _ask(self) -> None:
        address = self.address(f"entries/?after={self.last}")
        answer = await self.room.http.get(address, headers=self.headers)
        assert answer.status_code == OK, answer.status_code
        for message in answer.json()["messages"]:
            await self._take(message)
        self.there.set()
        await asyncio.sleep(0.1)

    async def _take(self, message: dict[str, Any]) -> None:
        if not message:
            return
        told = Told(*(message[name] for name in Told._fields))
        assert told.after == self.last, f"{self.path}: {told} after {self.last}"
        self.told.append(told)
        async with self.room.news:
            self.room.news.notify_all()

    # -- what goes up ------------------------------------------------------------------

    async def send(
        self, path: str, *, server: int | None = None, **said: object
    ) -> Answer:
        """Send a form, and return how it ended and what was said.

        What did not arrive is sent again, as it was, to the other server.
        """
        form = {"nonce": uuid4().hex, **said}
        for n in range(2 * len(self.room.servers)):
            to = (self.server if server is None else server) + n
            try:
                answer = await self.room.http.post(
                    self.address(path, to), data=form, headers=self.headers
                )
            except httpx.TransportError:
                continue
            assert answer.status_code in (OK, REFUSED), f"{answer.status_code} {path}"
            words: dict[str, str] = answer.json()
            return answer.status_code, words.get("error", words.get("said", ""))
        raise AssertionError(f"no server took {path}")


async def _events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    """Yield each message of a stream; an empty one where it only says it is there."""
    number, data = "", ""
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            number = value
        elif name == "data":
            data = value
        elif not line:
            message = json.loads(data) if number else {}
            assert not number or message["seq"] == int(number), "the number is its own"
            yield message
            number = data = ""

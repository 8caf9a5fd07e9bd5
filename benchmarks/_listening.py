"""Clients of an exercise as browsers are: they listen, renew parts, and send."""

import asyncio
import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

import httpx

RENEWED_AFTER, REST = 0.12, 1.0  # s, as live.js waits
LONGEST = 2**20  # bytes of a line
CSRF = "k" * 32
LIVE = re.compile(r'data-stream="([^"]+)"\s+data-ask="([^"]+)"\s+data-after="(\d+)"')
PART = re.compile(r'data-part="([^"]+)" data-kinds="([^"]*)"')


@dataclass(eq=False)
class Client:
    """One page that is open somewhere.

    Attributes
    ----------
    path : str
        Of the page.
    heard : dict of int to float
        When each event came [s since the epoch], by number.
    at : int
        Exercise time of the newest [ms].
    renewing : bool
        Whether it asks for parts of its page anew, as pages do.
    """

    web: httpx.AsyncClient
    path: str
    cookies: str = ""
    heard: dict[int, float] = field(default_factory=dict)
    at: int = 0
    renewing: bool = True
    live: tuple[str, str, int] = ("", "", 0)
    parts: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """The number of the event that came last."""
        return max(self.heard, default=self.live[2])

    async def open(self) -> None:
        """Load the page, and see what it listens to and renews."""
        page = (await self.get(self.path)).text
        found = LIVE.search(page)
        assert found, f"{self.path} does not listen"
        self.live = unescape(found[1]), unescape(found[2]), int(found[3])
        self.parts = [
            (unescape(url), frozenset(kinds.split()))
            for url, kinds in PART.findall(page)
        ]

    async def get(self, path: str) -> httpx.Response:
        """Return an answer."""
        answer = await self.web.get(path, headers={"Cookie": self.cookies})
        return answer.raise_for_status()

    async def send(self, path: str, **data: object) -> None:
        """Send a form as a script does, and catch up as one does then."""
        answer = await self.web.post(
            path,
            data={**data, "nonce": secrets.token_hex(8)},
            headers={
                "Accept": "application/json",
                "Cookie": f"csrftoken={CSRF}; {self.cookies}",
                "X-CSRFToken": CSRF,
            },
        )
        answer.raise_for_status()
        await self.get(f"{self.live[1]}?after={self.newest}")

    async def listen(self) -> None:
        """Listen until cancelled."""
        site = urlsplit(str(self.web.base_url))
        reader, writer = await asyncio.open_connection(
            site.hostname, site.port, limit=LONGEST
        )
        writer.write(
            f"GET {self.live[0]}?after={self.live[2]} HTTP/1.1\r\n"
            f"Host: {site.netloc}\r\nAccept: text/event-stream\r\n"
            f"Cookie: {self.cookies}\r\n\r\n".encode()
        )
        try:
            while line := await reader.readline():
                if line.startswith(b"data: {"):
                    self._hear(json.loads(line[6:]))
        finally:
            writer.close()

    def _hear(self, message: dict[str, object]) -> None:
        self.heard[int(str(message["seq"]))] = time.time()
        self.at = int(str(message["at"]))
        for url in self._changed(str(message["kind"])) if self.renewing else ():
            if url not in self.waiting:
                self.waiting[url] = asyncio.create_task(self._renew(url))

    def _changed(self, kind: str) -> Iterator[str]:
        return (url for url, kinds in self.parts if kind in kinds or "*" in kinds)

    async def _renew(self, url: str) -> None:
        rest = REST + self.asked.get(url, 0) - time.time()
        await asyncio.sleep(max(RENEWED_AFTER, rest))
        self.asked[url] = time.time()
        del self.waiting[url]
        await self.get(url)

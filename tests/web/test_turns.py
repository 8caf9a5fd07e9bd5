"""Requests wait for their turn."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from karski.web.turns import InTurn


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    """Run in a thread: tests in a browser leave a running loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


STUCK = 30  # s: turns that are never given back end the test
SCOPE: Any = {"type": "http", "method": "GET"}
SENT: Any = {"type": "http", "method": "POST"}
WHOLE: Any = {"type": "http.request", "body": b"", "more_body": False}
PART: Any = {"type": "http.request", "body": b"x", "more_body": True}
START: Any = {"type": "http.response.start", "status": 200, "headers": []}


class Counting:
    """Says how many requests it works on at once."""

    def __init__(self, *, fails: bool = False) -> None:
        self.now = self.most = self.done = 0
        self.fails = fails

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        while (await receive())["more_body"]:
            pass
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.01)
        self.now -= 1
        self.done += 1
        if self.fails:
            raise ValueError("a bug")
        await send(START)


async def whole() -> Any:  # noqa: ANN401
    return WHOLE


async def nowhere(event: Any) -> None:  # noqa: ANN401
    pass


async def ask(site: InTurn, count: int, send: Any = nowhere) -> list[Any]:  # noqa: ANN401
    asked = (site(SCOPE, whole, send) for _ in range(count))
    return await asyncio.gather(*asked, return_exceptions=True)


def test_no_more_are_worked_on_at_once_than_may_and_all_are_answered() -> None:
    inner = Counting()
    run(ask(InTurn(inner, most=3), 20))
    assert (inner.most, inner.done) == (3, 20)


def test_a_request_that_fails_gives_its_turn_back() -> None:
    inner = Counting(fails=True)
    found = run(ask(InTurn(inner, most=2), 10))
    assert [type(each) for each in found] == [ValueError] * 10
    assert inner.done == 10


def test_a_slow_reader_holds_no_turn() -> None:
    inner = Counting()

    async def every() -> None:
        site = InTurn(inner, most=1)
        read = asyncio.Event()

        async def slowly(event: Any) -> None:  # noqa: ANN401
            await read.wait()

        slow = asyncio.create_task(site(SCOPE, whole, slowly))
        await asyncio.wait_for(ask(site, 5), STUCK)
        assert not slow.done()
        read.set()
        await slow

    run(every())
    assert inner.done == 6


def test_a_slow_sender_holds_no_turn() -> None:
    inner = Counting()

    async def every() -> None:
        site = InTurn(inner, most=1)
        never = asyncio.Event()

        async def part() -> Any:  # noqa: ANN401
            if never.is_set():
                return WHOLE
            await never.wait()
            return PART

        slow = asyncio.create_task(site(SCOPE, part, nowhere))
        await asyncio.wait_for(ask(site, 5), STUCK)
        assert inner.done == 5
        never.set()
        await slow

    run(every())
    assert inner.done == 6


def test_what_is_sent_waits_for_no_page() -> None:
    begun, read, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def page_or_act(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        await receive()
        if scope is SENT:
            done.set()
            return
        begun.set()
        await read.wait()

    async def every() -> None:
        site = InTurn(page_or_act, most=1)
        page = asyncio.create_task(site(SCOPE, whole, nowhere))
        await begun.wait()
        await asyncio.wait_for(site(SENT, whole, nowhere), STUCK)
        assert (done.is_set(), page.done()) == (True, False)
        read.set()
        await page

    run(every())

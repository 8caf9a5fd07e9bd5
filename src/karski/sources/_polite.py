"""Asking a producer's server: patiently, and not too often."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

import karski
from karski.core.errors import DownloadError

USER_AGENT = f"karski/{karski.__version__}"
BUSY = frozenset({429, 503})  # with Retry-After, which is honoured
FAILING = frozenset({408, 500, 502, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a producer, and how often to ask again.

    Attributes
    ----------
    attempts : int
        Requests that may fail in a row without a byte more.
    timeout : float
        Without a byte, after which a connection has stalled [seconds].
    first_wait, longest_wait : float
        Before the second attempt, doubled before each next, and at most [seconds]; a
        server that asks for more is given up for now.
    """

    attempts: int = 5
    timeout: float = 30
    first_wait: float = 1
    longest_wait: float = 120
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)


class RetryLater(Exception):  # noqa: N818 -- a turn of the loop, not an error
    """The attempt failed in a way that another may not."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def client(patience: Patience) -> httpx.Client:
    """Return a client that says who it is and follows redirects."""
    return httpx.Client(
        timeout=patience.timeout,
        follow_redirects=True,
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
    )


def patiently(
    attempt: Callable[[], None],
    done: Callable[[], int],
    url: str,
    page: str,
    patience: Patience,
) -> None:
    """Run `attempt` until it succeeds, waiting between failures.

    Parameters
    ----------
    attempt : callable
        Raises `RetryLater` or ``httpx.TransportError`` where another may succeed.
    done : callable
        Says how far the attempts have come; failures are counted since it last grew.
    url, page : str
        For the message: what was asked for, and where a person can look.
    patience : Patience

    Raises
    ------
    DownloadError
        Too many attempts failed in a row, or the server wants a longer wait.
    """
    failures, furthest = 0, done()
    while True:
        try:
            return attempt()
        except (RetryLater, httpx.TransportError) as error:
            failures = 1 if done() > furthest else failures + 1
            furthest = max(furthest, done())
            why = str(error) or "no answer in time"
            asked = error.wait if isinstance(error, RetryLater) else None
            if failures >= patience.attempts or (asked or 0) > patience.longest_wait:
                raise DownloadError(
                    f"{url} could not be fetched ({why}; attempt {failures} without"
                    f" progress); run the same command later, or see {page}"
                ) from error
            patience.sleep(_wait(failures, patience) if asked is None else asked)


def refuse_status(response: httpx.Response, url: str, page: str) -> None:
    """Let a good answer pass; say of a bad one whether asking again can help.

    Raises
    ------
    RetryLater
        The server is busy or failing.
    DownloadError
        The file is gone, or permission is wanted.
    """
    status = response.status_code
    if status in BUSY:
        raise RetryLater(f"the producer is busy, {status}", _retry_after(response))
    if status in FAILING:
        raise RetryLater(f"the producer's server failed, {status}")
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise DownloadError(
            f"{url} wants permission ({status}); see {page} for how to get it, or"
            " download the file there and run `karski data import`"
        )
    if status >= httpx.codes.BAD_REQUEST:
        raise DownloadError(
            f"{url} is not there ({status}); look for the file on {page}, and run"
            " `karski data import` with it"
        )


def _wait(failures: int, patience: Patience) -> float:
    spread = random.uniform(1, 1.25)  # noqa: S311 -- no secret; parts clients in step
    doubled: float = patience.first_wait * 2 ** (failures - 1)
    return min(patience.longest_wait, doubled * spread)


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that the server asks to wait, given as such or as a date."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())

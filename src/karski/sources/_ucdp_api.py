"""UCDP's API: the events of a release, page by page, written as one CSV.

The API wants a token, which UCDP gives on request, in the environment variable
``UCDP_API_TOKEN``.
"""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from karski.core.errors import DownloadError
from karski.core.files import whole
from karski.core.progress import Progress, silent
from karski.sources._polite import (
    Patience,
    RetryLater,
    client,
    patiently,
    refuse_status,
)

ADDRESS = "https://ucdpapi.pcr.uu.se/api"
ADDRESS_VARIABLE = "KARSKI_UCDP_API"
TOKEN_VARIABLE = "UCDP_API_TOKEN"  # noqa: S105 -- the variable's name
TOKEN_HEADER = "x-ucdp-access-token"  # noqa: S105 -- the header's name
PAGE = "https://ucdp.uu.se/apidocs/"
PAGE_SIZE = 1000
DEFAULT = Patience()


def token() -> str:
    """Return the token in the environment, or ""."""
    return os.environ.get(TOKEN_VARIABLE, "").strip()


def fetch_events(
    version: str,
    target: Path,
    *,
    progress: Progress = silent,
    patience: Patience = DEFAULT,
) -> Path:
    """Fetch every event of a release to one CSV.

    Parameters
    ----------
    version : str
        The release, 25.1 or 26.0.2.
    target : Path
        Replaced only by a whole table.
    progress : callable
        Told of pages.
    patience : Patience

    Raises
    ------
    DownloadError
        There is no token, the API refuses it or has no such release, a page is not
        what the API promises, or the events are not as many as it says.
    """
    if not token():
        raise DownloadError(
            f"UCDP's API wants a token; ask for one on {PAGE} and set {TOKEN_VARIABLE}"
        )
    with (
        whole(target) as draft,
        draft.open("w", newline="", encoding="utf-8") as file,
        client(patience) as session,
    ):
        session.follow_redirects = False  # the token is for this server alone
        _write(_pages(session, version, progress, patience), csv.writer(file), version)
    return target


def _pages(
    session: httpx.Client, version: str, progress: Progress, patience: Patience
) -> Iterator[dict[str, Any]]:
    number, total = 0, 1
    while number < total:
        page = _page(session, version, number, patience)
        total = page["TotalPages"]
        number += 1
        progress(number, total)
        yield page


def _page(
    session: httpx.Client, version: str, number: int, patience: Patience
) -> dict[str, Any]:
    address = os.environ.get(ADDRESS_VARIABLE) or ADDRESS
    url = f"{address}/gedevents/{version}?pagesize={PAGE_SIZE}&page={number}"
    answers: list[dict[str, Any]] = []

    def attempt() -> None:
        response = session.get(url, headers={TOKEN_HEADER: token()})
        refuse_status(response, url, PAGE)
        answers.append(_document(response, url))

    patiently(attempt, lambda: 0, url, PAGE, patience)
    return answers[0]


def _document(response: httpx.Response, url: str) -> dict[str, Any]:
    if response.is_redirect:
        raise DownloadError(f"{url} points elsewhere; see {PAGE} for the API's address")
    try:
        page = response.json()
    except json.JSONDecodeError as error:
        raise RetryLater("the answer is not JSON") from error
    if not (
        isinstance(page, dict)
        and isinstance(page.get("TotalPages"), int)
        and isinstance(page.get("TotalCount"), int)
        and isinstance(page.get("Result"), list)
    ):
        raise DownloadError(f"{url} does not answer as UCDP's API does; see {PAGE}")
    return page


def _write(pages: Iterator[dict[str, Any]], rows: Any, version: str) -> None:  # noqa: ANN401 -- csv's writer has no public type
    columns: list[str] = []
    written = promised = 0
    for page in pages:
        promised = page["TotalCount"]
        for event in page["Result"]:
            if not columns:
                columns = list(event)
                rows.writerow(columns)
            if event.keys() != set(columns):
                raise DownloadError(
                    f"UCDP's API: event {event.get('id')} of {version} has columns"
                    f" that the first has not, or lacks some; see {PAGE}"
                )
            rows.writerow([event[name] for name in columns])
            written += 1
    if written != promised or not written:
        raise DownloadError(
            f"UCDP's API sent {written} events of {version} where it promised"
            f" {promised}; try again later, or see {PAGE}"
        )

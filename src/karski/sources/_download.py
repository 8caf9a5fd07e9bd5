"""Fetching a producer's file: resumable, verified, and whole or not at all.

What has come so far lies in ``<name>.part`` with ``<name>.part.json`` beside it, which
says of which version of the file it is (the server's ETag or Last-Modified): a later
call asks for the rest of that version only, and begins again if the server has another.
"""

import json
from pathlib import Path

import httpx

from karski.core.errors import DownloadError
from karski.core.files import sha256, write_json
from karski.core.progress import Progress, silent
from karski.sources._polite import (
    Patience,
    RetryLater,
    client,
    patiently,
    refuse_status,
)

SNIFFED = 512  # bytes at the start of a file that say whether it is a web page
DEFAULT = Patience()


def fetch(
    url: str,
    target: Path,
    *,
    page: str,
    digest: str = "",
    progress: Progress = silent,
    patience: Patience = DEFAULT,
) -> Path:
    """Fetch `url` to `target`.

    Parameters
    ----------
    url : str
    target : Path
        Replaced only by a whole file. A part stays beside it if the fetch fails in a
        way that a later call can mend.
    page : str
        Where a person can look, for the message if the file is gone.
    digest : str
        The SHA-256 the file must have, if known.
    progress : callable
        Told of bytes done and in all (0 if the server does not say).
    patience : Patience

    Raises
    ------
    DownloadError
        The file is gone, the answer is a web page, the bytes are not those promised,
        or the producer did not answer in time, again and again.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _Part(target)
    with client(patience) as session:
        patiently(
            lambda: _attempt(session, url, part, page, progress),
            lambda: part.size,
            url,
            page,
            patience,
        )
    part.finish(url, page, digest)
    return target


def _attempt(
    session: httpx.Client, url: str, part: "_Part", page: str, progress: Progress
) -> None:
    with session.stream("GET", url, headers=part.ask()) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.drop()
            raise RetryLater("the file changed at the producer's")
        refuse_status(response, url, page)
        part.begin(response)
        for chunk in response.iter_raw():
            part.add(chunk)
            if part.is_page():
                part.drop()
                raise DownloadError(
                    f"{url} answers with a web page instead of the file; look for the"
                    f" file on {page}, and run `karski data import` with it"
                )
            progress(part.size, part.total)
    if part.total and part.size < part.total:
        raise RetryLater(f"the connection ended at {part.size} of {part.total} bytes")


class _Part:
    """What has come so far, and of which version of the file."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.says = target.with_name(target.name + ".part.json")
        self.total = 0  # bytes of the whole; 0 where the server does not say

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def ask(self) -> dict[str, str]:
        """Return the headers that ask for what is missing of the same version."""
        validator = self._validator()
        if not (self.size and validator):
            self.drop()
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, response: httpx.Response) -> None:
        """Go on after what has come, or begin anew if the server sends the whole."""
        length = int(response.headers.get("Content-Length") or 0)
        if response.status_code == httpx.codes.PARTIAL_CONTENT:
            start, total = _content_range(response)
            if start != self.size:
                self.drop()
                raise RetryLater("the producer sent another part than was asked for")
            self.total = total or (self.size + length if length else 0)
            return
        self.drop()
        self.total = length
        validator = _strong(response)
        if validator:
            write_json(self.says, {"validator": validator})
        self.path.touch()

    def add(self, chunk: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(chunk)

    def is_page(self) -> bool:
        """Say whether what has come is the beginning of a web page."""
        with self.path.open("rb") as file:
            start = file.read(SNIFFED).lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith(b"<")

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self.says.unlink(missing_ok=True)

    def finish(self, url: str, page: str, digest: str) -> None:
        """Move the whole onto its name, or refuse it."""
        wrong = ""
        if not self.size or (self.total and self.size != self.total):
            wrong = (
                f"came as {self.size} bytes, not the {self.total or 'file'} promised"
            )
        elif digest and sha256(self.path) != digest:
            wrong = "is not the file that was promised: its SHA-256 differs"
        if wrong:
            self.drop()
            raise DownloadError(f"{url} {wrong}; try again later, or see {page}")
        self.path.replace(self.target)
        self.says.unlink(missing_ok=True)

    def _validator(self) -> str:
        if not self.says.is_file():
            return ""
        try:
            return str(json.loads(self.says.read_text("utf-8"))["validator"])
        except (json.JSONDecodeError, KeyError, TypeError):
            return ""


def _strong(response: httpx.Response) -> str:
    """Return what names this very version: a strong ETag, or else the date."""
    etag = str(response.headers.get("ETag", ""))
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("Last-Modified", ""))


def _content_range(response: httpx.Response) -> tuple[int, int]:
    """Return where a part begins and how long the whole is (0 if not said)."""
    said = response.headers.get("Content-Range", "").removeprefix("bytes ")
    span, _, total = said.partition("/")
    start = span.partition("-")[0]
    return (
        int(start) if start.isdecimal() else -1,
        int(total) if total.isdecimal() else 0,
    )

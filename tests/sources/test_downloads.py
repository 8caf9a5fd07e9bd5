"""Downloads, against a server on this machine that behaves as badly as real ones."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from karski import __version__
from karski.core.errors import DownloadError
from karski.core.workspace import Workspace
from karski.sources import _ucdp_api, catalogue, ucdp_ged
from karski.sources._download import fetch
from karski.sources._polite import Patience
from karski.sources._pull import pull
from karski.sources._release import release_of
from karski.sources._snapshot import snapshots
from karski.sources._source import Download

PAGE = "https://producer.example/downloads"
BODY = b"id,best\n" + b"1,2\n" * 50_000
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """Gives each request the next of `answers`, the last for ever; remembers them."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""

    def url(self, name: str = "events.csv") -> str:
        return f"{self.address}/{name}"

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append(dict(handler.headers))
        self.paths.append(handler.path)
        turn = min(len(self.requests), len(self.answers)) - 1
        self.answers[turn](handler)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            state.handle(self)

        def log_message(self, *arguments: object) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    state.address = f"http://127.0.0.1:{web.server_port}"
    thread = threading.Thread(target=web.serve_forever, args=(0.01,))
    thread.start()
    yield state
    web.shutdown()
    web.server_close()
    thread.join()


def send(
    status: int = 200,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    length: int | None = None,
) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        promised = len(body) if length is None else length
        handler.send_header("Content-Length", str(promised))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = promised != len(body)

    return answer


def ranged(etag: str = '"one"', body: bytes = BODY) -> Answer:
    """Send the rest that was asked for, if it is of this version; else the whole."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers.get("Range")
        if not asked or handler.headers.get("If-Range") != etag:
            return send(200, body, {"ETag": etag})(handler)
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        where = f"bytes {start}-{len(body) - 1}/{len(body)}"
        rest = body[start:]
        return send(206, rest, {"ETag": etag, "Content-Range": where})(handler)

    return answer


def cut(size: int, etag: str = '"one"', body: bytes = BODY) -> Answer:
    """Promise the whole, send `size` bytes and hang up."""
    return send(200, body[:size], {"ETag": etag}, len(body))


def stall(size: int, etag: str = '"one"') -> Answer:
    """Send `size` bytes and then nothing for longer than the client waits."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Length", str(len(BODY)))
        handler.end_headers()
        handler.wfile.write(BODY[:size])
        handler.wfile.flush()
        threading.Event().wait(0.6)
        handler.close_connection = True

    return answer


@dataclass
class Waits:
    """What the client slept, without sleeping."""

    seconds: list[float] = field(default_factory=list)

    def patience(self, attempts: int = 4) -> Patience:
        return Patience(
            attempts=attempts, timeout=0.2, first_wait=1, sleep=self.seconds.append
        )


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "incoming" / "events.csv"


def on_disk(target: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in target.parent.iterdir()}


WHOLE = {"events.csv": len(BODY)}


def test_a_file_arrives_whole_and_alone(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [ranged()]
    told: list[tuple[int, int]] = []
    fetch(
        server.url(),
        target,
        page=PAGE,
        progress=lambda *step: told.append(step),
        patience=waits.patience(),
    )
    assert target.read_bytes() == BODY
    assert on_disk(target) == WHOLE
    assert told[-1] == (len(BODY), len(BODY))
    assert server.requests[0]["User-Agent"] == f"karski/{__version__}"
    assert waits.seconds == []


def test_a_connection_cut_short_goes_on_where_it_ended(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [cut(70_000), ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == BODY
    assert on_disk(target) == WHOLE
    assert server.requests[1]["Range"] == "bytes=70000-"
    assert server.requests[1]["If-Range"] == '"one"'


def test_a_stalled_connection_goes_on_where_it_stalled(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [stall(50_000), ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == BODY
    assert server.requests[1]["Range"] == "bytes=50000-"
    assert len(waits.seconds) == 1


def test_another_version_of_the_file_is_fetched_anew(
    server: Server, target: Path, waits: Waits
) -> None:
    other = BODY.replace(b"2", b"3")
    server.answers = [cut(70_000), ranged('"two"', other)]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == other


def test_a_server_that_knows_no_ranges_sends_the_whole_again(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [cut(70_000), send(200, BODY, {"ETag": '"one"'})]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == BODY


def test_a_file_without_a_version_is_never_pieced_together(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [send(200, BODY[:70_000], length=len(BODY)), send(200, BODY)]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == BODY
    assert "Range" not in server.requests[1]


def test_a_range_that_cannot_be_had_begins_anew(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [cut(70_000), send(416), ranged('"two"', b"id\n1\n")]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == b"id\n1\n"


def test_a_later_call_goes_on_with_what_an_earlier_one_left(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [cut(70_000), send(500)]
    with pytest.raises(DownloadError, match="run the same command later"):
        fetch(server.url(), target, page=PAGE, patience=waits.patience(2))
    left = on_disk(target)
    assert (left["events.csv.part"], "events.csv" in left) == (70_000, False)
    server.answers = [ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert server.requests[-1]["Range"] == "bytes=70000-"
    assert target.read_bytes() == BODY
    assert on_disk(target) == WHOLE


def test_an_earlier_file_stays_when_a_fetch_fails(
    server: Server, target: Path, waits: Waits
) -> None:
    target.parent.mkdir()
    target.write_bytes(b"earlier")
    server.answers = [cut(70_000), send(500)]
    with pytest.raises(DownloadError):
        fetch(server.url(), target, page=PAGE, patience=waits.patience(2))
    assert target.read_bytes() == b"earlier"


@pytest.mark.parametrize("body", [b"<!DOCTYPE html>\n<p>", b"\xef\xbb\xbf\n <html>"])
def test_a_web_page_in_place_of_the_file_is_refused(
    server: Server, target: Path, waits: Waits, body: bytes
) -> None:
    server.answers = [send(200, body, {"ETag": '"one"'})]
    with pytest.raises(DownloadError, match=f"a web page instead .* {PAGE}"):
        fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert on_disk(target) == {}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "is not there"), (410, "is not there"), (403, "wants permission")],
)
def test_a_file_that_is_gone_is_not_asked_for_again(
    server: Server, target: Path, waits: Waits, status: int, message: str
) -> None:
    server.answers = [send(status, b"<html>no</html>")]
    with pytest.raises(DownloadError, match=message) as raised:
        fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert PAGE in str(raised.value)
    assert "\n" not in str(raised.value)
    assert (on_disk(target), len(server.requests)) == ({}, 1)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_given_the_time_it_asks_for(
    server: Server, target: Path, waits: Waits, status: int
) -> None:
    server.answers = [send(status, headers={"Retry-After": "7"}), ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert waits.seconds == [7]
    assert target.read_bytes() == BODY


def test_the_time_asked_for_may_be_a_date(
    server: Server, target: Path, waits: Waits
) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    server.answers = [send(429, headers={"Retry-After": later}), ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert 50 < waits.seconds[0] <= 60


def test_a_server_that_asks_for_hours_is_left_for_later(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [send(429, headers={"Retry-After": "7200"})]
    with pytest.raises(DownloadError, match=r"busy, 429.*run the same command later"):
        fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert (waits.seconds, len(server.requests)) == ([], 1)


def test_a_failing_server_is_asked_again_at_growing_intervals(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [send(500), send(502), send(500), ranged()]
    fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert target.read_bytes() == BODY
    first, second, third = waits.seconds
    assert 1 <= first <= 1.25
    assert 2 <= second <= 2.5
    assert 4 <= third <= 5


def test_a_server_that_goes_on_failing_is_given_up(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [send(500)]
    with pytest.raises(DownloadError, match="the producer's server failed, 500"):
        fetch(server.url(), target, page=PAGE, patience=waits.patience(3))
    assert (len(server.requests), on_disk(target)) == (3, {})


def test_a_server_that_is_not_there_is_reported(target: Path, waits: Waits) -> None:
    with pytest.raises(DownloadError, match=f"could not be fetched.*{PAGE}"):
        fetch("http://127.0.0.1:9/x.csv", target, page=PAGE, patience=waits.patience(2))
    assert on_disk(target) == {}


def test_an_empty_answer_is_refused(server: Server, target: Path, waits: Waits) -> None:
    server.answers = [send(200, b"")]
    with pytest.raises(DownloadError, match="came as 0 bytes"):
        fetch(server.url(), target, page=PAGE, patience=waits.patience())
    assert on_disk(target) == {}


def test_bytes_other_than_those_promised_are_refused(
    server: Server, target: Path, waits: Waits
) -> None:
    server.answers = [ranged()]
    with pytest.raises(DownloadError, match="SHA-256 differs"):
        fetch(
            server.url(), target, page=PAGE, digest="0" * 64, patience=waits.patience()
        )
    assert on_disk(target) == {}
    right = hashlib.sha256(BODY).hexdigest()
    fetch(server.url(), target, page=PAGE, digest=right, patience=waits.patience())
    assert on_disk(target) == WHOLE


# From the server to the workspace


def test_pull_takes_the_file_into_the_workspace(
    server: Server, events: Callable[..., Path], workspace: Workspace, waits: Waits
) -> None:
    body = events({}, name="sent.csv").read_bytes()
    server.answers = [send(200, body)]
    url = server.url("GEDEvent_v24_1.csv")
    (taken,) = pull("ucdp_ged", workspace, url=url, patience=waits.patience())
    assert taken.file.read_bytes() == body
    assert (taken.version, taken.facts["url"]) == ("24.1", url)
    assert [s.file for s in snapshots(workspace)] == [taken.file]
    assert list(workspace.snapshots.glob("*/.*")) == []


def test_two_processes_do_not_fetch_the_same_source_at_once(
    server: Server, events: Callable[..., Path], workspace: Workspace, waits: Waits
) -> None:
    body = events({}, name="sent.csv").read_bytes()
    second: list[str] = []

    def meanwhile(handler: BaseHTTPRequestHandler) -> None:
        with pytest.raises(DownloadError) as raised:
            pull("ucdp_ged", workspace, url=url, patience=waits.patience())
        second.append(str(raised.value))
        send(200, body)(handler)

    server.answers = [meanwhile]
    url = server.url("GEDEvent_v24_1.csv")
    (taken,) = pull("ucdp_ged", workspace, url=url, patience=Patience(timeout=20))
    assert taken.file.read_bytes() == body
    assert len(server.requests) == 1
    assert second == [
        "ucdp_ged is being fetched by another process; run the same command when it is"
        " done"
    ]


def test_pull_ends_at_the_first_release_that_is_not_there(
    server: Server,
    events: Callable[..., Path],
    workspace: Workspace,
    waits: Waits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = events({}, name="sent.csv").read_bytes()
    january = {"date_start": "2024-01-05", "date_end": "2024-01-06"}
    second = events(january, name="second.csv").read_bytes()
    files = tuple(
        Download(server.url(f"GEDEvent_v{v.replace('.', '_')}.csv"), f"{v}.csv", v)
        for v in ("24.1", "24.0.1", "24.0.2", "24.0.3")
    )
    source = replace(catalogue()["ucdp_ged"], downloads=files)
    monkeypatch.setitem(catalogue(), "ucdp_ged", source)
    server.answers = [send(200, body), send(200, second), send(404)]
    taken = pull("ucdp_ged", workspace, patience=waits.patience())
    assert [s.version for s in taken] == ["24.1", "24.0.1"]
    assert server.paths[-1] == "/GEDEvent_v24_0_2.csv"
    assert len(server.requests) == 3


def test_the_events_of_ucdp_are_fetched_without_a_gap() -> None:
    versions = [d.version for d in catalogue()["ucdp_ged"].downloads]
    spans = [release_of("", version) for version in versions]
    assert spans[0].kind == "yearly"
    months = [release.last for release in spans]
    assert months == list(range(months[0] or 0, (months[-1] or 0) + 1))
    assert versions[-1] == ucdp_ged.LAST_CANDIDATE


def test_pull_goes_on_with_what_an_earlier_pull_left(
    server: Server, events: Callable[..., Path], workspace: Workspace, waits: Waits
) -> None:
    body = events({}, {}, name="sent.csv").read_bytes()
    server.answers = [cut(100, body=body), send(500)]
    url = server.url("GEDEvent_v24_1.csv")
    with pytest.raises(DownloadError):
        pull("ucdp_ged", workspace, url=url, patience=waits.patience(2))
    server.answers = [ranged(body=body)]
    (taken,) = pull("ucdp_ged", workspace, url=url, patience=waits.patience())
    assert server.requests[-1]["Range"] == "bytes=100-"
    assert taken.file.read_bytes() == body
    assert list(workspace.snapshots.glob("*/.*")) == []


def test_pull_does_not_fetch_a_version_again(
    server: Server, events: Callable[..., Path], workspace: Workspace, waits: Waits
) -> None:
    server.answers = [send(200, events({}, name="sent.csv").read_bytes())]
    url = server.url("GEDEvent_v24_1.csv")
    once = pull("ucdp_ged", workspace, url=url, patience=waits.patience())
    again = pull("ucdp_ged", workspace, url=url, patience=waits.patience())
    assert (once, len(server.requests)) == (again, 1)


def test_pull_goes_where_the_environment_says(
    server: Server,
    events: Callable[..., Path],
    workspace: Workspace,
    waits: Waits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.answers = [send(200, events({}, name="sent.csv").read_bytes())]
    monkeypatch.setenv("KARSKI_URL_UCDP_GED", server.url("GEDEvent_v24_1.csv"))
    pull("ucdp_ged", workspace, patience=waits.patience())
    assert server.paths == ["/GEDEvent_v24_1.csv"]


def test_pull_writes_nothing_when_what_came_is_bad(
    server: Server, events: Callable[..., Path], workspace: Workspace, waits: Waits
) -> None:
    server.answers = [send(200, events({"best": -1}, name="sent.csv").read_bytes())]
    with pytest.raises(Exception, match="column 'best': '-1' is below zero"):
        pull("ucdp_ged", workspace, url=server.url(), patience=waits.patience())
    assert [p for p in workspace.folder.rglob("*") if p.is_file()] == []


def test_pull_says_so_where_the_producer_offers_no_address(
    workspace: Workspace,
) -> None:
    with pytest.raises(DownloadError, match=r"vdem has no plain address; .*v-dem\.net"):
        pull("vdem", workspace)


def test_pull_makes_the_simulated_world_itself(workspace: Workspace) -> None:
    (taken,) = pull("simulated", workspace)
    assert taken.source == "simulated"


# UCDP's API


def api(pages: list[list[dict[str, object]]], total: int | None = None) -> Answer:
    count = sum(map(len, pages)) if total is None else total

    def answer(handler: BaseHTTPRequestHandler) -> None:
        page = int(parse_qs(urlsplit(handler.path).query)["page"][0])
        document = {
            "TotalCount": count,
            "TotalPages": len(pages),
            "PreviousPageUrl": "",
            "NextPageUrl": "",
            "Result": pages[page],
        }
        send(200, json.dumps(document).encode())(handler)

    return answer


EVENT = {"id": 1, "source_article": 'Two\nlines, "quoted"', "gwnob": None, "best": 3}


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch, server: Server) -> str:
    monkeypatch.setenv("UCDP_API_TOKEN", "a-token")
    monkeypatch.setenv("KARSKI_UCDP_API", server.address + "/api")
    return "a-token"


def test_the_api_is_asked_page_by_page_with_the_token(
    server: Server, target: Path, waits: Waits, token: str
) -> None:
    server.answers = [send(500), api([[EVENT], [{**EVENT, "id": 2}]])]
    _ucdp_api.fetch_events("25.1", target, patience=waits.patience())
    assert target.read_text() == (
        "id,source_article,gwnob,best\n"
        '1,"Two\nlines, ""quoted""",,3\n'
        '2,"Two\nlines, ""quoted""",,3\n'
    )
    assert server.paths[1:] == [
        "/api/gedevents/25.1?pagesize=1000&page=0",
        "/api/gedevents/25.1?pagesize=1000&page=1",
    ]
    assert {r["x-ucdp-access-token"] for r in server.requests} == {token}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (api([[EVENT]], total=2), "sent 1 events of 25.1 where it promised 2"),
        (api([[]]), "sent 0 events"),
        (api([[EVENT, {"id": 2}]]), "event 2 of 25.1 has columns"),
        (send(200, b"{}"), "does not answer as UCDP's API does"),
        (send(200, b"<html>"), "the answer is not JSON"),
        (send(401), "wants permission"),
        (
            send(302, headers={"Location": "http://elsewhere.example"}),
            "points elsewhere",
        ),
    ],
)
def test_an_answer_other_than_promised_leaves_nothing(
    server: Server,
    target: Path,
    waits: Waits,
    token: str,
    answer: Answer,
    message: str,
) -> None:
    server.answers = [answer]
    with pytest.raises(DownloadError, match=message):
        _ucdp_api.fetch_events("25.1", target, patience=waits.patience(2))
    assert on_disk(target) == {}


def test_without_a_token_the_api_is_not_asked(
    server: Server, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UCDP_API_TOKEN", raising=False)
    with pytest.raises(DownloadError, match="set UCDP_API_TOKEN"):
        _ucdp_api.fetch_events("25.1", target)
    assert (server.requests, target.exists()) == ([], False)


def test_pull_falls_back_on_the_api_where_the_file_is_gone(
    server: Server,
    events: Callable[..., Path],
    workspace: Workspace,
    waits: Waits,
    token: str,
) -> None:
    event = {
        "id": 5,
        "type_of_violence": 1,
        "latitude": 1.0,
        "longitude": 2.0,
        "date_start": "2013-01-03T00:00:00",
        "date_end": "2013-01-03T00:00:00",
        "best": 3,
        "high": 3,
        "low": 3,
        "country_id": 652,
        "active_year": True,
    }
    server.answers = [send(404), api([[event]])]
    url = server.url("GEDEvent_v25_1.csv")
    (taken,) = pull("ucdp_ged", workspace, url=url, patience=waits.patience())
    assert (taken.version, taken.read().frame["deaths_total"].to_list()) == (
        "25.1",
        [3],
    )
    assert list(workspace.snapshots.glob("*/.*")) == []

"""Which edition is on screen, and what is said of those that cannot be."""

import errno
import gc
import shutil
from datetime import date
from pathlib import Path
from weakref import ref

import pytest
from django.test import Client

from karski.briefings.edition import Edition, read
from karski.briefings.edition.reading import Listed
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace
from karski.web.monitor import editions
from karski.web.monitor.editions import Shelf, Shown
from web.monitor.conftest import Write
from web.monitor.made import ISSUED, write
from web.monitor.test_world import invented

NEWER = date(2025, 4, 5)


def test_without_any_edition_the_page_says_so_and_what_to_do(
    visitor: Client, workspace: Path
) -> None:
    page = visitor.get("/")
    assert page.status_code == 200
    assert "Nothing has been published here yet" in page.text
    assert "<code>karski run</code>" in page.text
    assert visitor.get("/limits/").status_code == 200
    assert visitor.get("/countries/").status_code == 200


def test_the_newest_real_edition_is_on_screen(visitor: Client, publish: Write) -> None:
    publish()
    publish(issued=NEWER)
    publish(issued=date(2026, 1, 1), simulated=True, change=invented)
    assert "the edition of 5 April 2025" in visitor.get("/").text


def test_an_older_edition_stays_on_screen_from_link_to_link(
    visitor: Client, publish: Write
) -> None:
    older = publish()
    publish(issued=NEWER)
    page = visitor.get(f"/?edition={older}").text
    assert "the edition of 4 March 2025" in page
    assert f'href="/countries/sdn/?edition={older}"' in page
    assert f'<input type="hidden" name="edition" value="{older}">' in page


def test_one_that_came_along_gives_way_to_a_newer_one(
    visitor: Client,
    workspace: Path,
    publish: Write,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path_factory.mktemp("package")
    came = read(place / write(place, issued=NEWER))
    monkeypatch.setattr(editions, "bundled", lambda: came)
    publish()
    page = visitor.get("/").text
    assert "the edition of 5 April 2025 that came with the software" in page
    publish(issued=date(2025, 6, 7))
    assert "the edition of 7 June 2025, never altered" in visitor.get("/").text


def test_one_that_came_along_spoilt_leaves_the_rest_working(
    visitor: Client, publish: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt() -> None:
        raise ReportableError("it is not what was published")

    monkeypatch.setattr(editions, "bundled", spoilt)
    assert "Nothing has been published here yet" in visitor.get("/").text
    publish()
    assert "the edition of 4 March 2025" in visitor.get("/").text


@pytest.mark.parametrize("name", ["2031-01-01-0123456789ab", "<script>", "../secret"])
def test_an_edition_that_is_not_there_is_said_to_be_so(
    visitor: Client, edition: str, name: str
) -> None:
    page = visitor.get("/", {"edition": name})
    assert page.status_code == 404
    assert "There is no such edition" in page.text
    assert "<script>" not in page.text
    assert f'href="/?edition={edition}"' in page.text


def test_an_edition_deleted_while_the_site_runs_gives_way_to_the_next(
    visitor: Client, publish: Write, workspace: Path
) -> None:
    publish()
    newest = publish(issued=NEWER)
    assert "5 April 2025" in visitor.get("/").text
    shutil.rmtree(workspace / "editions" / newest)
    assert "4 March 2025" in visitor.get("/").text
    assert visitor.get(f"/countries/sdn/?edition={newest}").status_code == 404


@pytest.mark.parametrize("file", ["chances.parquet", "edition.json"])
def test_an_edition_half_copied_is_named_and_the_rest_works(
    visitor: Client, publish: Write, workspace: Path, file: str
) -> None:
    publish()
    newest = publish(issued=NEWER)
    assert "5 April 2025" in visitor.get("/").text
    (workspace / "editions" / newest / file).unlink()
    page = visitor.get("/").text
    assert f"The folder {newest} of the workspace is not a whole edition" in page
    assert "the edition of 4 March 2025" in page
    asked = visitor.get("/", {"edition": newest})
    assert asked.status_code == 503
    assert f"The folder {newest}" in asked.text
    assert "karski publish" in asked.text


def test_an_altered_file_is_noticed_while_the_site_runs(
    visitor: Client, edition: str, workspace: Path
) -> None:
    assert "Sudan" in visitor.get("/").text
    (workspace / "editions" / edition / "onsets.parquet").write_bytes(b"other")
    page = visitor.get("/").text
    assert f"The folder {edition} of the workspace" in page
    assert "Nothing has been published here yet" in page


def test_an_edition_copied_whole_appears_without_a_restart(
    visitor: Client, workspace: Path, publish: Write
) -> None:
    assert "Nothing has been published here yet" in visitor.get("/").text
    publish()
    assert "Sudan" in visitor.get("/").text


def test_what_has_not_changed_is_read_once(
    publish: Write, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    reads: list[Path] = []

    def counted(folder: Path) -> object:
        reads.append(folder)
        return read(folder)

    monkeypatch.setattr(editions, "read", counted)
    shelf = Shelf(Workspace(workspace))
    first, second = shelf.shown(), shelf.shown()
    assert first is second
    assert len(reads) == 1


def test_few_editions_are_kept_in_memory(publish: Write, workspace: Path) -> None:
    names = [publish(issued=date(2025, 3, day)) for day in range(1, 8)]
    shelf = Shelf(Workspace(workspace))
    for name in names:
        shown = shelf.shown(name)
        assert shown is not None
        assert shown.facts.name == name
    assert len(shelf._read) == editions.KEPT


def test_the_day_orders_editions(publish: Write, workspace: Path) -> None:
    publish(issued=NEWER)
    publish(issued=ISSUED)
    days = [each.facts.issued for each in Shelf(Workspace(workspace)).entries()]
    assert days == [NEWER, ISSUED]


def test_editions_visited_and_left_leave_the_memory(
    visitor: Client, publish: Write, workspace: Path
) -> None:
    names = [publish(issued=date(2025, 3, day)) for day in range(1, 8)]
    for path in ("/", "/countries/", "/countries/sdn/"):
        for name in names:
            assert visitor.get(path, {"edition": name}).status_code == 200
    gc.collect()
    every = [each for each in gc.get_objects() if type(each) is Edition]
    here = [each for each in every if workspace in each.folder.parents]
    assert len(here) == editions.KEPT


def test_what_is_kept_beside_an_edition_is_made_once_and_goes_with_it(
    edition: str, workspace: Path
) -> None:
    shelf = Shelf(Workspace(workspace))
    shown = shelf.shown()
    assert shown is not None
    made: list[str] = []

    def make(of: Shown, key: str) -> str:
        made.append(key)
        return f"{key} of {of.facts.name}"

    assert shown.kept(make, "map") == shown.kept(make, "map") == f"map of {edition}"
    assert made == ["map"]
    for number in range(editions.DERIVED):
        shown.kept(make, str(number))
    shown.kept(make, "map")
    assert made.count("map") == 2
    gone = ref(shown)
    del shown, shelf
    assert gone() is None


@pytest.mark.parametrize("failing", ["read", "bundled"])
def test_a_failure_to_read_passes(
    visitor: Client,
    workspace: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
) -> None:
    own = failing == "read"
    place = workspace / "editions" if own else tmp_path_factory.mktemp("package")
    folder = place / write(place)
    now = [100.0]
    failures = [OSError(errno.EMFILE, "Too many open files")]

    def once(_: Path = folder) -> Edition:
        if failures:
            raise failures.pop()
        return read(folder)

    monkeypatch.setattr(editions, failing, once)
    monkeypatch.setattr(editions, "monotonic", lambda: now[0])
    nothing = "Nothing has been published here yet"
    assert nothing in visitor.get("/").text
    assert nothing in visitor.get("/").text
    now[0] += 10
    assert "the edition of 4 March 2025" in visitor.get("/").text


def test_facts_that_could_not_be_read_are_tried_again(
    visitor: Client, edition: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    (whole,) = editions.editions(Workspace(workspace))
    answers = [[whole], [Listed(whole.folder, None, "it cannot be read")]]
    monkeypatch.setattr(editions, "editions", lambda _: answers.pop())
    monkeypatch.setattr(editions, "monotonic", lambda: now[0])
    assert f"The folder {edition} of the workspace" in visitor.get("/").text
    now[0] += 10
    assert "the edition of 4 March 2025, never altered" in visitor.get("/").text


def test_the_log_does_not_repeat_itself(
    edition: str,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = [100.0]
    monkeypatch.setattr(editions, "monotonic", lambda: now[0])
    (workspace / "editions" / edition / "onsets.parquet").write_bytes(b"other")
    shelf = Shelf(Workspace(workspace))
    for _ in range(3):
        assert shelf.shown() is None
        now[0] += editions.RETRY
    assert len(caplog.records) == 1
    now[0] += editions.QUIET
    shelf.shown()
    assert len(caplog.records) == 2

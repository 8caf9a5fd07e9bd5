"""A folder is read whole and unaltered, or not at all."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from karski.briefings.edition import Listed, bundled, editions, read, reading
from karski.briefings.edition._tables import SCHEMAS
from karski.briefings.edition.build import Draft
from karski.briefings.edition.publish import publish
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

DAYS = (date(2025, 3, 1), date(2025, 1, 1), date(2025, 2, 1))


def test_every_table_comes_back_as_it_was_written(
    folder: Path, draft: Callable[..., Draft]
) -> None:
    written, found = draft().tables, read(folder)
    assert written.keys() == SCHEMAS.keys()
    for name, table in found.tables.items():
        assert table.frame.equals(written[name]), name
    assert len(found.scores.bins) == len(written["bins"])


@pytest.mark.parametrize("name", [*SCHEMAS])
@pytest.mark.parametrize("spoil", ["altered", "cut short", "gone"])
def test_a_file_that_is_not_what_was_published_is_told_with_the_folder(
    folder: Path, name: str, spoil: str
) -> None:
    file = folder / f"{name}.parquet"
    content = file.read_bytes()
    if spoil == "gone":
        file.unlink()
    else:
        cut = (
            content[:-9] if spoil == "cut short" else content[:-9] + b"?" + content[-8:]
        )
        file.write_bytes(cut)
    with pytest.raises(ReportableError, match=str(folder)) as told:
        read(folder)
    assert file.name in str(told.value)
    assert "delete the folder, and `karski publish` makes one again" in str(told.value)


@pytest.mark.parametrize(
    "change",
    [
        {"issued": "2020-01-01"},
        {"simulated": True},
        {"files": {}},
        {"schema_version": 2},
        {"identity": "0" * 64},
        {"more": 1},
    ],
)
def test_facts_that_are_not_what_was_published_are_told(
    folder: Path, change: dict[str, object]
) -> None:
    document = json.loads((folder / "edition.json").read_text())
    (folder / "edition.json").write_text(json.dumps(document | change))
    with pytest.raises(ReportableError, match="is no whole edition"):
        read(folder)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff"])
def test_facts_that_cannot_be_read_are_told(
    folder: Path, content: bytes | None
) -> None:
    (folder / "edition.json").unlink()
    if content is not None:
        (folder / "edition.json").write_bytes(content)
    with pytest.raises(ReportableError, match=r"edition\.json (cannot|does)"):
        read(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportableError, match=r"edition\.json cannot be read"):
        read(tmp_path / "none")


def test_editions_are_listed_the_newest_first_and_the_unreadable_last(
    tmp_path: Path, draft: Callable[..., Draft]
) -> None:
    workspace = Workspace(tmp_path)
    assert editions(workspace) == []
    for number, day in enumerate(DAYS):
        changed = (
            draft().tables["history"].with_columns(deaths=pl.lit(number, pl.Int32))
        )
        publish(workspace, draft(day, history=changed))
    (tmp_path / "editions" / ".half.abc").mkdir()
    (tmp_path / "editions" / "note.txt").write_text("-")
    broken = tmp_path / "editions" / "2026-01-01-broken"
    broken.mkdir()
    found = editions(workspace)
    days = [each.facts and each.facts.issued for each in found]
    assert days == [DAYS[0], DAYS[2], DAYS[1], None]
    assert found[-1].folder == broken
    assert str(broken) in found[-1].problem
    assert [each.problem for each in found[:-1]] == [""] * 3


def test_two_editions_of_a_day_are_told_apart_by_their_number(
    tmp_path: Path, draft: Callable[..., Draft]
) -> None:
    workspace, made = Workspace(tmp_path), []
    for number in range(4):
        changed = (
            draft().tables["history"].with_columns(deaths=pl.lit(number, pl.Int32))
        )
        made.append(publish(workspace, draft(history=changed))[0])
    found = [each.facts.identity for each in editions(workspace) if each.facts]
    assert found == [each.identity for each in reversed(made)]


def test_the_bundled_one_is_the_newest_of_the_package(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "bundle_folder", lambda: tmp_path / "none")
    assert bundled() is None
    monkeypatch.setattr(reading, "bundle_folder", lambda: folder.parent)
    found = bundled()
    assert found is not None
    assert found.folder == folder
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(ReportableError, match=str(folder)):
        bundled()


def test_a_listed_edition_holds_its_facts(folder: Path) -> None:
    (found,) = editions(Workspace(folder.parents[1]))
    assert found == Listed(folder, read(folder).facts, "")

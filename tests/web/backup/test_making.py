"""A backup of files that do not stand still."""

import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from karski.core.errors import ReportableError
from karski.core.workspace import Workspace
from karski.web.backup import database, making

PLACE = "editions/2026-03/risks.parquet"


def rows(file: Path) -> None:
    file.write_text("")


def shorten(file: Path) -> None:
    file.write_bytes(b"1")


def lengthen(file: Path) -> None:
    file.write_bytes(b"12345")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A host whose database holds nothing."""
    here = replace(settings.ENVIRONMENT, workspace=Workspace(tmp_path))
    monkeypatch.setattr(settings, "ENVIRONMENT", here)
    monkeypatch.setattr(database, "dump", rows)
    file = tmp_path / PLACE
    file.parent.mkdir(parents=True)
    file.write_bytes(b"1234")
    return tmp_path


def test_a_file_removed_after_it_was_found_is_told_and_no_backup_is_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = making._files()
    (workspace / PLACE).unlink()
    monkeypatch.setattr(making, "_files", lambda: found)
    with pytest.raises(ReportableError, match=f"{PLACE} was changed or removed"):
        making.backup(workspace / "host.tar.gz")
    assert [each.name for each in workspace.iterdir()] == ["editions"]


@pytest.mark.django_db
@pytest.mark.parametrize("meddle", [shorten, lengthen])
def test_so_is_one_changed_while_it_is_read(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    meddle: Callable[[Path], None],
) -> None:
    add_member = tarfile.TarFile.addfile

    def meddled(tar: object, member: object, file: object) -> None:
        if getattr(member, "name", "") == PLACE:
            meddle(workspace / PLACE)
        add_member(tar, member, file)  # type: ignore[arg-type] # passed on as given

    monkeypatch.setattr(tarfile.TarFile, "addfile", meddled)
    with pytest.raises(ReportableError, match=f"{PLACE} was changed or removed"):
        making.backup(workspace / "host.tar.gz")
    assert [each.name for each in workspace.iterdir()] == ["editions"]

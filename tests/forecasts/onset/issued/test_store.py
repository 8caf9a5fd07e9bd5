"""Issued forecasts of onsets on disk."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import polars as pl
import pytest

from karski.core.errors import ReportableError
from karski.core.workspace import Workspace
from karski.forecasts import _sealed
from karski.forecasts.onset import store
from karski.forecasts.onset._issued import Issued

FILES = [f"{name}.parquet" for name in store.TABLES]


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    return copytree(folder, tmp_path / "copied")


def test_what_is_read_is_what_was_issued(issued: Issued, tmp_path: Path) -> None:
    back = store.read(store.write(Workspace(tmp_path), issued))
    assert back.manifest == issued.manifest
    for name in store.TABLES:
        assert getattr(back, name).equals(getattr(issued, name))


def test_a_folder_is_named_by_what_was_asked_and_what_it_rests_on(
    issued: Issued, folder: Path
) -> None:
    assert folder.parts[-5:] == (
        "onset",
        "mk_onset-2",
        "2013",
        "onset_elastic_net",
        issued.manifest.identity[:12],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"model": "onset"},
        {"target": "mk_onset_state"},
        {"horizon": 1},
        {"origin": 2012},
        {"draws": 4},
        {"seed": 1},
        {"data": ()},
        {"version": "-"},
        {"software": "-"},
        {"simulated": True},
    ],
)
def test_whatever_is_not_the_same_gives_another_folder(
    issued: Issued, change: dict, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    other = replace(issued.manifest, **change)
    assert store.place_of(workspace, other) != store.place_of(
        workspace, issued.manifest
    )


def test_an_issued_forecast_is_never_overwritten(
    issued: Issued, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    folder = store.write(workspace, issued)
    before = (folder / "risks.parquet").read_bytes()
    other = replace(issued, risks=issued.risks.head(1))
    assert store.write(workspace, other) == folder
    assert (folder / "risks.parquet").read_bytes() == before


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found(copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(ReportableError, match=f"{name} is not what was issued; delete"):
        store.read(copied)


@pytest.mark.parametrize("name", FILES)
def test_a_lost_file_is_found(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ReportableError, match=f"{name} is not what was issued; delete"):
        store.read(copied)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _: {}, "lacks model, target, horizon, .*, files, so it is not what"),
        (lambda _: [], "holds no fields"),
        (lambda d: {**d, "data": 3}, "has no list of 'data'"),
        (lambda d: {**d, "files": {}}, r"does not name risks\.parquet"),
    ],
)
def test_a_manifest_that_is_not_whole_is_refused(
    copied: Path, change: object, sentence: str
) -> None:
    file = copied / _sealed.MANIFEST
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    with pytest.raises(ReportableError, match=sentence):
        store.read(copied)


def test_a_folder_without_a_manifest_is_no_forecast(tmp_path: Path) -> None:
    assert not store.is_there(tmp_path)
    with pytest.raises(ReportableError, match=r"no readable manifest\.json"):
        store.read(tmp_path)


def test_a_write_that_fails_leaves_nothing(
    issued: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_sealed, "seal", full)
    with pytest.raises(OSError, match="No space left"):
        store.write(Workspace(tmp_path), issued)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not store.is_there(store.place_of(Workspace(tmp_path), issued.manifest))


def test_every_issued_forecast_is_listed_but_no_draft(
    issued: Issued, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    assert list(store.issued(workspace)) == []
    one = replace(issued.manifest, horizon=1)
    folders = {
        store.write(workspace, each): each.manifest
        for each in (issued, replace(issued, manifest=one))
    }
    first = next(iter(folders))
    copytree(first, first.parent / f".{first.name}.abc")
    assert dict(store.issued(workspace)) == folders
    assert list(folders) != []


def test_a_list_with_a_broken_manifest_says_which(
    issued: Issued, tmp_path: Path
) -> None:
    folder = store.write(Workspace(tmp_path), issued)
    (folder / _sealed.MANIFEST).write_text("{")
    with pytest.raises(ReportableError, match=f"{folder.name} holds no readable"):
        list(store.issued(Workspace(tmp_path)))


def test_tables_hold_what_the_contract_says(issued: Issued) -> None:
    assert issued.risks.columns == [
        *("place", "risk", "low", "high", "rank", "rank_low", "rank_high"),
        *("log_odds", "ccode"),
    ]
    assert issued.risks.null_count().sum_horizontal()[0] == 0
    assert issued.lacking.schema == {"place": pl.Int32, "missing": pl.String}

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.errors import ReportableError
from karski.core.workspace import Workspace
from karski.forecasts import _sealed, store
from karski.forecasts._forecast import Forecast, Manifest


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def forecast(seed: int = 1, *, joint: bool = True) -> Forecast:
    draws = np.random.default_rng(seed).poisson(9, (3, 12, 50)).astype(np.int32)
    manifest = Manifest(
        model="made",
        target="deaths_total",
        origin=540,
        steps=12,
        size=50,
        seed=seed,
        joint=joint,
        data=({"source": "made", "version": "1", "sha256": "0" * 64},),
        version="0",
        software="0",
    )
    return Forecast(manifest, np.array([2, 20, 70], np.int32), draws)


def test_what_is_read_is_what_was_issued(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    back = store.read(folder)
    assert back.manifest == forecast().manifest
    np.testing.assert_array_equal(back.draws, forecast().draws)
    np.testing.assert_array_equal(back.places, forecast().places)


def test_the_same_forecast_has_the_same_bytes(tmp_path: Path) -> None:
    first = store.write(Workspace(tmp_path / "a"), forecast())
    second = store.write(Workspace(tmp_path / "b"), forecast())
    names = sorted(file.name for file in first.iterdir())
    assert names == ["draws.parquet", "manifest.json", "months.parquet", "odds.parquet"]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_an_issued_forecast_is_never_overwritten(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    before = (folder / "draws.parquet").stat().st_mtime_ns
    assert store.write(workspace, forecast()) == folder
    assert (folder / "draws.parquet").stat().st_mtime_ns == before


def test_another_seed_is_another_forecast(workspace: Workspace) -> None:
    assert store.write(workspace, forecast(1)) != store.write(workspace, forecast(2))
    assert [m.seed for _, m in store.issued(workspace)] in ([1, 2], [2, 1])


def test_an_altered_forecast_is_refused(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    pl.DataFrame({"place": [1]}).write_parquet(folder / "months.parquet")
    with pytest.raises(
        ReportableError, match=r"months\.parquet is not what was issued"
    ):
        store.read(folder)


def test_a_forecast_with_a_lost_file_is_refused(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    (folder / "draws.parquet").unlink()
    with pytest.raises(ReportableError, match=r"draws\.parquet is not what was issued"):
        store.read(folder)


def test_a_folder_that_is_no_forecast_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportableError, match=r"no readable manifest\.json"):
        store.read(tmp_path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _: {}, "lacks model, target, .*, files, so it is not what was issued"),
        (lambda _: [], "holds no fields"),
        (lambda d: {**d, "data": 3}, "has no list of 'data'"),
        (lambda d: {**d, "files": {}}, r"does not name draws\.parquet"),
        (lambda d: {k: v for k, v in d.items() if k != "seed"}, "lacks seed"),
    ],
)
def test_a_manifest_that_lacks_something_is_refused(
    workspace: Workspace, change: Callable, sentence: str
) -> None:
    folder = store.write(workspace, forecast())
    file = folder / "manifest.json"
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    with pytest.raises(ReportableError, match=sentence):
        store.read(folder)
    with pytest.raises(ReportableError, match=sentence):
        list(store.issued(workspace))


def test_bytes_that_are_no_text_are_no_manifest(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    (folder / "manifest.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ReportableError, match=r"no readable manifest\.json"):
        store.read(folder)


def test_two_processes_may_issue_the_same_forecast_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is writing when the first is done, and the first is kept."""
    plain, quick = store.odds.by_month, []

    def by_month(drawn: Forecast) -> pl.DataFrame:
        monkeypatch.setattr(store.odds, "by_month", plain)
        quick.append(store.write(workspace, drawn))
        return plain(drawn)

    monkeypatch.setattr(store.odds, "by_month", by_month)
    folder = store.write(workspace, forecast())
    assert quick == [folder]
    assert list(folder.parent.iterdir()) == [folder]
    assert store.read(folder).manifest == forecast().manifest


def test_a_draft_left_by_a_crash_is_no_forecast(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast())
    folder.rename(folder.with_name(f".{folder.name}.abc"))
    assert list(store.issued(workspace)) == []


def test_an_interrupted_write_leaves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_sealed, "write_json", stop)
    with pytest.raises(KeyboardInterrupt):
        store.write(workspace, forecast())
    assert [file for file in workspace.folder.rglob("*") if file.is_file()] == []


def test_a_forecast_without_paths_has_no_odds_of_sums(workspace: Workspace) -> None:
    folder = store.write(workspace, forecast(joint=False))
    assert not (folder / "odds.parquet").exists()

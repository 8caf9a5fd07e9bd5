import hashlib
import json
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core.files import CHUNK, sha256, whole, whole_folder, write_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_a_file_appears_when_its_writing_is_done_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "deaths.csv"
    with whole(path) as draft:
        draft.write_text("new")
        assert not path.exists()
        assert draft.parent == path.parent
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_readable_until_the_new_one_takes_its_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deaths.csv"
    path.write_text("old")
    with whole(path) as draft:
        draft.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_who_reads_the_old_file_meanwhile_reads_it_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "deaths.csv"
    path.write_text("old")
    with path.open() as reader:
        with whole(path) as draft:
            draft.write_text("new")
        assert reader.read() == "old"


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt, SystemExit])
def test_a_stop_midway_leaves_the_old_file_and_no_draft(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    path = tmp_path / "deaths.csv"
    path.write_text("old")
    with pytest.raises(stop), whole(path) as draft:  # noqa: PT012 -- must stop midway
        draft.write_text("ne")
        raise stop
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stop_midway_leaves_nothing_where_nothing_was(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole(tmp_path / "deaths.csv"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_and_others_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "snapshots" / "ucdp" / "deaths.csv"
    with whole(path) as draft:
        draft.touch()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_folder_appears_when_its_writing_is_done_and_not_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "kept" / "forecast"
    with whole_folder(path) as draft:
        (draft / "a").write_text("new")
        assert not path.exists()
        assert draft.parent == path.parent
    assert (path / "a").read_text() == "new"
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


def test_of_two_who_write_a_folder_at_once_the_first_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "forecast"
    with whole_folder(path) as slow:
        (slow / "a").write_text("slow")
        with whole_folder(path) as quick:
            (quick / "a").write_text("quick")
    assert (path / "a").read_text() == "quick"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_a_stop_midway_leaves_no_folder(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    with pytest.raises(stop), whole_folder(tmp_path / "forecast") as draft:  # noqa: PT012 -- must stop midway
        (draft / "a").write_text("ne")
        raise stop
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "forecast").touch()
    with pytest.raises(NotADirectoryError), whole_folder(tmp_path / "forecast"):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / "forecast"]


def test_json_is_the_same_bytes_whatever_the_order_of_its_keys(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"b": 1, "a": "Côte d'Ivoire"})
    write_json(tmp_path / "b.json", {"a": "Côte d'Ivoire", "b": 1})
    written = (tmp_path / "a.json").read_bytes()
    assert written == '{\n  "a": "Côte d\'Ivoire",\n  "b": 1\n}\n'.encode()
    assert (tmp_path / "b.json").read_bytes() == written


@settings(deadline=None, max_examples=20)  # each example waits for the disk
@given(document=JSON)
def test_json_read_back_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    path = tmp_path_factory.mktemp("json") / "document.json"
    write_json(path, document)
    assert json.loads(path.read_text(encoding="utf-8")) == document


def test_what_is_no_json_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    write_json(path, "old")
    with pytest.raises(TypeError):
        write_json(path, {"now": object()})
    assert json.loads(path.read_text()) == "old"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
def test_the_hash_is_that_of_all_bytes(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bytes"
    content = bytes(range(256)) * (size // 256 + 1)
    path.write_bytes(content[:size])
    assert sha256(path) == hashlib.sha256(content[:size]).hexdigest()

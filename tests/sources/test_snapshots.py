"""Snapshots: the producer's file untouched, with its facts beside it, or nothing."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from karski.core.errors import MissingDataError, SourceError
from karski.core.files import sha256
from karski.core.workspace import Workspace
from karski.sources import _kept, _snapshot
from karski.sources._recognise import recognise, survey
from karski.sources._snapshot import find_data, import_file, snapshots

Write = Callable[..., Path]


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_file_lies_untouched_under_its_version_with_its_facts(
    events: Write, workspace: Workspace
) -> None:
    file = events({}, {"id": 9})
    snapshot = import_file(file, workspace)
    folder = workspace.snapshots / "ucdp_ged" / "25.1"
    assert sorted(everything(workspace.folder)) == [
        "snapshots/ucdp_ged/25.1/GEDEvent_v25_1.csv",
        "snapshots/ucdp_ged/25.1/facts.json",
    ]
    assert snapshot.file.read_bytes() == file.read_bytes()
    facts = json.loads((folder / "facts.json").read_text())
    assert facts == dict(snapshot.facts)
    assert (facts["source"], facts["version"], facts["rows"]) == ("ucdp_ged", "25.1", 1)
    assert (facts["first"], facts["last"]) == ("2013-01", "2013-01")
    assert (facts["sha256"], facts["size"]) == (sha256(file), file.stat().st_size)
    assert facts["licence"] == "CC BY 4.0"
    assert facts["producer"] == "Uppsala Conflict Data Program"
    assert facts["url"] == "https://ucdp.uu.se/downloads/"
    assert facts["partial"].startswith("it begins in 2013-01")


def test_every_source_can_be_imported_and_read_back(
    samples: Mapping[str, Path], workspace: Workspace
) -> None:
    taken = [import_file(file, workspace) for file in samples.values()]
    found = snapshots(workspace)
    assert sorted(s.source for s in found) == sorted(samples)
    assert {s.file for s in found} == {s.file for s in taken}
    assert all(len(s.read().frame) == s.facts["rows"] for s in found)


def test_a_snapshot_can_be_read_as_the_other_source_of_its_files(
    events: Write, workspace: Workspace
) -> None:
    snapshot = import_file(events({}), workspace)
    assert snapshot.read(source="ucdp_ged_grid").frame["place"].to_list() == [181154]


def test_the_same_bytes_again_change_nothing(
    events: Write, workspace: Workspace
) -> None:
    first = import_file(events({}), workspace)
    before = everything(workspace.folder)
    again = import_file(events({}, name="GEDEvent_v25_1 (2).csv"), workspace)
    assert again == first
    assert everything(workspace.folder) == before


def test_other_bytes_of_the_same_version_lie_beside_the_first(
    events: Write, workspace: Workspace
) -> None:
    first = import_file(events({}), workspace)
    second = import_file(events({}, {}), workspace)
    assert first.file.parent.name == "25.1"
    assert second.file.parent.name == f"25.1-{second.facts['sha256'][:8]}"
    assert [len(s.read().frame) for s in (first, second)] == [1, 1]
    assert len(snapshots(workspace)) == 2


def test_a_version_can_be_given_where_the_name_says_none(
    events: Write, workspace: Workspace
) -> None:
    snapshot = import_file(events({}, name="events.csv"), workspace, version="25.1")
    assert snapshot.file.parent.name == "25.1"
    assert snapshot.read().version == "25.1"
    assert snapshot.read().lag_months == 6


@pytest.mark.parametrize("moment", ["load", "write_json"])
def test_what_another_process_took_meanwhile_stays(
    events: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    file = events({})
    ours = getattr(_snapshot, moment)

    def first_the_other(*arguments: object) -> object:
        monkeypatch.setattr(_snapshot, moment, ours)
        import_file(file, workspace)
        return ours(*arguments)

    monkeypatch.setattr(_snapshot, moment, first_the_other)
    taken = import_file(file, workspace)
    assert snapshots(workspace) == [taken]
    assert list(workspace.snapshots.glob("*/.*")) == []


def test_a_rename_that_comes_too_late_keeps_what_is_there(
    events: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = events({})
    other = import_file(file, workspace)
    monkeypatch.setattr(_snapshot, "snapshots", lambda _: [])
    unseen, exists = {other.file.parent}, Path.exists

    def not_yet(path: Path) -> bool:
        return path not in unseen and exists(path)

    monkeypatch.setattr(Path, "exists", not_yet)
    assert import_file(file, workspace) == other
    assert [p.name for p in other.file.parent.parent.iterdir()] == ["25.1"]


def test_a_version_given_later_makes_a_snapshot_of_that_version(
    events: Write, workspace: Workspace
) -> None:
    file = events({}, name="events.csv")
    first = import_file(file, workspace)
    second = import_file(file, workspace, version="25.1")
    assert (first.version, second.version) == ("", "25.1")
    assert second.file.parent.name == "25.1"
    assert import_file(file, workspace) == second
    assert len(snapshots(workspace)) == 2
    kept = [_kept.read(s, workspace).version for s in (first, second) for _ in (1, 2)]
    assert kept == ["", "", "25.1", "25.1"]


def test_a_file_without_a_version_lies_under_its_date(
    table: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr(_snapshot, "_today", lambda: date(2026, 5, 1))
    snapshot = import_file(table("gdelt", {}), workspace)
    assert snapshot.file.parent.name == "2026-05-01"
    assert snapshot.facts["taken"] == "2026-05-01"


@pytest.mark.parametrize("version", ["../../elsewhere", "a/b", ".hidden"])
def test_a_version_cannot_lead_out_of_the_workspace(
    events: Write, workspace: Workspace, version: str
) -> None:
    with pytest.raises(SourceError, match="cannot name a folder"):
        import_file(events({}, name="events.csv"), workspace, version=version)
    assert everything(workspace.folder) == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: "<html>" + text,
        lambda text: text.replace("652", "6520"),
        lambda text: text.replace("best", "worst"),
        lambda text: text[:-30],
    ],
    ids=["empty", "page", "unknown country", "no column", "cut short"],
)
def test_a_bad_file_writes_nothing_and_leaves_earlier_snapshots(
    events: Write, workspace: Workspace, spoil: Callable[[str], str]
) -> None:
    import_file(events({}), workspace)
    before = everything(workspace.folder)
    bad = events({}, {}, name="GEDEvent_v24_1.csv")
    bad.write_text(spoil(bad.read_text()))
    with pytest.raises(SourceError, match=r"GEDEvent_v24_1\.csv"):
        import_file(bad, workspace)
    assert everything(workspace.folder) == before
    assert list(workspace.snapshots.glob("*/.*")) == []


def test_a_bad_file_makes_no_workspace(events: Write, workspace: Workspace) -> None:
    bad = events({"best": -1})
    with pytest.raises(SourceError):
        import_file(bad, workspace)
    assert not workspace.folder.exists()


def test_an_interruption_leaves_nothing_half_there(
    events: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: Path, document: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_snapshot, "write_json", interrupt)
    with pytest.raises(KeyboardInterrupt):
        import_file(events({}), workspace)
    assert everything(workspace.folder) == {}
    assert snapshots(workspace) == []


def test_what_an_interrupted_import_left_is_no_snapshot(
    events: Write, workspace: Workspace
) -> None:
    snapshot = import_file(events({}), workspace)
    shelf = snapshot.file.parent.parent
    shutil.copytree(snapshot.file.parent, shelf / ".draft-1")
    (shelf / "24.1").mkdir()
    (shelf / "24.1" / "GEDEvent_v24_1.csv").write_text("without facts")
    assert snapshots(workspace) == [snapshot]


def test_a_file_that_changes_while_it_is_read_is_refused(
    events: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = events({})
    load = _snapshot.load

    def change(*arguments: object) -> object:
        reading = load(*arguments)  # type: ignore[arg-type] -- passed through
        file.write_text(file.read_text() + "\n")
        return reading

    monkeypatch.setattr(_snapshot, "load", change)
    with pytest.raises(SourceError, match="changed while it was read"):
        import_file(file, workspace)
    assert everything(workspace.folder) == {}


def test_a_snapshot_that_was_changed_since_is_not_read(
    events: Write, workspace: Workspace
) -> None:
    snapshot = import_file(events({}), workspace)
    snapshot.file.write_text(snapshot.file.read_text().replace("652", "651"))
    with pytest.raises(SourceError, match="changed since it was imported"):
        snapshot.read()


def test_facts_that_are_no_json_are_named(events: Write, workspace: Workspace) -> None:
    folder = import_file(events({}), workspace).file.parent
    (folder / "facts.json").write_text("{")
    with pytest.raises(SourceError, match=r"facts\.json: line 1 is not JSON"):
        snapshots(workspace)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}", "the fact 'source' is absent or wrong"),
        (b"[]", "not the facts of a snapshot"),
        (b"\xff\xfe{\x00", "not UTF-8"),
        (b'{"source": 7}', "the fact 'source' is absent or wrong"),
    ],
)
def test_facts_that_are_not_karskis_are_named_with_what_to_do(
    events: Write, workspace: Workspace, content: bytes, message: str
) -> None:
    folder = import_file(events({}), workspace).file.parent
    (folder / "facts.json").write_bytes(content)
    with pytest.raises(SourceError) as raised:
        snapshots(workspace)
    assert str(raised.value) == (
        f"{folder / 'facts.json'}: {message}; delete its folder and import the"
        " producer's file again"
    )


@pytest.mark.parametrize("fact", sorted(_snapshot.KINDS))
def test_a_fact_that_is_absent_is_named(
    events: Write, workspace: Workspace, fact: str
) -> None:
    path = import_file(events({}), workspace).file.parent / "facts.json"
    facts = json.loads(path.read_text())
    assert sorted(facts) == sorted(_snapshot.KINDS)
    del facts[fact]
    path.write_text(json.dumps(facts))
    with pytest.raises(SourceError, match=f"the fact '{fact}' is absent"):
        snapshots(workspace)


@pytest.mark.parametrize("ending", [".parquet", ".json"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-9],
        lambda content: b"PAR1",
        lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
        lambda content: b"\xff garbage" * 99,
        lambda content: b"{}",
        lambda content: b"[]",
    ],
    ids=["empty", "half", "cut", "mark", "bit", "garbage", "{}", "[]"],
)
def test_a_damaged_reading_is_made_again_from_its_snapshot(
    events: Write,
    workspace: Workspace,
    ending: str,
    spoil: Callable[[bytes], bytes],
) -> None:
    snapshot = import_file(events({}), workspace)
    first = _kept.read(snapshot, workspace)
    (kept,) = workspace.readings.rglob(f"*{ending}")
    before = kept.read_bytes()
    kept.write_bytes(spoil(before))
    again = _kept.read(snapshot, workspace)
    assert again.frame.equals(first.frame)
    assert kept.read_bytes() == before


def test_a_near_miss_says_what_is_missing(table: Write) -> None:
    file = table("gdelt", {})
    file.write_text(file.read_text().replace("gdelt_goldstein_mean", "goldstein"))
    with pytest.raises(
        SourceError, match="like that of GDELT, country-month but has no column"
    ):
        recognise(file)


def test_a_survey_names_every_table_and_stops_at_none(tmp_path: Path) -> None:
    folder = tmp_path / "some"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.csv").write_text("")
    (folder / "b.csv").write_text("x,y\n1,2\n")
    (folder / "deep" / "c.csv").write_text("month_id,country_id,ged_sb\n121,1,0\n")
    (folder / "readme.md").write_text("no table")
    found = [(s.file.name, s.source, s.problem) for s in survey(folder)]
    assert [s.damaged for s in survey(folder)] == [True, False, False]
    assert found == [
        ("a.csv", "", "a.csv: the file is empty; download it again"),
        (
            "b.csv",
            "",
            "b.csv: row 1 is not the header of any source that Karski knows"
            " (x, y...); see `karski data status` for those",
        ),
        ("c.csv", "views_challenge", ""),
    ]


def test_data_are_looked_for_in_the_documented_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "project"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.delenv("KARSKI_DATA", raising=False)
    assert find_data() is None
    shared = tmp_path / "shared" / "data"
    shared.mkdir(parents=True)
    assert find_data() == Path("..") / "shared" / "data"
    (here / "data").mkdir()
    assert find_data() == Path("data")
    named, told = tmp_path / "named", tmp_path / "told"
    named.mkdir()
    told.mkdir()
    monkeypatch.setenv("KARSKI_DATA", str(named))
    assert find_data() == named
    assert find_data(told) == told


def test_a_folder_that_was_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARSKI_DATA", str(tmp_path / "gone"))
    with pytest.raises(MissingDataError, match="KARSKI_DATA names"):
        find_data()
    with pytest.raises(MissingDataError, match="--data names"):
        find_data(tmp_path / "gone")

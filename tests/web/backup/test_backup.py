"""A host saved and put back: all of it, or nothing."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copy2
from typing import TypeAlias

import pytest

from beside import Host

FILL = """
from allauth.mfa.models import Authenticator
from datetime import datetime, UTC
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from karski.web.people.audit import record
from karski.web.people.models import User
from karski.web.due.models import Work
with transaction.atomic():
    ada = User.objects.create_user("ada@example.org", name="Ada <b>ő")
    record("account.joined", by=ada, on=ada, detail={"seats": 25})
    record("trial", by=None)
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "encrypted"})
now = datetime(2026, 3, 5, 12, 0, 0, 123456, tzinfo=UTC)
Work.objects.create(act="x.y", key="k", at=now, next_try=now, arguments={"a": [1, "b"]})
default_storage.save("reports/one.txt", ContentFile(b"an upload"))
for folder in ("forecasts/a/b", "editions/2026-03"):
    place = settings.ENVIRONMENT.workspace.folder / folder
    place.mkdir(parents=True)
    (place / "manifest.json").write_text("{}")
    (place / ".draft").write_text("half")
"""
TELL = """
import json
from django.core.files.storage import default_storage
from django.core import serializers
from karski.web.people.models import User
from karski.web.people.models.audit import Event, Head
from allauth.mfa.models import Authenticator
from karski.web.due.models import Work
models = User, Authenticator, Event, Head, Work
rows = [row for model in models for row in model.objects.order_by("pk")]
print(serializers.serialize("json", rows))
"""
RESTORED = "put the site back from a backup"
FILE = "host.tar.gz"
FILES = {
    "database.jsonl",
    "uploads/reports/one.txt",
    "forecasts/a/b/manifest.json",
    "editions/2026-03/manifest.json",
}
Member: TypeAlias = tuple[str | tarfile.TarInfo, bytes]


@pytest.fixture(scope="module")
def full(session_host: Host) -> Host:
    session_host.python(FILL)
    ended = session_host.karski("backup", str(session_host.workspace / FILE))
    assert ended.code == 0, ended.err
    return session_host


@pytest.fixture
def saved(full: Host, tmp_path: Path) -> Path:
    return copy2(full.workspace / FILE, tmp_path / FILE)


def without_heads(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return [row for row in rows if row["model"] != "people.head"]


def read(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]


def write(file: Path, members: list[Member]) -> None:
    with tarfile.open(file, "w:gz") as tar:
        for member, content in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def with_manifest(members: dict[str, bytes]) -> list[Member]:
    """Seal members as a forger would, who knows how."""
    document = json.loads(members["manifest.json"])
    rest = {name: text for name, text in members.items() if name != "manifest.json"}
    document["files"] = {
        name: hashlib.sha256(text).hexdigest() for name, text in rest.items()
    }
    return [*rest.items(), ("manifest.json", json.dumps(document).encode())]


def test_a_backup_holds_everything_but_the_secret_for_its_owner_alone(
    saved: Path,
) -> None:
    assert set(read(saved)) == FILES | {"manifest.json"}
    assert saved.stat().st_mode & 0o777 == 0o600


def test_an_empty_host_gets_all_of_it_back(
    full: Host, other_host: Host, saved: Path
) -> None:
    other_host.keep_secret_of(full)
    ended = other_host.karski("restore", str(saved))
    assert ended.code == 0, ended.err
    before, after = json.loads(full.python(TELL)), json.loads(other_host.python(TELL))
    last = [each for each in after if each["fields"].get("action") == RESTORED]
    assert [each["pk"] for each in last] == [3]
    assert without_heads(each for each in after if each not in last) == without_heads(
        before
    )
    assert (
        other_host.workspace / "web/uploads/reports/one.txt"
    ).read_text() == "an upload"
    for place in ("forecasts/a/b", "editions/2026-03"):
        found = [each.name for each in (other_host.workspace / place).iterdir()]
        assert found == ["manifest.json"]
    verified = other_host.karski("audit", "verify")
    assert verified.out.startswith("3 events, unbroken")


def test_the_host_that_was_put_back_goes_on(other_host: Host, saved: Path) -> None:
    other_host.karski("restore", "--new-secret", str(saved))
    other_host.python(
        "from django.db import transaction\n"
        "from karski.web.people.models import User\n"
        "from karski.web.people.audit import record\n"
        "with transaction.atomic():\n"
        "    bo = User.objects.create_user('bo@example.org')\n"
        "    record('account.joined', by=bo)"
    )
    assert other_host.karski("audit", "verify").out.startswith("4 events, unbroken")


def test_a_host_is_saved_while_others_write_to_it(
    host: Host, other_host: Host, tmp_path: Path
) -> None:
    writer = host.start(
        "from django.db import transaction\n"
        "from karski.web.people.audit import record\n"
        "while True:\n"
        "    with transaction.atomic(): record('trial', by=None)\n"
        "    print('.', flush=True)"
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    file = tmp_path / "host.tar.gz"
    assert host.karski("backup", str(file)).code == 0
    assert writer.poll() is None
    writer.kill()
    ended = other_host.karski("restore", "--new-secret", str(file))
    assert ended.code == 0, ended.err


def test_another_secret_is_said_and_second_factors_go_only_when_asked(
    other_host: Host, saved: Path
) -> None:
    ended = other_host.karski("restore", str(saved))
    assert (ended.code, "put the old secret into" in ended.err) == (1, True)
    assert json.loads(other_host.python(TELL)) == []
    ended = other_host.karski("restore", "--new-secret", str(saved))
    assert ended.code == 0, ended.err
    count = (
        "from allauth.mfa.models import Authenticator as A; print(A.objects.count())"
    )
    assert other_host.python(count) == "0"


def test_a_host_moves_to_sqlite_and_back(
    full: Host, other_host: Host, saved: Path, tmp_path: Path
) -> None:
    between = Host.on_sqlite(tmp_path / "between")
    for host in (between, other_host):
        host.keep_secret_of(full)
    assert between.karski("restore", str(saved)).code == 0
    again = tmp_path / "again.tar.gz"
    assert between.karski("backup", str(again)).code == 0
    ended = other_host.karski("restore", str(again))
    assert ended.code == 0, ended.err
    rows = json.loads(other_host.python(TELL))
    before = without_heads(json.loads(full.python(TELL)))
    assert [row for row in before if row not in rows] == []
    assert other_host.karski("audit", "verify").out.startswith("4 events, unbroken")


def flip_a_bit(file: Path) -> None:
    members = read(file)
    members["uploads/reports/one.txt"] = b"an uploaD"
    write(file, list(members.items()))


def cut_in_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def drop_the_manifest(file: Path) -> None:
    members = read(file)
    del members["manifest.json"]
    write(file, list(members.items()))


def drop_a_file(file: Path) -> None:
    members = read(file)
    del members["uploads/reports/one.txt"]
    write(file, list(members.items()))


def make_it_something_else(file: Path) -> None:
    file.write_bytes(b"no archive at all")


def make_it_noise(file: Path) -> None:
    file.write_bytes(gzip.compress(b"no tar" * 1000))


def named(name: str) -> Callable[[Path], None]:
    def meddle(file: Path) -> None:
        write(file, with_manifest(read(file) | {name: b"out"}))

    return meddle


def link_out(file: Path) -> None:
    link = tarfile.TarInfo("uploads/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc"
    write(file, [(link, b""), *read(file).items()])


def break_the_trail(file: Path) -> None:
    members = read(file)
    rows = members["database.jsonl"].replace(b'"seats": 25', b'"seats": 24')
    write(file, with_manifest(members | {"database.jsonl": rows}))


def make_it_of_another_version(file: Path) -> None:
    members = read(file)
    document = json.loads(members["manifest.json"])
    document["migrations"].append("people.9999_later")
    document["version"] = "99.0"
    members["manifest.json"] = json.dumps(document).encode()
    write(file, with_manifest(members))


@pytest.mark.parametrize(
    ("meddle", "why"),
    [
        (flip_a_bit, "uploads/reports/one.txt is not what was put in"),
        (cut_in_half, "is no whole backup"),
        (drop_the_manifest, "it ends before its manifest"),
        (drop_a_file, "uploads/reports/one.txt is missing"),
        (make_it_something_else, "is no whole backup"),
        (make_it_noise, "is no whole backup"),
        (named("../outside"), "'../outside' does not belong there"),
        (named("uploads/../../outside"), "does not belong there"),
        (named("/outside"), "'/outside' does not belong there"),
        (named("web/secret"), "'web/secret' does not belong there"),
        (named("uploads\\outside"), "does not belong there"),
        (link_out, "'uploads/link' does not belong there"),
        (break_the_trail, "breaks at event 1 (it was changed"),
        (make_it_of_another_version, "was made by Karski 99.0"),
    ],
)
def test_what_is_not_a_whole_backup_of_ours_changes_nothing(
    other_host: Host, saved: Path, meddle: Callable[[Path], None], why: str
) -> None:
    meddle(saved)
    ended = other_host.karski("restore", "--new-secret", str(saved))
    assert ended.code == 1
    assert why in ended.err
    assert json.loads(other_host.python(TELL)) == []
    there = sorted(each.name for each in other_host.workspace.iterdir())
    assert there == ["web"]
    assert not (other_host.workspace / "web" / "uploads").exists()
    assert not (other_host.workspace.parent / "outside").exists()


def test_what_a_host_makes_by_itself_gives_way(
    full: Host, other_host: Host, saved: Path
) -> None:
    other_host.python(
        "from django.utils import timezone\n"
        "from karski.web.due.models import Work\n"
        "now = timezone.now()\n"
        "for key in 'k', 'other':\n"
        "    Work.objects.create(act='due.forget', key=key, at=now, next_try=now)"
    )
    other_host.keep_secret_of(full)
    ended = other_host.karski("restore", str(saved))
    assert ended.code == 0, ended.err
    rows = json.loads(other_host.python(TELL))
    before = without_heads(json.loads(full.python(TELL)))
    assert [row for row in before if row not in rows] == []
    work = [row["fields"]["key"] for row in rows if row["model"] == "due.work"]
    assert work == ["k"]


def test_an_organisation_alone_is_something_too(other_host: Host, saved: Path) -> None:
    other_host.python(
        "from karski.web.people.models import Organisation\n"
        "Organisation.objects.create(name='A', kind='other')"
    )
    ended = other_host.karski("restore", "--new-secret", str(saved))
    assert (ended.code, "is not empty: the database" in ended.err) == (1, True)


def test_rows_that_stand_twice_are_told_in_a_sentence(
    other_host: Host, saved: Path
) -> None:
    members = read(saved)
    rows = members["database.jsonl"]
    write(saved, with_manifest(members | {"database.jsonl": rows + rows}))
    ended = other_host.karski("restore", "--new-secret", str(saved))
    assert ended.code == 1
    assert "database.jsonl does not fit into the database" in ended.err
    assert "Traceback" not in ended.err
    assert json.loads(other_host.python(TELL)) == []


def test_a_host_that_holds_something_is_left_alone(full: Host, saved: Path) -> None:
    before = full.python(TELL)
    ended = full.karski("restore", str(saved))
    assert ended.code == 1
    assert "this host is not empty: the database, " in ended.err
    assert full.python(TELL) == before


def test_files_without_rows_are_something_too(other_host: Host, saved: Path) -> None:
    (other_host.workspace / "forecasts").mkdir()
    (other_host.workspace / "forecasts" / "one").write_text("")
    ended = other_host.karski("restore", str(saved))
    assert (ended.code, "is not empty: " in ended.err) == (1, True)
    assert json.loads(other_host.python(TELL)) == []


def test_a_backup_that_cannot_be_written_leaves_what_was_there(
    host: Host, tmp_path: Path
) -> None:
    file = tmp_path / "host.tar.gz"
    file.write_text("yesterday's")
    host.python(FILL)
    host.python(
        "import karski.web.backup.making as making, sys, pathlib\n"
        "def fail(*_): raise OSError(28, 'No space left on device')\n"
        "making.add = fail\n"
        "try: making.backup(pathlib.Path(sys.argv[1]))\n"
        "except OSError: pass",
        str(file),
    )
    assert file.read_text() == "yesterday's"
    assert [each.name for each in tmp_path.iterdir() if "host.tar" in each.name] == [
        "host.tar.gz"
    ]

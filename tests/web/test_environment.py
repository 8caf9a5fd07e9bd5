"""What the site takes from its environment."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from karski.core.errors import ReportableError
from karski.web.environment import Environment, Mail


def of(tmp_path: Path, **variables: str) -> Environment:
    return Environment.of({"KARSKI_WORKSPACE": str(tmp_path), **variables})


def test_without_variables_everything_lies_in_the_workspace(tmp_path: Path) -> None:
    found = of(tmp_path)
    assert found.database == f"sqlite:///{tmp_path}/web/karski.sqlite3"
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (found.origin, found.proxies, found.room, found.mail) == (
        None,
        0,
        False,
        None,
    )


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    found = of(tmp_path)
    secret = found.secret()
    assert len(secret) >= 50
    assert found.secret() == secret
    assert stat.S_IMODE((tmp_path / "web" / "secret").stat().st_mode) == 0o600


def modes(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_only_its_owner_enters_the_folder_of_the_site(tmp_path: Path) -> None:
    of(tmp_path).make_folder()
    assert modes(tmp_path / "web") == 0o700


def test_a_folder_that_others_may_enter_is_shut_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "web").mkdir(mode=0o755)
    of(tmp_path).secret()
    assert modes(tmp_path / "web") == 0o700


@pytest.mark.parametrize("secret", ["", "a-secret-from-elsewhere"])
def test_settings_shut_the_folder_wherever_the_secret_comes_from(
    tmp_path: Path, secret: str
) -> None:
    (tmp_path / "web").mkdir(mode=0o755)
    variables = {"KARSKI_WORKSPACE": str(tmp_path), "KARSKI_SECRET": secret}
    subprocess.run(
        [sys.executable, "-c", "import karski.web.settings"],
        env={"PYTHONPATH": os.pathsep.join(sys.path)} | variables,
        check=True,
    )
    assert modes(tmp_path / "web") == 0o700


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    found = of(tmp_path)
    found.secret()
    file = tmp_path / "web" / "secret"
    file.chmod(0o644)
    with pytest.raises(ReportableError, match=f"run: chmod 600 {file}"):
        found.secret()


def test_the_address_people_type_is_a_host_that_is_answered(tmp_path: Path) -> None:
    found = of(
        tmp_path, KARSKI_ORIGIN="https://karski.example.org/", KARSKI_PROXIES="1"
    )
    assert found.origin == "https://karski.example.org"
    assert found.hosts[-1] == "karski.example.org"


@pytest.mark.parametrize(
    "origin",
    [
        "http://karski.example.org",
        "karski.example.org",
        "https://a/b",
        "https://a?b",
        "https://a#b",
        "https://lantern:secret@karski.example.org",
        "https://karski.example.org:https",
        "https://karski.example.org:70000",
        "https://karski.example.org:0",
        "https://[::1",
        "x",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(tmp_path: Path, origin: str) -> None:
    with pytest.raises(ReportableError, match="KARSKI_ORIGIN is not") as caught:
        of(tmp_path, KARSKI_ORIGIN=origin, KARSKI_PROXIES="1")
    assert "secret" not in str(caught.value)


def test_an_address_with_tls_needs_a_proxy(tmp_path: Path) -> None:
    with pytest.raises(ReportableError, match="such as KARSKI_PROXIES=1"):
        of(tmp_path, KARSKI_ORIGIN="https://karski.example.org")


@pytest.mark.parametrize("proxies", ["-1", "one", "1.5"])
def test_a_number_of_proxies_is_whole(tmp_path: Path, proxies: str) -> None:
    with pytest.raises(ReportableError, match="KARSKI_PROXIES is"):
        of(tmp_path, KARSKI_PROXIES=proxies)


def test_a_mail_server_is_read_from_its_address() -> None:
    found = Mail.of("smtp+tls://lantern:p%40ss@mail.example.org/from@example.org")
    assert found == Mail(
        "smtp+tls", "mail.example.org", 587, "lantern", "p@ss", "from@example.org"
    )


@pytest.mark.parametrize(
    "address",
    [
        "imap://lantern:secret@mail.example.org",
        "smtp://lantern:secret@mail.example.org:smtp",
        "smtp://lantern:secret@mail.example.org:70000",
        "smtp://lantern:secret@mail.example.org:0",
        "smtp://lantern:secret@[::1",
    ],
)
def test_a_refused_mail_server_does_not_tell_its_password(address: str) -> None:
    with pytest.raises(ReportableError) as caught:
        Mail.of(address)
    assert "secret" not in str(caught.value)


def test_a_room_beside_the_site_has_an_address_of_the_local_network(
    tmp_path: Path,
) -> None:
    alone, beside = of(tmp_path), of(tmp_path, KARSKI_ROOM_PORT="8001")
    assert alone.room_address == alone.address
    host = beside.room_address.removeprefix("http://").removesuffix(":8001")
    assert host in of(tmp_path, KARSKI_ROOM="1").hosts
    assert beside.address == alone.address


def test_a_room_answers_to_the_names_of_its_machine(tmp_path: Path) -> None:
    assert f"{socket.gethostname()}.local" in of(tmp_path, KARSKI_ROOM="1").hosts

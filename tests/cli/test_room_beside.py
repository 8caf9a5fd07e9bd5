"""A training room beside the site ends with it, even when the site is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from karski.cli import _room_beside
from karski.core.workspace import Workspace

OTHER = """
import os, pathlib, sys, time
from karski.cli._room_beside import end_with_the_other
end_with_the_other()
pathlib.Path({pid!r}).write_text(str(os.getpid()))
time.sleep(60)
"""
SITE = """
import time
from karski.cli import _room_beside
from karski.core.workspace import Workspace
_room_beside.PROGRAM = {other!r}
with _room_beside.room_beside(8001, Workspace.at({place!r})):
    time.sleep(60)
"""


def wait_for(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


def runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2]
    except FileNotFoundError:
        return False
    return state.split()[0] != "Z"


def written(file: Path) -> bool:
    return file.exists() and file.read_text("utf-8") != ""


def test_it_ends_with_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = tmp_path / "pid"
    monkeypatch.setattr(_room_beside, "PROGRAM", OTHER.format(pid=str(pid)))
    with _room_beside.room_beside(8001, Workspace.at(tmp_path)):
        wait_for(lambda: written(pid))
        assert runs(int(pid.read_text("utf-8")))
    assert not runs(int(pid.read_text("utf-8")))


def test_it_ends_when_the_site_is_killed(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    other = OTHER.format(pid=str(pid))
    program = SITE.format(other=other, place=str(tmp_path))
    site = subprocess.Popen([sys.executable, "-c", program])
    wait_for(lambda: written(pid))
    os.kill(site.pid, signal.SIGKILL)
    site.wait()
    wait_for(lambda: not runs(int(pid.read_text("utf-8"))))


def test_without_a_port_there_is_none(tmp_path: Path) -> None:
    with _room_beside.room_beside(None, Workspace.at(tmp_path)):
        assert list(tmp_path.iterdir()) == []

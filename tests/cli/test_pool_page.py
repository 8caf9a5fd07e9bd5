"""The how-to of pooling shows what the command says; ``KARSKI_WRITE=1`` renews it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "pool-judgements.md"
SHOWN = re.compile(r"```console\n\$ karski (?P<words>.+)\n(?:[\s\S]*?\n)?```\n")


def test_the_page_shows_what_the_command_says(
    karski: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PAGE.with_suffix(""))
    text = PAGE.read_text(encoding="utf-8")
    (shown,) = SHOWN.finditer(text)
    told = karski(*shown["words"].split())
    assert told.code == 0
    block = f"```console\n$ karski {shown['words']}\n{told.out}```\n"
    renewed = text[: shown.start()] + block + text[shown.end() :]
    if os.environ.get("KARSKI_WRITE"):
        PAGE.write_text(renewed, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == renewed

"""A small folder of data, and the command line called as a person calls it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.cli import main

COUNTRIES = (41, 47, 50, 54, 57, 60, 69, 70, 79, 100, 102, 120)  # of the challenge
FIRST, LAST = 301, 444  # 2005-01 to 2016-12


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with twelve years of deaths in twelve countries."""
    months = np.arange(FIRST, LAST + 1)
    random = np.random.default_rng(7)
    pieces = []
    for place, country in enumerate(COUNTRIES):
        level = np.exp(np.cumsum(random.normal(0, 0.3, len(months))).clip(-3, 4))
        deaths = random.poisson(level * (place % 3) * 8)
        pieces.append(
            pl.DataFrame(
                {
                    "month_id": months,
                    "country_id": country,
                    "name": "-",
                    "ged_sb": deaths.astype(float),
                }
            )
        )
    data = tmp_path / "data"
    data.mkdir()
    pl.concat(pieces).write_csv(data / "cm_ged_sb_2005_2016.csv")
    return data


@pytest.fixture
def karski(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Said]:
    """Call ``karski`` in an empty folder, with a workspace of its own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in ("KARSKI_DATA", "KARSKI_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KARSKI_URL_UCDP_GED", "http://127.0.0.1:9/ged251-csv.zip")

    def call(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["karski", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, said.out, said.err)

    return call

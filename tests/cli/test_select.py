"""``karski select`` as a person calls it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selection_candidates import candidates

MAIN = "from karski.cli import main; main()"
FIELDS = {"selected", "substitutes", "status", "relaxed", "seed", "seconds", "reasons"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = ["id,country,sector,gender,institution,score,attended"] + [
        f"{one.id},{one.country},{one.sector},{one.gender},{one.institution},"
        f"{one.score},{one.attended}"
        for one in candidates(90, 1)
    ]
    (tmp_path / "candidates.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "candidates.csv"


def test_the_document_is_the_same_in_another_process_with_another_hash_seed(
    karski: Callable[..., Any], file: Path
) -> None:
    words = ("select", str(file), "--host", "HUN", "--seed", "2014", "--json")
    told = karski(*words)
    assert told.code == 0
    document = json.loads(told.out)
    assert set(document) == FIELDS
    assert (document["status"], document["relaxed"]) == ("optimal", [])
    assert len(document["selected"]) == 25
    assert len(document["reasons"]) == 90
    assert all(why.endswith(".") for why in document["reasons"].values())
    del document["seconds"]
    other = subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        env=os.environ
        | {"PYTHONHASHSEED": "99", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    again = json.loads(other.stdout)
    del again["seconds"]
    assert again == document


def test_chances_stand_in_the_document_where_they_are_equal(
    karski: Callable[..., Any], file: Path
) -> None:
    words = ("--host", "HUN", "--seed", "7", "--rules", "equal_chances", "--json")
    document = json.loads(karski("select", file, *words).out)
    assert set(document) == FIELDS | {"probabilities"}
    assert sum(document["probabilities"].values()) == pytest.approx(25)


def test_people_read_tables_and_what_gave_way(
    karski: Callable[..., Any], file: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: Own\nseats: 2\nrules:\n"
        "  - {column: sector, value: youth, at_least: 3, hard: true}\n",
        encoding="utf-8",
    )
    told = karski("select", file, "--host", "hun", "--seed", "1", "--rules", own)
    out = " ".join(told.out.split())
    assert told.code == 0
    assert "2 of 2 seats, seed 1," in out
    assert "The rule 'sector youth: at least 3' (line 4) gave way by 1: 2 seated" in out
    assert "cannot hold together: sector youth: at least 3; seats: at most 2." in out
    assert "Standing by, in this order" in out


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("eqal_chances", "did you mean 'equal_chances'?"),
        ("none.yaml", "No such file"),
    ],
)
def test_rules_that_are_not_there_are_told(
    karski: Callable[..., Any], file: Path, rules: str, said: str
) -> None:
    told = karski("select", file, "--host", "HUN", "--seed", "1", "--rules", rules)
    assert told.code == 1
    assert said in " ".join(told.err.split())


def test_a_file_that_is_not_there_is_told(karski: Callable[..., Any]) -> None:
    told = karski("select", "none.csv", "--host", "HUN", "--seed", "1")
    assert told.code == 1
    assert "none.csv" in told.err

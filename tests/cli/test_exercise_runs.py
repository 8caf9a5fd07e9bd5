"""``karski exercise``: runs and journals; what is spoiled, and what no run can be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exercise_pack import TEXT

Karski = Callable[..., Any]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small pack, in a file."""
    found = tmp_path / "low_water.yaml"
    found.write_text(TEXT, "utf-8")
    return found


@pytest.fixture
def journal(karski: Karski, pack: Path, tmp_path: Path) -> Path:
    """The journal of a run of bots."""
    found = tmp_path / "run.jsonl"
    bots = ("--bots", "--seed", "5", "--journal", found)
    assert karski("exercise", "play", pack, *bots, "--json").code == 0
    return found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"seed":5', '"seed":-5', "no header of a journal"),
        ('"seed":5', '"seed":1e400', "no header of a journal"),
        ('"karski":1', '"karski":2', "form 1, not 2"),
        ('"kind":"started"', '"kind":"begun"', "it is no event"),
        ('"role":"envoy"', '"role":"nobody"', "does not fit the pack"),
        ('"seq":2,', '"seq":3,', "event 3 where 2 should be"),
    ],
)
def test_a_journal_that_somebody_spoiled_is_refused_in_a_sentence(
    karski: Karski, pack: Path, journal: Path, old: str, new: str, says: str
) -> None:
    text = journal.read_text()
    assert old in text
    journal.write_text(text.replace(old, new, 1))
    for verb in (("replay",), ("fork", "--decision", "9", "--never")):
        told = karski("exercise", *verb[:1], pack, "--journal", journal, *verb[1:])
        assert told.code != 0
        assert says in " ".join(told.err.split())


@pytest.mark.parametrize("seed", ["-1", str(2**53), "9" * 30, "five"])
def test_a_seed_that_no_journal_could_hold_is_refused(
    karski: Karski, pack: Path, seed: str
) -> None:
    for verb in ("play", "rehearse"):
        told = karski("exercise", verb, pack, "--seed", seed)
        assert told.code != 0
        assert "--seed" in told.err


def taken(journal: Path) -> int:
    """Return the number of the first decision of a journal that was taken."""
    events = [json.loads(each) for each in journal.read_text().splitlines()[1:]]
    found = next(each for each in events if each["kind"] == "decision_in_effect")
    return int(found["data"]["decision"])


def test_a_fork_says_what_another_decision_would_have_changed(
    karski: Karski, pack: Path, journal: Path
) -> None:
    asked = ("--journal", journal, "--decision", taken(journal), "--never")
    told = karski("exercise", "fork", pack, *map(str, asked), "--runs", "5", "--json")
    assert told.code == 0
    said = json.loads(told.out)
    assert (said["runs"], said["days"]) == (5, 10)
    outcome = said["deaths"]
    assert outcome["fewer"] + outcome["same"] + outcome["more"] == pytest.approx(1)


@pytest.mark.parametrize("hours", ["nan", "inf", "-inf", "1e300", "-9999"])
def test_a_decision_cannot_be_moved_out_of_the_story(
    karski: Karski, pack: Path, journal: Path, hours: str
) -> None:
    asked = ("--journal", journal, "--decision", taken(journal), "--hours", hours)
    told = karski("exercise", "fork", pack, *map(str, asked), "--runs", "2")
    assert told.code != 0
    assert "hours" in told.err
    assert "Traceback" not in told.err

"""``karski exercise``: packs checked, played, replayed, forked and rehearsed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exercise_pack import TEXT
from karski.exercise.packs.reading import names

Karski = Callable[..., Any]


@pytest.fixture
def pack(tmp_path: Path) -> str:
    file = tmp_path / "low_water.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def line_of(text: str, words: str) -> int:
    return 1 + text[: text.index(words)].count("\n")


@pytest.mark.parametrize("name", names())
def test_the_packs_that_come_with_karski_have_nothing_to_mend(
    karski: Karski, name: str
) -> None:
    told = karski("exercise", "check", name)
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("nothing to mend.\n")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("languages: [en]", "languages: [en, hu]", "lacks the text in hu; add it"),
        ("fictional: true", "fictional: false", "'fictional' cannot be"),
        ("ends: 10 18:00", "ends: 10 25:00", "must be a day and a time"),
        ("starts: 1 08:00", "starts: 1 08:00\nnonsense: 1", "is no field here"),
        ("roles:", "teams: {nobodys: {en: Nobody}}\nroles:", "names no team"),
        ("starts: 1 08:00", "starts: 9 08:00", "lies outside the exercise"),
    ],
)
def test_every_mistake_is_told_with_its_line(
    karski: Karski, tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(TEXT.replace(was, becomes, 1), encoding="utf-8")
    told = karski("exercise", "check", file)
    assert told.code == 1
    first, *_, last = told.out.splitlines()
    assert first.startswith(f"{file}: line ")
    assert said in told.out
    assert last.endswith("to mend.")


def test_roles_that_do_not_exist_and_loops_are_told(
    karski: Karski, tmp_path: Path
) -> None:
    loop = """
  one_waits:
    title: {en: One}
    text: {en: One}
    channel: call
    sender: nobody_here
    to: [nobody]
    truth: "true"
    when: {inject: two_waits}
  two_waits:
    title: {en: Two}
    text: {en: Two}
    channel: call
    sender: nobody_here
    to: [all]
    truth: "true"
    when: {inject: one_waits}
"""
    at = TEXT.index("injects:") + len("injects:")
    wrong = TEXT[:at] + loop.rstrip() + TEXT[at:]
    file = tmp_path / "wrong.yaml"
    file.write_text(wrong, encoding="utf-8")
    told = karski("exercise", "check", file)
    for words in (
        f"line {line_of(wrong, 'to: [nobody]')}, 'to' names no role of this pack",
        f"line {line_of(wrong, 'when: {inject: two_waits}')}, 'when' can never hold",
        "names no actor, institution or role of this pack: 'nobody_here'",
    ):
        assert words in told.out, told.out


def test_the_schema_is_json_schema(karski: Karski) -> None:
    schema = json.loads(karski("exercise", "schema").out)
    assert schema["properties"]["fictional"]["const"] is True
    assert "injects" in schema["required"]


def test_a_run_is_the_same_bytes_each_time_and_replays(
    karski: Karski, pack: str, tmp_path: Path
) -> None:
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file in files:
        run = ("exercise", "play", pack, "--bots", "--seed", "5", "--journal", file)
        assert karski(*run).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    told = karski("exercise", "replay", pack, "--journal", files[0])
    assert "Every event follows from those before it." in told.out


def test_a_journal_that_was_changed_is_found_out(
    karski: Karski, pack: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    karski("exercise", "play", pack, "--journal", file)
    lines = file.read_text("utf-8").splitlines()
    day = next(n for n, each in enumerate(lines) if '"day_passed"' in each)
    lines[day] = lines[day].replace('"phase":1', '"phase":2', 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = karski("exercise", "replay", pack, "--journal", file)
    assert (told.code, f"Event {day} of one.jsonl does not follow" in told.out) == (
        1,
        True,
    )


def test_a_journal_of_another_text_is_refused(
    karski: Karski, pack: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    karski("exercise", "play", pack, "--journal", file)
    told = karski("exercise", "replay", "first_warning", "--journal", file)
    assert (told.code, "is of another text of" in told.err) == (1, True)


def test_another_measure_is_tried_in_pairs_of_runs(
    karski: Karski, pack: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.jsonl"
    karski("exercise", "play", pack, "--journal", file)
    fork = ("exercise", "fork", pack, "--journal", file, "--runs", "20", "--json")
    options = ("--add", "mediation", "--target", "all", "--at", "2 09:00")
    found = json.loads(karski(*fork, *options).out)
    assert found["runs"] == 20
    shares = [found["deaths"][each] for each in ("fewer", "same", "more")]
    assert sum(shares) == pytest.approx(1)
    told = karski(*fork, "--add", "mediation", "--at", "noon")
    assert (told.code, "must be a day and a time" in told.err) == (1, True)
    assert karski(*fork).code == 2


def test_a_rehearsal_tells_what_to_mend(karski: Karski, pack: str) -> None:
    found = json.loads(
        karski("exercise", "rehearse", pack, "--runs", "4", "--json").out
    )
    again = karski("exercise", "rehearse", pack, "--runs", "4", "--json").out
    assert json.loads(again) == found
    assert found["runs"] == 4
    assert set(found["unreachable"]) <= set(found["shares"])
    said = karski("exercise", "rehearse", pack, "--runs", "4").out
    assert "In the busiest half hour of the middle run" in said


def test_a_name_that_is_not_there_is_one_sentence(karski: Karski) -> None:
    told = karski("exercise", "check", "salt_raod")
    assert (told.code, "did you mean 'salt_road'?" in told.err) == (1, True)

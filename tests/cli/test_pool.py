"""``karski pool`` as a person calls it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scipy.special import expit, logit

JUDGEMENTS = """question,person,percent,given_at
Arlia 2026,Person A,5,2026-01-10
Arlia 2026,Person B,2,2026-01-11
Arlia 2026,Person C,0,2026-01-11
Arlia 2026,Person D,12,2026-01-12
Arlia 2026,Person D,9,2026-02-01
Belm 2026,Person A,30,2026-01-10
Belm 2026,Person B,40,2026-01-10
"""
QUESTIONS = """question,closes_at,resolved_at,outcome,base_rate,year,ccode
Arlia 2026,2026-01-31,,,0.015,2026,999
Belm 2026,2026-01-31,,,,2026,998
"""
RISKS = "year,ccode,risk,low,high\n2026,999,0.08,0.05,0.13\n2026,998,0.2,,\n"
Files = Callable[..., tuple[Path, ...]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    def write(**texts: str) -> tuple[Path, ...]:
        paths = {name: tmp_path / f"{name}.csv" for name in texts}
        for name, text in texts.items():
            paths[name].write_text(text, encoding="utf-8")
        return tuple(paths.values())

    return write


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_pool_stands_beside_the_model_and_tells_what_was_left_out(
    karski: Callable[..., Any], files: Files
) -> None:
    said, asked, risks = files(j=JUDGEMENTS, q=QUESTIONS, r=RISKS)
    told = karski("pool", said, "--questions", asked, "--onset", risks, "--json")
    assert told.code == 0
    document = json.loads(told.out)
    assert (document["late"], document["replaced"], document["bounded"]) == (1, 0, 1)
    arlia, belm = document["questions"]
    assert arlia["people"] == 4
    assert arlia["pooled"]["estimate"] == pytest.approx(
        expit(logit([0.05, 0.02, 0.005, 0.12]).mean())
    )
    assert arlia["model"] == {
        "probability": 0.08,
        "source": "r.csv, row 2",
        "low": 0.05,
        "high": 0.13,
    }
    assert arlia["words"] == (
        "the experts give 3 in 100, the model 8 in 100; the experts are lower;"
        " the intervals overlap"
    )
    assert (belm["people"], belm["pooled"], belm["difference"]) == (2, None, None)


def test_people_read_the_same_in_tables(
    karski: Callable[..., Any], files: Files
) -> None:
    said, asked, risks = files(j=JUDGEMENTS, q=QUESTIONS, r=RISKS)
    told = karski("pool", said, "--questions", asked, "--onset", risks)
    out = words(told.out)
    assert told.code == 0
    assert "Left out, given after the question was shut: 1." in out
    assert "taken as 0.5 % or 99.5 %: 1." in out
    assert "too few experts for a pool (2; it takes 3)" in out
    assert "Arlia 2026: the experts give 3 in 100, the model 8 in 100" in out
    assert "No question is resolved yet, so nobody has a record." in out


def test_without_a_file_of_questions_the_judgements_name_them(
    karski: Callable[..., Any], files: Files
) -> None:
    (said,) = files(j=JUDGEMENTS)
    document = json.loads(karski("pool", said, "--method", "median", "--json").out)
    assert [each["question"] for each in document["questions"]] == [
        "Arlia 2026",
        "Belm 2026",
    ]
    assert document["questions"][0]["pooled"]["estimate"] == pytest.approx(0.035)
    assert document["replaced"] == 1


def test_resolved_questions_give_records_weights_and_methods(
    karski: Callable[..., Any], files: Files
) -> None:
    days = [f"2025-{month:02d}-{day:02d}" for month in (1, 2) for day in range(1, 11)]
    asked = ["question,closes_at,resolved_at,outcome"]
    said = ["question,person,probability,given_at"]
    for row, day in enumerate(days):
        came = row % 2
        asked.append(f"Q{row},{day},{day}T23:59:59Z,{came}")
        for person, sure in {"A": 0.9, "B": 0.8, "C": 0.4}.items():
            said.append(f"Q{row},{person},{sure if came else 1 - sure:.2f},{day}")
    paths = files(j="\n".join(said), q="\n".join(asked))
    call = ("pool", paths[0], "--questions", paths[1])
    told = karski(*call, "--method", "track_record_extremised")
    assert told.code == 0
    assert "A 20 0.010" in words(told.out.replace("│", " "))
    assert "track_record" in told.out
    last = json.loads(
        karski(*call, "--method", "track_record_extremised", "--json").out
    )["questions"][-1]
    assert last["learnt_from"] == 19
    assert last["exponent"] > 1
    assert last["weights"]["A"] > 1 / 3 > last["weights"]["C"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("A,5,", "A,105,"), "j.csv: row 2, column 'percent': '105' is above 100"),
        (("A,5,", "A,-1,"), "j.csv: row 2, column 'percent': '-1' is below zero"),
        (("A,5,", "A,,"), "j.csv: row 2, column 'percent' has no value"),
        (("A,5,", "A,five,"), "j.csv: row 2, column 'percent': 'five' is not a number"),
        (
            ("5,2026-01-10", "5,10.1.2026"),
            "j.csv: row 2, column 'given_at': '10.1.2026' is no date; write 2025-03-31",
        ),
        (
            ("Person A,5", ",5"),
            "j.csv: row 2, column 'person' has no value",
        ),
        (
            ("Arlia 2026,Person A", "Arlia 2062,Person A"),
            "j.csv, row 2: question 'Arlia 2062' is not known; did you mean 'Arlia",
        ),
        (
            ("Person D,9,2026-02-01", "Person D,9,2026-01-12"),
            "j.csv, row 6: 'Person D' gave 0.12 and 0.09 for question 'Arlia 2026' at"
            " the same moment",
        ),
        ((",percent,", ",chance,"), "j.csv: row 1 has no column 'probability'"),
        (
            (",percent,", ",probability,"),
            "j.csv: row 2, column 'probability': '5' is above 1",
        ),
        (
            ("person,percent", "probability,percent"),
            "j.csv: row 1 has both 'probability' and 'percent'; keep one",
        ),
        (
            (",", ";"),
            "j.csv: row 1 separates columns by semicolons; save it with commas",
        ),
    ],
)
def test_bad_judgements_are_refused_in_one_sentence(
    karski: Callable[..., Any],
    files: Files,
    changed: tuple[str, str],
    sentence: str,
) -> None:
    said, asked = files(j=JUDGEMENTS.replace(*changed), q=QUESTIONS)
    told = karski("pool", said, "--questions", asked)
    assert (told.code, told.out) == (1, "")
    assert words(told.err).startswith(f"Error: {sentence}")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            ("01-31,,,0", "01-31,2026-02-01,,0"),
            "q.csv, row 2 has a day of resolution but no outcome; give both",
        ),
        (
            ("01-31,,,0", "01-31,,1,0"),
            "q.csv, row 2 has an outcome but no day on which it was resolved; give",
        ),
        (
            ("01-31,,,0", "01-31,2026-02-01,2,0"),
            "q.csv: row 2, column 'outcome': '2' is above 1",
        ),
        (("2026-01-31", ""), "q.csv: row 2, column 'closes_at' has no value"),
        (("0.015", "0"), "q.csv, row 2: base rate 0 is not between 0 and 1"),
        (("Belm", "Arlia"), "q.csv, row 3: question 'Arlia 2026' is there twice"),
        (
            (",998", ",997"),
            "question 'Belm 2026': the file of risks has no row for year 2026, ccode",
        ),
        ((",ccode", ",code"), "no question has a year and a ccode"),
    ],
)
def test_bad_questions_are_refused_in_one_sentence(
    karski: Callable[..., Any],
    files: Files,
    changed: tuple[str, str],
    sentence: str,
) -> None:
    said, asked, risks = files(j=JUDGEMENTS, q=QUESTIONS.replace(*changed), r=RISKS)
    told = karski("pool", said, "--questions", asked, "--onset", risks)
    assert (told.code, told.out) == (1, "")
    assert words(told.err).startswith(f"Error: {sentence}")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("0.08", "1.08"), "r.csv: row 2, column 'risk': '1.08' is above 1"),
        (("0.05", "0.09"), "r.csv, row 2: risk 0.08 with interval 0.09 to 0.13 is not"),
        (("0.2,,", "0.2,0.1,"), "r.csv, row 3: a risk with one end of an interval"),
        ((",998", ",999"), "r.csv, row 3: year 2026, ccode 999 is there twice"),
    ],
)
def test_bad_risks_are_refused_in_one_sentence(
    karski: Callable[..., Any],
    files: Files,
    changed: tuple[str, str],
    sentence: str,
) -> None:
    said, asked, risks = files(j=JUDGEMENTS, q=QUESTIONS, r=RISKS.replace(*changed))
    told = karski("pool", said, "--questions", asked, "--onset", risks)
    assert (told.code, told.out) == (1, "")
    assert words(told.err).startswith(f"Error: {sentence}")


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (("--method", "medain"), 1, "no method named 'medain'; did you mean 'median'?"),
        (("--bound", "0.6"), 2, "--bound 0.6 is not between 0 and 0.5"),
        (("--onset", "r.csv"), 2, "--onset needs --questions"),
    ],
)
def test_wrong_usage_is_told(
    karski: Callable[..., Any],
    files: Files,
    options: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    (said,) = files(j=JUDGEMENTS)
    told = karski("pool", said, *options)
    assert told.code == code
    assert sentence in words(told.err.replace("│", " "))

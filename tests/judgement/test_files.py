"""What the three files say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from karski.judgement.answers import collect
from karski.judgement.beside import Risk
from karski.judgement.files import read_judgements, read_questions, read_risks
from karski.judgement.judgements import Judgement, Question


def write(folder: Path, name: str, *lines: str) -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_probabilities_are_read_as_shares_or_as_per_cent(tmp_path: Path) -> None:
    for column, written in {"probability": "0.3", "percent": "30"}.items():
        file = write(
            tmp_path,
            "j.csv",
            f"question,person,{column},given_at",
            f'"Q, or not",A,{written},2025-03-01T14:30+01:00',
        )
        moment = datetime.fromisoformat("2025-03-01T14:30+01:00")
        assert read_judgements(file) == [
            Judgement("Q, or not", "A", 0.3, moment, "j.csv, row 2")
        ]


def test_a_day_is_its_end_and_a_time_without_a_zone_is_utc(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "q.csv",
        "question,closes_at,resolved_at,outcome",
        "Q,2025-03-01,2025-04-01T08:00,1",
    )
    assert read_questions(file).questions == [
        Question(
            "Q",
            datetime(2025, 3, 1, 23, 59, 59, tzinfo=UTC),
            datetime(2025, 4, 1, 8, tzinfo=UTC),
            outcome=True,
            where="q.csv, row 2",
        )
    ]


@pytest.mark.parametrize(
    ("given", "late"),
    [("2025-03-01", 0), ("2025-03-01T18:00", 0), ("2025-03-02", 1)],
)
def test_on_the_day_of_closing_is_in_time(
    tmp_path: Path, given: str, late: int
) -> None:
    asked = write(
        tmp_path, "q.csv", "question,closes_at,resolved_at,outcome", "Q,2025-03-01,,"
    )
    said = write(
        tmp_path, "j.csv", "question,person,percent,given_at", f"Q,A,30,{given}"
    )
    answers = collect(read_judgements(said), read_questions(asked).questions)
    assert len(answers.late) == late


def test_what_was_resolved_on_the_day_another_closed_is_not_known(
    tmp_path: Path,
) -> None:
    asked = write(
        tmp_path,
        "q.csv",
        "question,closes_at,resolved_at,outcome",
        "known,2025-02-01,2025-03-01,1",
        "same day,2025-03-01,,",
        "next day,2025-03-02,,",
    )
    before = collect([], read_questions(asked).questions).before()
    assert before[:, 0].tolist() == [False, False, True]


def test_questions_are_tied_to_risks_by_year_and_code(tmp_path: Path) -> None:
    asked = write(
        tmp_path,
        "q.csv",
        "question,closes_at,resolved_at,outcome,base_rate,year,ccode",
        "Q,2025-03-01,,,0.015,2026,999",
        "R,2025-03-01,,,,,",
    )
    risks = write(
        tmp_path, "r.csv", "year,ccode,risk", "2026,999,0.08", "2027,999,0.07"
    )
    found = read_questions(asked)
    assert found.risks == {"Q": (2026, 999)}
    assert [question.base_rate for question in found.questions] == [0.015, None]
    assert read_risks(risks) == {
        (2026, 999): Risk(0.08, "r.csv, row 2"),
        (2027, 999): Risk(0.07, "r.csv, row 3"),
    }

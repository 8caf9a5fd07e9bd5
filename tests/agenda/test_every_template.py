from datetime import date

import pytest

from karski.agenda.clashes import clashes
from karski.agenda.messages import messages
from karski.agenda.ordering import rows
from karski.agenda.sessions import Kind
from karski.agenda.templates import Template, catalogue
from karski.core.documents import parse
from karski.core.errors import DocumentError

TEMPLATE = """
title: A
about: B
sources: [C]
objectives:
  - {code: law, text: Tell, measured_by: [test]}
days:
  - title: D
    opens: "08:00"
    closes: "10:00"
    sessions:
      - {starts: "09:00", minutes: 60, kind: lecture, title: E, objectives: [law]}
"""


@pytest.mark.parametrize("name", catalogue())
def test_a_template_has_no_clash_and_one_session_after_the_other(name: str) -> None:
    template = catalogue()[name]
    days, sessions = template.days_from(date(2031, 4, 14)), template.sessions()
    assert clashes(days, sessions) == ()
    for day in days:
        assert all(len(row) == 1 for row in rows(sessions, day.number))
    assert {*template.texts()} <= {*messages()}


def test_the_three_days_of_the_series_are_built_in() -> None:
    template = catalogue()["three_day_v4"]
    days = template.days_from(date(2031, 4, 14))
    assert [(day.date.day, day.title) for day in days] == [
        (14, "The basics"),
        (15, "Institutions"),
        (16, "Exercise, and what we can do at home"),
    ]
    sessions = template.sessions()
    assert {session.kind for session in sessions} == {*Kind}
    titles = {day: [s.title for s in sessions if s.day == day] for day in (1, 2, 3)}
    assert "What the responsibility to protect asks of states" in titles[1]
    assert "Atrocity crimes in law" in titles[1]
    for body in ("the United Nations", "the European Union", "the OSCE"):
        assert any(body in title for title in titles[2]), body
    assert titles[3][0] == "Simulation exercise"
    assert titles[3].index("What national institutions can do") > 0
    assert "Chatham House" in template.rule


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"09:00"', '"9.00"', "'9.00' is no time of day"),
        ('"09:00"', '"07:00"', "must start 'E' after what is before"),
        ("minutes: 60", "minutes: 61", "must close 'D' after its last session"),
        ("[law]}", "[lore]}", "must serve the objective 'law'"),
        (", objectives: [law]", "", "must serve the objective 'law'"),
        ("kind: lecture", "kind: speech", "'kind'"),
        ("[test]", "[]", "'measured_by'"),
        ("[test]", "[vibes]", "'measured_by'"),
    ],
)
def test_a_slip_in_a_template_is_told(was: str, now: str, told: str) -> None:
    assert was in TEMPLATE
    with pytest.raises(DocumentError) as error:
        parse(TEMPLATE.replace(was, now), "t.yaml", Template)
    assert told in str(error.value)

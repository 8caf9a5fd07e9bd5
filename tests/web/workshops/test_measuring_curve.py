"""The calibration curve: drawn of five people's forecasts or more, beside a table."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from karski.web.people.models import User
from karski.web.workshops.actions import forecasts
from karski.web.workshops.models import Workshop
from web.workshops.conftest import LogIn, MakeParticipants
from web.workshops.measured import BEFORE, LATER, On, on

__all__ = ["on"]  # a fixture
DRAWN = "How often it came, of what was given a chance"


def played(
    workshop: Workshop, cora: User, people: MakeParticipants, said: list[float], on: On
) -> None:
    on(BEFORE)
    question = forecasts.ask(
        workshop,
        by=cora,
        texts={"en": {"question": "Will it rain?"}},
        closes=datetime(2032, 12, 1, tzinfo=UTC),
        model_probability=0.9,
        model_source="An edition",
    )
    for person, each in zip(people(len(said)), said, strict=True):
        forecasts.forecast(person, by=None, given={question: each})
    on(LATER)
    forecasts.resolve(question, by=cora, came=True, evidence="The gauge")


@pytest.mark.parametrize("page", ["effect/", "measuring/levels/"])
def test_the_curve_is_drawn_beside_the_models_and_told_as_a_table(
    workshop: Workshop,
    cora: User,
    participants: MakeParticipants,
    log_in: LogIn,
    on: On,
    page: str,
) -> None:
    few = [0.3] * 4  # four people gave such a chance: it is in no figure
    played(workshop, cora, participants, [0.6, 0.7, 0.7, 0.7, 0.7, *few], on)
    found = log_in(cora).get(f"/workshops/{workshop.public_id}/{page}")
    shown = found.content.decode().partition(DRAWN)[2].partition("</section>")[0]
    assert shown.count("<svg") == 2  # wide and narrow
    assert "Drawn: Before." in shown
    assert "Chance given" in shown.partition("<table")[0]
    rows = [each.split("</tr>")[0] for each in shown.split("<tbody>")[1].split("<tr>")]
    assert [row.partition(">")[2].partition("<")[0] for row in rows[1:]] == [
        "Before",
        "Model",
    ]
    assert ">68%<" in rows[1]
    assert ">90%<" in rows[2]
    assert "30%" not in shown.partition("<table")[2]


def test_of_fewer_than_five_people_no_curve_is_drawn_nor_the_models(
    workshop: Workshop,
    cora: User,
    participants: MakeParticipants,
    browser: Client,
    on: On,
) -> None:
    played(workshop, cora, participants, [0.7] * 4, on)
    shown = browser.get(f"/workshops/{workshop.public_id}/effect/").content.decode()
    assert DRAWN not in shown
    assert "<svg" not in shown.partition("<main")[2]
    assert "90%" not in shown

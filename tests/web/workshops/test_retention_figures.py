"""What is shown and counted of a workshop stays when people's data leave."""

import json
from datetime import UTC, date, datetime

import pytest

from karski.web.people.models import User
from karski.web.workshops.actions import forecasts, measuring, retention
from karski.web.workshops.models import (
    Candidate,
    ForecastingQuestion,
    Kept,
    Moment,
    Round,
    TeamMember,
    Workshop,
)
from karski.web.workshops.queries import progress
from karski.web.workshops.queries.measuring import levels_of
from web.workshops.conftest import MakeCandidate, MakeParticipants
from web.workshops.measured import BEFORE, LAST, LATER, MONTHS_3, On, on, set_test

__all__ = ["on"]  # a fixture
SAID = (0.6, 0.61, 0.62, 0.63, 0.64, 0.99)  # the last is whose data leave
LEAVES = date(2032, 6, 1)


@pytest.fixture
def people(
    workshop: Workshop, cora: User, participants: MakeParticipants, on: On
) -> list[Candidate]:
    """Six who forecast and were tested twice; the last comes from afar."""
    on(BEFORE)
    test = set_test(workshop, cora, "law")
    made = participants(6)
    question = asked(workshop, cora)
    for person, said in zip(made, SAID, strict=True):
        forecasts.forecast(person, by=None, given={question: said})
        measuring.sit(
            person, by=None, moment=Moment.BEFORE, chosen={test.items.get(): 1}
        )
    on(LAST)
    for person in made:
        measuring.sit(
            person, by=None, moment=Moment.AFTER, chosen={test.items.get(): 1}
        )
    teams = Round.objects.create(workshop=workshop, number=1, seed="1")
    for person in made:
        TeamMember.objects.create(round=teams, team=1, participant=person)
    made[-1].sector, made[-1].country, made[-1].keep_until = "youth", "UA", LEAVES
    made[-1].save()
    return made


def asked(workshop: Workshop, cora: User) -> ForecastingQuestion:
    return forecasts.ask(
        workshop,
        by=cora,
        texts={"en": {"question": "Will it rain?"}},
        closes=datetime(2032, 12, 1, tzinfo=UTC),
        base_rate=0.4,
        model_probability=0.7,
        model_source="An edition",
    )


def resolved(question: ForecastingQuestion, cora: User, *, came: bool = True) -> None:
    forecasts.resolve(question, by=cora, came=came, evidence="The gauge")


def counts() -> dict[str, list[str]]:
    rows = Workshop.objects.all()
    return {
        aim: [each.said for each in progress.evidence_of(rows, aim)]
        for aim in ("skills", "warning", "expertise", "networks")
    }


def leave() -> None:
    retention.retire(datetime(2032, 6, 2, 12, tzinfo=UTC))
    assert not Candidate.objects.filter(country="UA").exists()


def test_figures_of_forecasts_stay_as_they_were_shown(
    workshop: Workshop, people: list[Candidate], cora: User, on: On
) -> None:
    on(LATER)
    question = ForecastingQuestion.objects.get()
    late = asked(workshop, cora)
    for person in people:
        forecasts.forecast(person, by=None, given={late: 0.3})
    resolved(question, cora)
    before, none_yet = levels_of(workshop).judging
    assert none_yet.brier is None
    assert before.answered.count == 6
    assert [each.answers for each in before.curve] == [5]  # in its bin, from 0.6 on
    leave()
    assert levels_of(workshop).judging[0] == before
    resolved(late, cora, came=False)
    kept, after = levels_of(workshop).judging
    assert kept == before
    assert (after.moment, after.answered.count, after.change) == ("after", 5, None)
    assert levels_of(workshop).participants == 6


def test_who_did_not_forecast_leaves_and_nothing_is_kept_yet(
    workshop: Workshop,
    people: list[Candidate],
    cora: User,
    candidate: MakeCandidate,
    on: On,
) -> None:
    on(MONTHS_3)
    candidate(keep_until=LEAVES, country="UA")
    people[-1].keep_until = date(2034, 1, 1)
    people[-1].country = "HU"
    people[-1].save()
    resolved(ForecastingQuestion.objects.get(), cora)
    leave()
    assert "judging" not in Kept.objects.get().numbers


def test_what_the_aims_count_does_not_fall(
    workshop: Workshop, people: list[Candidate], cora: User, on: On
) -> None:
    on(LATER)
    resolved(ForecastingQuestion.objects.get(), cora)
    before = counts()
    assert before["skills"] == [
        "6 people answered the same test before and after",
    ]
    assert before["warning"][0] == "6 forecasts by participants"
    assert before["networks"][0] == "Participants come from 5 countries"
    leave()
    assert counts() == before
    kept = json.dumps(Kept.objects.get().numbers)
    assert people[-1].name not in kept
    Candidate.objects.update(keep_until=LEAVES)
    retention.retire(datetime(2032, 6, 3, 12, tzinfo=UTC))
    assert not Candidate.objects.exists()
    assert counts() == before

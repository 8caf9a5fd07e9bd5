"""What is asked, and the classes of the map, which never move."""

import pytest

from karski.web.monitor.question import EDGES, LEVELS, Question, asked
from web.monitor.made import ISSUED, facts_of

FACTS = facts_of(ISSUED, {})


def test_the_classes_are_fixed() -> None:
    assert dict(EDGES) == {
        "onset": (0.01, 0.025, 0.05, 0.1, 1 / 7),
        "deaths": (0.01, 0.05, 0.2, 0.5, 0.9),
    }


@pytest.mark.parametrize(
    "question", [Question("onset", 24), Question("deaths", 12, 25)]
)
def test_each_edge_begins_the_next_class(question: Question) -> None:
    at = [question.level(edge) for edge in question.edges]
    below = [question.level(edge - 1e-9) for edge in question.edges]
    assert at == list(range(2, LEVELS + 1))
    assert below == list(range(1, LEVELS))
    assert (question.level(0), question.level(1)) == (1, LEVELS)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Question("onset", 24)),
        ({"what": "onset", "within": "3"}, Question("onset", 24)),
        ({"what": "deaths_civilians"}, Question("deaths_civilians", 12, 100)),
        (
            {"what": "deaths_total", "within": "24", "least": "900"},
            Question("deaths_total", 12, 1000),
        ),
        ({"what": "nothing", "within": "x", "least": "-5"}, Question("onset", 24)),
        (
            {"what": "deaths_civilians", "within": "٣", "least": "9" * 40},
            Question("deaths_civilians", 12, 100),
        ),
    ],
)
def test_the_nearest_question_that_has_an_answer_is_taken(
    given: dict[str, str], expected: Question
) -> None:
    assert asked(given, FACTS) == expected


def test_an_edition_without_forecasts_answers_nothing() -> None:
    assert asked({}, facts_of(ISSUED, {}, targets=(), onsets=())) is None


def test_an_edition_without_onsets_answers_deaths() -> None:
    facts = facts_of(ISSUED, {}, onsets=())
    assert asked({"what": "onset"}, facts) == Question("deaths_civilians", 12, 100)

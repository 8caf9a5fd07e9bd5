"""``karski measures`` as a person calls it."""

import json
from collections.abc import Callable
from typing import Any

from karski.measures import catalogue


def test_all_measures_stand_in_the_table_and_in_the_document(
    karski: Callable[..., Any],
) -> None:
    table = karski("measures")
    assert table.code == 0
    assert all(name in table.out for name in catalogue())
    assert "B [88/7]" in table.out
    document = json.loads(karski("measures", "--json").out)
    assert [each["name"] for each in document] == list(catalogue())


def test_one_measure_is_shown_with_what_is_judged(karski: Callable[..., Any]) -> None:
    told = karski("measures", "arms_embargo").out
    for text in ("Arms embargo", "Article 41", "C [16/1]", "with others", "mean -0.05"):
        assert text in told
    assert "our judgement" in told
    document = json.loads(karski("measures", "arms_embargo", "--json").out)
    assert document["effect"] == {"mean": -0.05, "sd": 0.15}
    assert document["evidence"]["references"][0]["in"].startswith("Journal of Conflict")
    assert document["lasts_days"] == "until withdrawn"


def test_a_measure_that_is_not_there_is_one_sentence(
    karski: Callable[..., Any],
) -> None:
    told = karski("measures", "arms_embrago")
    assert told.code == 1
    assert "no measure named 'arms_embrago'; did you mean 'arms_embargo'?" in told.err

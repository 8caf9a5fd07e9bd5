from collections import Counter

import numpy as np
import pytest

from karski.core.documents import parse
from karski.core.errors import DocumentError, MissingDataError
from karski.explanation.clauses import Clause, Figure
from karski.explanation.themes import Predictor, Themes
from karski.sources import ewp_predictors


def test_every_predictor_is_in_exactly_one_theme(mapping: Themes) -> None:
    outcomes = {"mk_onset", *ewp_predictors.LEADS}
    expected = {column.name for column in ewp_predictors.COLUMNS} - outcomes
    mapped = Counter(predictor.name for predictor in mapping.predictors())
    assert mapped == Counter(dict.fromkeys(expected | {"year"}, 1))
    assert mapped.total() == 39


def test_every_risk_factor_is_spoken_to_or_named_as_not(mapping: Themes) -> None:
    spoken = {n for p in mapping.predictors() for n in p.risk_factors}
    named = {reach.number for reach in mapping.risk_factors if reach.seen is None}
    assert spoken == {1, 2, 3, 6, 7, 9, 11, 12}
    assert named == {4, 5, 8, 10, 13, 14}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("popsize.log2", 23.0, "people in the country: 8,390,000"),
        (
            "battledeaths.log2",
            np.log2(1235),
            "people killed in battle in the year: 1,234",
        ),
        ("battledeaths.log2", 0.0, "people killed in battle in the year: 0"),
        ("un_imr_sqrt", 8.0, "children who die in their first year: 64 of 1,000"),
        ("countryage.new.log2", np.log2(14), "years since independence: 13"),
        ("mk_ongoing_count_log2", np.log2(3), "mass killings going on: 2"),
        ("gdppcgrowth", -4.26, "growth of income per head in the year: -4.3 %"),
        ("gdppcgrowth", -0.04, "growth of income per head in the year: 0.0 %"),
        (
            "discrimpop",
            0.155,
            "people in groups that the state keeps from power: 16 %",
        ),
        ("freediscussion", 0.053, "freedom of discussion: 0.05 (0: none; 1: full)"),
        ("religiousfreedom", 3.0, "freedom of religion is mostly respected"),
        (
            "judicialreform",
            0.0,
            "the courts' power to check the state was cut in the year",
        ),
        ("coup.try.5yr", 1.0, "a coup was attempted in the past five years"),
        ("coup.try.5yr", 0.0, "no coup was attempted in the past five years"),
        ("mk_onset_prev_year", 1.0, "a mass killing began in 2023"),
        ("reg.eur", 1.0, "the country lies in Europe"),
        ("reg.eur", 0.0, None),
        ("year_sq", 2024.0**2, None),
    ],
)
def test_a_value_is_turned_back_into_what_people_count(
    mapping: Themes, name: str, value: float, words: str | None
) -> None:
    assert mapping.predictor(name).words(value, 2024) == words


@pytest.mark.parametrize(
    ("name", "value", "clause"),
    [
        (
            "popsize.log2",
            25.7,
            Clause(
                msgid="people in the country: {value}",
                params={"value": Figure(value=54_500_000)},
            ),
        ),
        (
            "mk_onset_prev_year",
            1.0,
            Clause(
                msgid="a mass killing began in {last_year}",
                params={"last_year": "2023"},
            ),
        ),
        ("reg.eur", 1.0, Clause(msgid="the country lies in Europe")),
        ("reg.eur", 0.0, None),
    ],
)
def test_a_clause_keeps_what_is_said_apart_from_its_numbers(
    mapping: Themes, name: str, value: float, clause: Clause | None
) -> None:
    assert mapping.predictor(name).clause(value, 2024) == clause


def test_every_clause_of_every_predictor_can_be_said(mapping: Themes) -> None:
    for predictor in mapping.predictors():
        for value in (0.0, 1.0):
            clause = predictor.clause(value, 2024)
            again = clause and Clause.model_validate_json(clause.model_dump_json())
            assert again == clause
            assert predictor.words(value, 2024) == (clause and str(clause))


def test_the_square_of_the_year_is_the_year(mapping: Themes) -> None:
    assert mapping.predictor("year_sq").counted(2024.0**2) == 2024


def test_a_zero_that_the_producer_writes_for_unknown_is_not_told(
    mapping: Themes,
) -> None:
    deaths = mapping.predictor("battledeaths.log2")
    assert deaths.words(0.0, 1988) is None
    assert deaths.words(0.0, 1989) == "people killed in battle in the year: 0"


def test_a_predictor_without_a_theme_is_named(mapping: Themes) -> None:
    with pytest.raises(MissingDataError) as error:
        mapping.members(["mk_ever", "hate_speech"])
    assert str(error.value) == (
        "no theme has the predictor 'hate_speech'; add it to explanation/themes.yaml"
    )


def test_predictors_of_the_year_itself_are_told_apart(mapping: Themes) -> None:
    names = ["year", "mk_ever", "year_sq", "includesnonstate", "efindex"]
    assert mapping.of_the_country(names).tolist() == [False, True, False, False, True]


def test_a_predictor_in_two_themes_is_refused(mapping: Themes) -> None:
    twice = mapping.themes[0].model_dump() | {"key": "again"}
    with pytest.raises(ValueError, match="predictor 'mk_ongoing_count_log2' once"):
        Themes.model_validate(
            mapping.model_dump() | {"themes": (*mapping.model_dump()["themes"], twice)}
        )


def test_a_silent_risk_factor_that_a_predictor_speaks_to_is_refused(
    mapping: Themes,
) -> None:
    document = mapping.model_dump()
    reaches = [r | {"seen": None} for r in document["risk_factors"]]
    with pytest.raises(ValueError, match="must say under risk factor 1 what is 'seen'"):
        Themes.model_validate(document | {"risk_factors": tuple(reaches)})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("scale: levels", "must have words under 'levels' if its scale is levels"),
        ("scale: number, told: so many", "must have {value} in 'told'"),
        (
            "scale: flag, risk_factors: [1]",
            "must say which end is 'worse' if it has risk factors",
        ),
        ("scale: cubic", "'scale' cannot be: input should be 'flag'"),
    ],
)
def test_a_predictor_that_cannot_be_told_is_refused(line: str, message: str) -> None:
    text = f"{{name: a, plain: b, high: c, low: d, {line}}}"
    with pytest.raises(DocumentError) as error:
        parse(text, "themes.yaml", Predictor)
    assert str(error.value).startswith(f"themes.yaml: line 1, {message}")

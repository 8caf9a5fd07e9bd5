"""The scorecard and the page of data say what the edition holds."""

from django.test import Client

from karski.briefings.edition.facts import Lacking
from karski.web import languages
from karski.web.monitor import messages
from karski.web.monitor.told.onset_scorecard import VERDICTS
from web.monitor.conftest import Write
from web.monitor.made import Rows
from web.monitor.test_country import plain

MINUS = "\N{MINUS SIGN}"


def test_skill_stands_beside_the_baseline_by_year_and_step(
    visitor: Client, edition: str
) -> None:
    said = plain(visitor.get("/scorecard/").text)
    assert (
        "Month by month, 2018 to 2024, the forecasts were 12% closer to what was"
        " recorded than conflictology" in said
    )
    assert "By year" in said
    assert "2020 -12% (-17% to -7%): closer" in said.replace(MINUS, "-")


def test_onsets_stand_beside_the_early_warning_project(
    visitor: Client, edition: str
) -> None:
    said = plain(visitor.get("/scorecard/").text)
    assert "1994 to 2023: 4,864 country-years, 72 followed by an onset." in said
    assert (
        "Log score (lower is better) 0.0669 0.0693 -0.0024 (-0.0040 to -0.0002) better"
        in said.replace(MINUS, "-")
    )
    assert "Onsets among the year's 30 highest 52 of 72 50 of 72" in said


def test_misses_and_false_alarms_stand_by_name(visitor: Client, edition: str) -> None:
    said = plain(visitor.get("/scorecard/").text)
    assert "Mali 2018: about 1 in 12 for at least 100 killed; 248 were." in said
    assert "Mali 2018: about 90 in 100 for at least 100 killed; 20 were." in said
    assert "Mali 2012: ranked 86 of 162, at about 1 in 100." in said
    assert "Mali: 12 years among the 30 highest with no onset" in said


def test_no_scores_are_said_to_be_none(visitor: Client, publish: Write) -> None:
    def unscored(rows: Rows) -> None:
        for name in ("skill", "bins", "misses", "onset_skill", "coverage"):
            rows[name] = []

    publish(change=unscored)
    page = visitor.get("/scorecard/").text
    assert "Not known: this edition holds no scores of past forecasts." in page


def test_the_page_of_data_says_what_is_there_and_what_is_not(
    visitor: Client, publish: Write
) -> None:
    publish(lacking=(Lacking(target="mk_onset", horizon=1, why="not issued"),))
    said = plain(visitor.get("/data/").text)
    assert "Deaths of civilians Data to December 2024; 1,000 futures" in said
    assert (
        "A new mass killing begins, 12 months: No forecast of it has been issued"
        in said
    )
    assert "Licence: CC BY 4.0." in said


def test_texts_from_documents_are_offered_for_translation() -> None:
    offered = set(messages.messages())
    assert {"armed conflict", "{now} (a year earlier: {was})", "Kosovo"} <= offered
    texts = {text for _, text in languages.template_texts()}
    assert set(VERDICTS) <= texts

"""A country's page: the finding, its parts, and what is said where one is missing."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from karski.briefings.edition import _charts, read
from karski.briefings.edition._charts import place_of
from karski.core.workspace import Workspace
from karski.explanation.clauses import Clause
from karski.web.monitor.editions import shelf
from karski.web.monitor.queries.find import near
from web.monitor.conftest import Write
from web.monitor.made import MALI, SUDAN, TUVALU, Rows
from web.monitor.test_world import lede


def plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_situation_stands_in_two_sentences(visitor: Client, edition: str) -> None:
    assert lede(visitor.get("/countries/sdn/").text) == (
        "The chance that a new mass killing begins in 2025 or 2026 is about 12 in 100;"
        " a year before it was about 1 in 17. In the 12 months from January 2025 the"
        " middle of our forecasts is 4,300 civilians killed; nine in ten futures lie"
        " between 860 and 22,000."
    )


def test_thresholds_say_how_often_such_a_chance_came_true(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/countries/mli/").text
    assert page.count('class="icons100"') == 3
    said = plain(page)
    assert "At least 100 civilians are killed about 44 in 100 44%" in said
    assert (
        "Of 80 past forecasts that gave 20% to 60%, 40% came true (30 to 50)." in said
    )


def test_a_high_risk_that_nothing_followed_is_told_as_one(
    visitor: Client, publish: Write
) -> None:
    def high(rows: Rows) -> None:
        for row in rows["onset_record"]:
            row["rank"] = 12.0

    publish(change=high)
    high_before = "among the 30 highest; none began"
    assert high_before in plain(visitor.get("/countries/mli/").text)
    assert high_before not in plain(visitor.get("/countries/sdn/").text)


def test_a_forecast_from_old_data_says_so(visitor: Client, publish: Write) -> None:
    publish(issued=date(2025, 6, 30))
    assert "These data end" not in plain(visitor.get("/countries/mli/").text)
    publish(issued=date(2025, 7, 1))
    for path in ("/", "/countries/mli/"):
        said = plain(visitor.get(path).text)
        assert "it knows nothing of what happened since" in said
    deaths = plain(visitor.get("/?what=deaths_civilians").text)
    assert "These data end in December 2024." in deaths


def test_reasons_changes_and_the_past_are_told(visitor: Client, edition: str) -> None:
    said = plain(visitor.get("/countries/sdn/").text)
    assert "armed conflict raises the odds by a factor of 2.4" in said
    assert "people killed in battle in the year: 1,240, in the middle country 0" in said
    assert "coups lowers the odds by a factor of 2.0" in said
    assert "The odds are 2.1 times those of a year earlier" in said
    assert "DR Congo , 1996 A killing began" in said
    assert "A new mass killing began in 1997." in said


def test_all_fourteen_risk_factors_stand_there(visitor: Client, edition: str) -> None:
    page = visitor.get("/countries/sdn/").text
    numbers = re.findall(r"<dt><b>(\d+)</b>", page)
    assert [int(n) for n in numbers] == list(range(1, 15))
    silent = page[page.index("What the data cannot see") :]
    assert re.findall(r"<dt><b>(\d+)</b>", silent) == [str(n) for n in range(9, 15)]


def test_misses_come_before_what_went_well(visitor: Client, edition: str) -> None:
    page = visitor.get("/countries/sdn/").text
    record = page[page.index('id="record"') :]
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", record)
    verdicts = [plain(row).rsplit(" ", 1)[-1] for row in rows]
    assert verdicts == ["missed", "alarm", "futures", "missed"]


def test_a_chart_that_was_not_drawn_leaves_its_table(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/countries/sdn/").text
    assert "The chart of this edition has not been drawn" in page
    assert len(re.findall(r"<tr data-month=", page)) == 60 + 36


def test_a_chart_is_inlined_with_the_words_of_the_language(
    visitor: Client, edition: str, workspace: Path
) -> None:
    folder = fan(workspace, edition)
    page = visitor.get("/countries/sdn/").text
    assert re.search(r'<svg role="img" aria-label="Chart of .*?"><text>middle<', page)
    assert "<!--narrow-->" in page
    assert "has not been drawn" not in page
    (folder / "deaths_civilians-fan-narrow.svg").unlink()
    assert "has not been drawn" in visitor.get("/countries/sdn/").text


def fan(workspace: Path, edition: str) -> Path:
    """Draw a country's chart in both sizes; return its folder."""
    whole = read(workspace / "editions" / edition)
    folder = place_of(Workspace(workspace), whole) / str(SUDAN)
    folder.mkdir(parents=True)
    for size in ("wide", "narrow"):
        drawing = '<svg role="img" aria-label="{alternative}"><text>{middle}</text>'
        file = folder / f"deaths_civilians-fan-{size}.svg"
        file.write_text(f"{drawing}<!--{size}--></svg>", "utf-8")
    return folder


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"<svg><text>",
        "<svg><text>é".encode()[:-1],
        b"<svg>{a_word_of_tomorrow}</svg>",
    ],
)
def test_a_chart_that_is_not_whole_leaves_its_table(
    visitor: Client, edition: str, workspace: Path, found: bytes
) -> None:
    file = fan(workspace, edition) / "deaths_civilians-fan-narrow.svg"
    assert "has not been drawn" not in visitor.get("/countries/sdn/").text
    file.write_bytes(found)
    page = visitor.get("/countries/sdn/")
    assert page.status_code == 200
    assert "has not been drawn" in page.text
    assert "a_word_of_tomorrow" not in page.text


def test_a_chart_drawn_otherwise_is_not_shown(
    visitor: Client, edition: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fan(workspace, edition)
    monkeypatch.setattr(_charts, "DRAWING", _charts.DRAWING + 1)
    assert "has not been drawn" in visitor.get("/countries/sdn/").text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/countries/SDN/", "/countries/sdn/"),
        ("/countries/625/", "/countries/sdn/"),
        ("/countries/Sudan/", "/countries/sdn/"),
        ("/cs/countries/Súdán/", "/cs/countries/sdn/"),
        ("/countries/Zaire/", "/countries/cod/"),
    ],
)
def test_a_country_is_found_by_code_number_and_name(
    visitor: Client, edition: str, path: str, to: str
) -> None:
    page = visitor.get(path)
    assert (page.status_code, page.headers.get("Location")) == (302, to)


def test_an_unknown_country_offers_the_nearest_names(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/countries/sudn/")
    assert page.status_code == 404
    assert '<a href="/countries/sdn/">Sudan</a>' in page.text
    assert "sudn" in page.text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("sudna", ["Sudan"]),
        ("Guyanna", ["Guyana"]),
        ("gambia", []),
        ("", []),
        ("  ", []),
        ("\u0301", []),
    ],
)
def test_only_names_that_are_alike_are_offered(
    publish: Write, typed: str, offered: list[str]
) -> None:
    def renamed(rows: Rows) -> None:
        rows["places"][-1] |= {"name": "Guyana", "iso3": "GUY"}

    publish(change=renamed)
    shown = shelf().shown()
    assert shown is not None
    assert [place.name for place in near(shown, typed)] == offered


@pytest.mark.parametrize("asked", ["<script>", "x" * 3000, "\u202eabc", "%00"])
def test_whatever_is_asked_for_the_answer_is_a_page(
    visitor: Client, edition: str, asked: str
) -> None:
    page = visitor.get(f"/countries/{asked}/")
    assert page.status_code == 404
    assert "<script>" not in page.text
    assert len(lede(page.text)) < 150


def test_a_country_without_a_forecast_says_why(visitor: Client, publish: Write) -> None:
    def bare(rows: Rows) -> None:
        for name in ("onsets", "stories", "months", "chances", "onset_record"):
            rows[name] = [row for row in rows[name] if row["place"] != TUVALU]
        clause = Clause(msgid="population").model_dump_json()
        rows["onset_lacking"] = [
            {"horizon": 2, "place": TUVALU, "clauses": f"[{clause}]"}
        ]

    publish(change=bare)
    said = plain(visitor.get("/countries/tuv/").text)
    assert "A new mass killing is not forecast here: population" in said
    assert "Deaths are not forecast here" in said


def test_history_stands_by_type_of_violence(visitor: Client, edition: str) -> None:
    said = plain(visitor.get("/countries/sdn/").text)
    assert "Year fighting with a state attacks on civilians 2024 1,500 310" in said
    assert "Not told apart in the data at hand: fighting between groups." in said


def test_another_count_of_deaths_is_shown_on_request(
    visitor: Client, publish: Write
) -> None:
    def fewer(rows: Rows) -> None:
        for row in rows["history"]:
            if row["target"] == "deaths_total" and row["place"] == MALI:
                row["deaths"] = 7

    publish(change=fewer)
    said = plain(visitor.get("/countries/mli/?what=deaths_total").text)
    assert "Recorded: 84 killed in the 12 months to December 2024." in said
    other = plain(visitor.get("/countries/mli/?what=<script>").text)
    assert "Recorded: 120 killed in the 12 months to December 2024." in other


def test_sources_stand_with_dates_and_licences(visitor: Client, edition: str) -> None:
    said = plain(visitor.get("/countries/sdn/").text)
    assert (
        "Georeferenced Event Dataset, 25.1 Uppsala Conflict Data Program. January 1989"
        " to December 2024 . Licence: CC BY 4.0."
    ).replace(" .", ".") in said.replace(" .", ".")


def test_the_list_of_countries_is_searched_and_grouped(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/countries/").text
    assert re.findall(r"<h2>(.*?)</h2>", page) == [
        "Middle Africa",
        "Northern Africa",
        "Oceania",
        "Southern Europe",
        "Western Africa",
    ]
    found = visitor.get("/countries/?find=kos").text
    assert re.findall(r'<li><a href="(/countries/\w[^"]*)"', found) == [
        "/countries/xkx/"
    ]

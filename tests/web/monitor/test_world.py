"""The world page: its sentences, its map, its table; none of it asks the database."""

import re
from html import unescape

import pytest
from django.test import Client

from web.monitor.conftest import Write
from web.monitor.made import (
    CONGO,
    HOSTILE,
    KOSOVO,
    LONG,
    MALI,
    RIGHT_TO_LEFT,
    SUDAN,
    TUVALU,
    Rows,
)


def lede(page: str) -> str:
    found = re.search(r'<p class="lede">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return " ".join(unescape(found[1]).split())


def names(page: str) -> list[str]:
    return [
        unescape(name)
        for name in re.findall(r'<th scope="row"><a href="[^"]*">(.*?)</a>', page)
    ]


def cells(page: str, name: str) -> list[str]:
    """Return what a country's row says, cell by cell."""
    row = re.search(rf"<tr data-name=[^>]*>((?:(?!</tr>).)*>{name}</a>.*?)</tr>", page)
    assert row is not None
    found = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row[1], re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", each)).split()) for each in found]


def test_the_first_sentences_say_how_many_where_and_what_rose(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/").text
    assert lede(page) == (
        "In 2 of 5 countries the chance that a new mass killing begins in 2025 or 2026"
        " is 1 in 20 or higher; it is highest in Sudan, about 12 in 100. It rose most"
        " in Sudan, from about 1 in 17 to about 12 in 100."
    )


def test_deaths_are_asked_by_the_form_without_a_script(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/?what=deaths_civilians&within=12&least=100").text
    assert lede(page) == (
        "In 2 of 5 countries it is more likely than not that at least 100 civilians are"
        " killed within 12 months; the chance is highest in Sudan, about 97 in 100. It"
        " rose most in Sudan, from about 80 in 100 to about 97 in 100."
    )
    chosen = re.findall(r'<option value="(\w+)" selected>', page)
    assert chosen == ["deaths_civilians", "12", "100"]


def test_a_row_says_rank_chance_range_change_and_why(
    visitor: Client, edition: str
) -> None:
    page = visitor.get("/").text
    assert cells(page, "Sudan") == [
        "1 (1 to 5)",
        "Sudan",
        "about 12 in 100 12% (6 to 24)",
        "higher",
        "armed conflict",
    ]
    deaths = visitor.get("/?what=deaths_civilians&within=12&least=100").text
    assert cells(deaths, "Mali") == [
        "3 (1 to 3)",
        "Mali",
        "about 44 in 100 44% · 88 killed (18 to 440)",
        "lower",
        "120 killed in the last 12 months",
    ]


def test_rows_stand_by_chance_by_name_or_by_change(
    visitor: Client, edition: str
) -> None:
    ranked = ["Sudan", "DR Congo", "Mali", "Kosovo", "Tuvalu"]
    assert names(visitor.get("/").text) == ranked
    assert names(visitor.get("/?order=name").text) == sorted(ranked)
    assert names(visitor.get("/?order=change").text)[:2] == ["Sudan", "Mali"]
    assert names(visitor.get("/?order=colour").text) == ranked


def test_by_people_killed_the_order_may_be_another(
    visitor: Client, publish: Write
) -> None:
    def mali_first(rows: Rows) -> None:
        for row in rows["chances"]:
            row["rank"] = 1 if row["place"] == MALI else row["rank"] + 1

    publish(change=mali_first)
    asked = "/?what=deaths_civilians&within=12&least=100"
    assert names(visitor.get(asked).text)[:2] == ["Sudan", "DR Congo"]
    by_rank = visitor.get(f"{asked}&order=rank").text
    assert names(by_rank)[:2] == ["Mali", "Sudan"]
    assert by_rank.count('aria-sort="ascending"') == 1


def test_a_search_finds_by_name_code_and_without_accents(
    visitor: Client, edition: str
) -> None:
    assert names(visitor.get("/?find=SUD").text) == ["Sudan"]
    assert names(visitor.get("/?find=cod").text) == ["DR Congo"]
    assert names(visitor.get("/cs/?find=sudan").text) == ["Súdán"]
    nothing = visitor.get("/?find=zz").text
    assert names(nothing) == []
    assert "No country of this edition is called so." in nothing


def test_the_map_says_what_the_table_says(visitor: Client, edition: str) -> None:
    page = visitor.get("/").text
    labels = re.findall(r'<a href="(/countries/[^"]*)" aria-label="([^"]*)"', page)
    if not labels:
        assert "There is no map" in page
        pytest.skip("no borders: make map builds them")
    assert dict(labels)["/countries/sdn/"] == "Sudan: about 12 in 100 (12%)"
    assert len(labels) == 5


def test_a_world_without_borders_stands_on_its_table(
    visitor: Client, edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("karski.web.monitor.told.atlas._shapes", lambda shown: None)
    page = visitor.get("/").text
    assert "There is no map" in page
    assert "data-map" not in page
    assert names(page)[0] == "Sudan"


def test_a_country_without_a_forecast_is_hatched_and_named(
    visitor: Client, publish: Write
) -> None:
    def without_mali(rows: Rows) -> None:
        rows["onsets"] = [row for row in rows["onsets"] if row["place"] != MALI]

    publish(change=without_mali)
    page = visitor.get("/").text
    assert "Not forecast: Mali." in page
    if "data-map" in page:
        assert 'aria-label="Mali: not forecast"><title>' in page
        assert page.count('class="unknown" d=') >= 1


def test_a_simulated_world_has_tiles_and_says_so_on_every_page(
    visitor: Client, publish: Write
) -> None:
    name = publish(change=invented, simulated=True)
    pages = ("/", "/countries/", "/countries/9001/", "/scorecard/", "/data/")
    for path in (*pages, "/method/", "/limits/", "/accessibility/"):
        page = visitor.get(f"{path}?edition={name}").text
        assert '<aside class="banner simulated"' in page, path
    page = visitor.get("/").text
    assert page.count('<path class="r') == 5
    assert "lie nowhere" in page


def test_names_that_mean_harm_are_only_names(visitor: Client, publish: Write) -> None:
    publish(change=invented, simulated=True)
    for path in ("/", "/countries/", "/countries/9002/", "/scorecard/"):
        page = visitor.get(path).text
        assert HOSTILE not in page
        assert "<script>alert" not in page
        assert LONG[:200] not in page
    assert "&lt;script&gt;" in visitor.get("/countries/9002/").text
    right = visitor.get("/countries/9003/").text
    assert f"<bdi>{RIGHT_TO_LEFT}</bdi>" in right


def test_no_page_carries_a_style_or_a_script_of_its_own(
    visitor: Client, edition: str
) -> None:
    paths = ("/", "/countries/", "/countries/sdn/", "/scorecard/", "/data/", "/method/")
    for path in (*paths, "/limits/", "/accessibility/", "/countries/zz/"):
        page = visitor.get(path).text
        assert re.findall(r"\sstyle=", page) == []
        assert re.findall(r"<script(?! src=)", page) == []
        assert re.findall(r"<style", page) == []
        assert re.findall(r"\son\w+=", page) == []
        assert re.findall(r'(?:src|action)="(?:https?:)?//', page) == []


def test_the_page_is_light(visitor: Client, edition: str) -> None:
    page = visitor.get("/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 600_000


def test_a_page_names_its_edition_and_the_data(visitor: Client, edition: str) -> None:
    page = visitor.get("/").text
    assert "On screen: the edition of 4 March 2025, never altered since" in page
    assert "Data to December 2024" in page


def test_the_strip_tells_the_biggest_miss(visitor: Client, edition: str) -> None:
    page = visitor.get("/").text
    assert "52 of 72" in page
    assert "Mali 2012: a mass killing began where we ranked 86 of 162." in page
    deaths = unescape(visitor.get("/?what=deaths_civilians").text)
    assert "12% closer" in deaths
    assert "Mali 2018: we gave about 1 in 12 for 100 killed; 248 were." in deaths


def test_unscored_forecasts_are_said_to_be_so(visitor: Client, publish: Write) -> None:
    def unscored(rows: Rows) -> None:
        for name in ("skill", "bins", "misses", "onset_skill", "onset_misses"):
            rows[name] = []

    publish(change=unscored)
    page = visitor.get("/").text
    assert "Not known: this edition holds no scores of past forecasts." in page


def invented(rows: Rows) -> None:
    """Turn the edition's countries into invented ones, some with hostile names."""
    called = ("Ilmarsh", HOSTILE, RIGHT_TO_LEFT, LONG, "Arkenfell")
    new = dict(
        zip((SUDAN, CONGO, MALI, KOSOVO, TUVALU), range(9001, 9006), strict=True)
    )
    for name, every in rows.items():
        for row in every:
            if name == "places":
                row["number"] = new[row["number"]]
                row |= {"name": called[row["number"] - 9001], "iso3": None}
            elif "place" in row:
                row["place"] = new[row["place"]]

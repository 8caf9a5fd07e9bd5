"""A scenario's page: what everybody may know, and what only who runs exercises."""

from html import unescape

from django.test import Client
from django.urls import reverse

from karski.exercise.packs.reading import shipped, source
from karski.web.people.models import User
from web.exercises.conftest import LogIn

NAME = "salt_road"
AT = reverse("exercises:scenario", args=[NAME])


def _text(client: Client) -> str:
    return unescape(client.get(AT).content.decode())


def test_everybody_sees_seats_measures_warnings_and_sources(browser: Client) -> None:
    pack, text = shipped(NAME), _text(browser)
    for role in pack.roles.values():
        assert role.authority.en[:40] in text
    assert all(each.en[:40] in text for each in pack.warnings)
    assert all(each[:30] in text for each in pack.sources)
    assert pack.licence in text
    assert "What is known" in text


def test_players_see_no_brief_no_inject_no_graph_and_no_file(
    browser: Client, mika: User, log_in: LogIn
) -> None:
    pack = shipped(NAME)
    hidden = [role.brief.en[:30] for role in pack.roles.values()]
    hidden += [each.title.en for each in pack.injects.values()]
    hidden += [each.text.en[:30] for each in pack.injects.values()]
    for client in (browser, log_in(mika)):
        text = _text(client)
        assert [each for each in hidden if each in text] == []
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="graph"' not in text
    file = reverse("exercises:scenario_file", args=[NAME])
    assert log_in(mika).get(file).status_code == 403


def test_who_runs_exercises_sees_the_schedule_and_the_graph(
    flora: User, log_in: LogIn
) -> None:
    pack, client = shipped(NAME), log_in(flora)
    text = _text(client)
    assert all(f"<td>{number:02}</td>" in text for number in range(1, 10))
    assert 'class="graph"' in text
    assert not [r for r in pack.roles.values() if r.brief.en[:30] in text]
    file = client.get(reverse("exercises:scenario_file", args=[NAME]))
    assert file.content.decode() == source(NAME)


def test_a_scenario_that_is_not_there_is_not_found(browser: Client, db: None) -> None:
    assert browser.get(reverse("exercises:scenario", args=["no"])).status_code == 404

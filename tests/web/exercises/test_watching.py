"""Experts and observers: what they see, note, mark, rate and advise."""

from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import AskAdvice, Improvise, Say, Stop
from karski.exercise.events import FACILITATOR
from karski.web.exercises.models import Entry, Exercise, Part
from karski.web.people.models import User
from web.exercises.conftest import Clock, LogIn, MakePlayer
from web.exercises.desks_made import JSON, at, do, timed

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(exercise: Exercise, clock: Clock, player: MakePlayer) -> Exercise:
    """At half past eleven of the first day, with an expert, an observer, an envoy."""
    player(part=Part.EXPERT)
    player(part=Part.OBSERVER)
    player("envoy")
    at(exercise, "1 11:30")
    return exercise


def address(name: str, who: str = "expert", **asked: object) -> str:
    link = reverse(f"exercises:{name}", args=[f"token-{who}"])
    return f"{link}?{urlencode(asked)}" if asked else link


def text(browser: Client, name: str, who: str = "expert", **asked: object) -> str:
    answer = browser.get(address(name, who, **asked))
    assert answer.status_code == 200
    return " ".join(unescape(answer.text).split())


def send(
    browser: Client, name: str, who: str = "expert", **said: object
) -> tuple[int, str]:
    answer = browser.post(address(name, who), said, **JSON)
    told = answer.json()
    return answer.status_code, told.get("said", told.get("error"))


def last(exercise: Exercise, kind: str) -> Entry:
    row = exercise.entries.filter(kind=kind).last()
    assert row is not None
    return row


def test_any_teams_or_seats_view(running: Exercise, browser: Client) -> None:
    everything = text(browser, "watching_mine")
    assert "Men in boats" in everything
    assert "The ferry stops" in everything
    field = text(browser, "my_view", view="field")
    assert "The ferry stops" in field
    assert "Men in boats" not in field
    assert "Men in boats" in text(browser, "my_view", view="interior")
    assert "Men in boats" in text(browser, "my_view", view="no such team")


def test_who_watches_sees_the_clock_and_a_safety_stop_at_once(
    running: Exercise, browser: Client
) -> None:
    assert "Day 1, 11:30" in text(browser, "my_clock")
    timed(running, Stop)
    for name in ("watching_mine", "my_clock"):
        assert "Stopped for safety" in text(browser, name, "observer")


def test_a_note_keeps_its_time_and_no_desk_sees_it(
    running: Exercise, browser: Client
) -> None:
    said = {"text": "Nobody told the field", "roles": ["interior", "envoy"]}
    assert send(browser, "my_note", **said, nonce="a") == (200, "Noted.")
    assert send(browser, "my_note", **said, nonce="a") == (200, "Noted.")
    assert running.entries.filter(kind="observed").count() == 1
    note = last(running, "observed")
    assert (note.by, note.to) == ("expert", [])
    assert note.data["roles"] == ["interior", "envoy"]
    assert "Nobody told the field" in text(browser, "watching_mine")
    assert "Nobody told the field" not in text(browser, "watching_mine", "observer")
    assert "Nobody told the field" not in text(browser, "mine", "envoy")


def test_a_note_without_words_or_about_nothing_is_refused_in_a_sentence(
    running: Exercise, browser: Client
) -> None:
    code, why = send(browser, "my_note", text=" ")
    assert (code, why) == (409, "This field is required.")
    code, why = send(browser, "my_note", text="There", about=4000)
    assert code == 409
    assert "4000" in why
    code, why = send(browser, "my_note", text="🙂" * 10_000)
    assert code == 409
    assert "2000" in why


def test_what_is_marked_can_be_the_evidence_of_a_rating(
    running: Exercise, browser: Client
) -> None:
    news = last(running, "inject_sent").seq
    assert send(browser, "my_mark", event=news) == (200, "Marked.")
    page = text(browser, "watching_mine")
    assert "marked" in page
    rating = {
        "capability": "warning",
        "rating": "M",
        "evidence": "It lay for hours",
        "events": [news],
    }
    code, _said = send(browser, "my_rating", **rating)
    assert code == 200
    rated = last(running, "rated")
    assert (rated.by, rated.data["rating"], rated.data["events"]) == (
        "expert",
        "M",
        [news],
    )
    assert (
        send(browser, "my_rating", **rating | {"events": [1]})[0] == 409
    )  # not marked
    assert send(browser, "my_rating", **rating | {"rating": "X"})[0] == 409
    code, why = send(browser, "my_rating", **rating | {"capability": "flying"})
    assert code == 409
    assert "flying" in why


def test_advice_reaches_the_seat_that_asked(running: Exercise, browser: Client) -> None:
    do(running, AskAdvice(by="envoy", text="Who goes first?"))
    assert "Who goes first?" in text(browser, "my_asked")
    assert "Who goes first?" not in text(browser, "my_asked", "observer")
    asked = last(running, "advice_asked").seq
    said = send(browser, "my_advice", asked=asked, text="The elders.")
    assert said == (200, "Your advice is with them.")
    assert last(running, "advice_given").to == ["envoy"]
    assert "Who goes first?" not in text(browser, "my_asked")
    code, _why = send(browser, "my_advice", "observer", asked=asked, text="Me too")
    assert code == 409


def test_without_a_script_the_page_says_what_happened(
    running: Exercise, browser: Client
) -> None:
    form = {"text": "Seen", "view": "field"}
    answer = browser.post(address("my_note"), form, follow=True)
    assert answer.redirect_chain[-1][0].endswith("?view=field")
    assert "Noted." in answer.text


def test_desks_do_not_watch_and_watchers_have_no_desk(
    running: Exercise, browser: Client
) -> None:
    assert browser.get(address("watching_mine", "envoy")).status_code == 403
    assert browser.post(address("my_note", "envoy"), {"text": "x"}).status_code == 403
    assert browser.get(address("watching_mine", "nobody")).status_code == 410


def test_those_who_run_it_see_what_was_noted(
    running: Exercise, browser: Client, flora: User, log_in: LogIn
) -> None:
    send(browser, "my_note", text="Nobody told the field")
    send(browser, "my_note", "observer", text="The envoy waits")
    page = log_in(flora).get(reverse("exercises:watching", args=[running.public_id]))
    assert "Nobody told the field" in page.text
    assert "The envoy waits" in page.text


def test_what_people_write_is_text_and_what_is_hateful_is_hidden(
    running: Exercise, browser: Client
) -> None:
    do(running, Say(by="envoy", to=("monitor",), text="<b>bold</b>"))
    improvised = Improvise(
        by=FACILITATOR,
        text="They call them vermin",
        channel="radio",
        sender="courier",
        to=("envoy",),
        sensitive=True,
    )
    do(running, improvised)
    page = browser.get(address("my_view")).text
    assert "&lt;b&gt;bold" in page
    hidden = page.split("They call them vermin")[0].rsplit("<details", 1)[1]
    assert " open" not in hidden
    assert "Hidden" in hidden

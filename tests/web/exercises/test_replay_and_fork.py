"""The journal replayed and forked, and the page of the world model."""

from html import unescape

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from karski.exercise import forking as science
from karski.web.exercises.models import Exercise
from karski.web.exercises.queries import forking
from karski.web.exercises.views import worlds
from karski.web.people.models import User
from web.exercises.conftest import Clock, LogIn, MakePlayer
from web.exercises.played import play

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(exercise: Exercise, clock: Clock) -> Exercise:
    return play(exercise)


@pytest.fixture
def client(flora: User, log_in: LogIn) -> Client:
    return log_in(flora)


@pytest.fixture(autouse=True)
def _few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Live fewer worlds, and forget those of other tests."""
    monkeypatch.setattr(forking, "RUNS", 50)
    forking._forks.clear()
    forking._kept.clear()


def text(client: Client, exercise: Exercise, name: str, **asked: object) -> str:
    at = reverse(f"exercises:{name}", args=[exercise.public_id])
    answer = client.get(at, asked)
    assert answer.status_code == 200
    return " ".join(unescape(answer.text).split())


def _seq(exercise: Exercise, kind: str) -> int:
    row = exercise.entries.filter(kind=kind).last()
    assert row is not None
    return row.seq


def test_a_replay_steps_through_the_journal(over: Exercise, client: Client) -> None:
    shared = _seq(over, "shared")
    page = text(client, over, "replay", at=shared)
    assert "Day 1, 20:00</h1>" in page
    assert "Minister of the interior passes on: Men in boats" in page
    shown = over.entries.exclude(kind__in=("read", "inject_due")).count()
    assert f"of {shown} in this view" in page
    assert f'rel="next" href="?at={shared + 1}&seat="' in page
    assert "Reed people in The Bank" in page  # how the world stood


def test_a_seat_s_replay_holds_only_what_it_saw(over: Exercise, client: Client) -> None:
    report = over.entries.get(kind="inject_sent", data__inject="boats").seq
    page = text(client, over, "replay", at=report, seat="envoy")
    assert "Men in boats" not in page
    later = text(client, over, "replay", at=_seq(over, "shared"), seat="envoy")
    assert "Men in boats" in later
    assert "How the world stood" not in later


def test_news_tells_whom_it_reached(over: Exercise, client: Client) -> None:
    report = over.entries.get(kind="inject_sent", data__inject="boats").seq
    page = text(client, over, "replay", at=report)
    assert "Special envoy, Day 1, 20:00" in page
    assert "from Minister of the interior" in page


@pytest.mark.parametrize("nonsense", ["x", "-1", "99999999999", "", "0"])
def test_a_moment_that_is_none_shows_one_that_is(
    over: Exercise, client: Client, nonsense: str
) -> None:
    assert "in this view" in text(client, over, "replay", at=nonsense)


def test_nothing_is_replayed_before_anything_happened(
    exercise: Exercise, client: Client
) -> None:
    assert "nothing to see yet" in text(client, exercise, "replay")
    assert "Nothing has happened yet" in text(client, exercise, "review")
    assert "No decision has been taken" in text(client, exercise, "fork")


def test_what_if_it_had_come_earlier_is_worked_out_once(
    over: Exercise, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _seq(over, "decision_proposed")
    asked = {"decision": number, "how": "earlier", "hours": 6}
    page = text(client, over, "fork", **asked)
    assert "What if it had come 6 hours earlier: Mediation, The Bank?" in page
    assert "pairs of worlds" in page
    assert "In your own run" in page
    assert 'class="wide"' in page

    def again(*_: object) -> None:
        raise AssertionError("worked out twice")

    monkeypatch.setattr(science.Fork, "otherwise", again)
    number_of_forks = len(forking._kept)
    at = reverse("exercises:fork", args=[over.public_id])
    monkeypatch.setattr(
        forking, "own_run", lambda *_: next(iter(forking._kept.values()))
    )
    assert client.get(at, asked).status_code == 200
    assert len(forking._kept) == number_of_forks


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"how": "earlier", "hours": 24 * 20}, "before the exercise or after it"),
        ({"how": "earlier", "hours": ""}, "Say by how many hours"),
        ({"how": "sooner", "hours": 5}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_asked_is_said(
    over: Exercise, client: Client, asked: dict[str, object], why: str
) -> None:
    number = _seq(over, "decision_proposed")
    page = text(client, over, "fork", decision=number, **asked)
    assert why in page
    assert "pairs of worlds with the same story" not in page


def test_a_decision_that_nobody_took(over: Exercise, client: Client) -> None:
    asked = {"what": "rumour_verification|all", "day": 1, "hour": 9}
    page = text(client, over, "fork", **asked)
    assert "What if somebody had decided on" in page
    assert "the whole country, Day 1, 09:00?" in page


def test_what_each_decision_changed(over: Exercise, client: Client) -> None:
    page = text(client, over, "changed")
    assert "Mediation: The Bank" in page
    assert "evidence graded B" in page
    at = reverse("exercises:changed", args=[over.public_id])
    part = client.get(at, headers={"X-Part": "1"}).text
    assert "<html" not in part
    assert "<table" in part


def test_the_world_s_page_is_open_to_all_and_says_what_it_cannot_say(
    browser: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worlds, "RUNS", 20)
    worlds._sensitivity.cache_clear()
    page = browser.get(reverse("exercises:world")).text
    assert "It forecasts nothing." in page
    assert "Uppsala Conflict Data Program" in page
    assert "Incidents to be expected, by phase" in page
    assert "a judgement of ours" in page
    worlds._sensitivity.cache_clear()


@override_settings(
    ACCOUNT_RATE_LIMITS={**settings.ACCOUNT_RATE_LIMITS, "exercise_fork": "2/m/key"}
)
def test_a_link_asks_for_no_more_other_worlds_than_a_person_would(
    over: Exercise, player: MakePlayer, browser: Client
) -> None:
    for name in ("Eve", "Ada"):
        player(name=name)
    address = reverse("exercises:my_fork", args=["token-Eve"])
    asked = [browser.get(address).status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    other = reverse("exercises:my_fork", args=["token-Ada"])
    assert browser.get(other).status_code == 200

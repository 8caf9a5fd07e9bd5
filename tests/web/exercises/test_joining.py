"""Joining by a code, choosing a seat, stepping out, leaving."""

import pytest
from django.test import Client
from django.urls import reverse

from karski.web.exercises.models import Exercise, Player
from karski.web.exercises.queries.codes import code_of
from karski.web.people.models import Event
from web.exercises.conftest import MakePlayer

pytestmark = pytest.mark.django_db


def given(exercise: Exercise, **other: str) -> dict[str, str]:
    return {"code": code_of(exercise), "name": "Heron", "language": "en"} | other


def test_a_code_lets_somebody_in_without_an_account(
    exercise: Exercise, browser: Client
) -> None:
    answer = browser.post(reverse("exercises:join"), given(exercise))
    player = exercise.players.get()
    assert (player.name, player.role, player.language) == ("Heron", "", "en")
    assert answer.status_code == 302
    page = browser.get(answer.url, follow=True)
    assert "Choose your seat" in page.text
    assert Event.objects.latest("number").action == "joined an exercise"


def test_whoever_scans_the_code_need_not_type_it(
    exercise: Exercise, browser: Client
) -> None:
    page = browser.get(reverse("exercises:join_with", args=[code_of(exercise)]))
    assert f'value="{code_of(exercise)}"' in page.text


def test_a_wrong_code_is_told_in_a_sentence(
    exercise: Exercise, browser: Client
) -> None:
    page = browser.post(reverse("exercises:join"), given(exercise, code="ZZZZZZ"))
    assert "No exercise is open under this code." in page.text
    assert Player.objects.count() == 0


def test_who_joins_in_hungarian_goes_on_in_hungarian(
    exercise: Exercise, browser: Client
) -> None:
    answer = browser.post(reverse("exercises:join"), given(exercise, language="hu"))
    assert answer.url.startswith("/hu/exercises/seat/")


def test_a_seat_is_chosen_and_opens_the_desk(
    exercise: Exercise, player: MakePlayer, browser: Client
) -> None:
    somebody = player(name="Heron")
    address = reverse("exercises:choose_seat", args=["token-Heron"])
    role = next(iter(browser.get(address).context["seats"])).name
    page = browser.post(address, {"role": role}, follow=True)
    somebody.refresh_from_db()
    assert somebody.role == role
    assert "Your desk" in page.text
    assert exercise.entries.get().kind == "seat_taken"

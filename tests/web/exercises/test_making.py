"""Exercises are made of a scenario; people join by a code; seats and links."""

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from karski.exercise.packs.reading import source
from karski.web.exercises import states
from karski.web.exercises.actions import making, seats
from karski.web.exercises.models import Exercise, Player
from karski.web.exercises.queries.codes import code_of, exercise_with
from karski.web.exercises.taking_part import holder
from karski.web.people.models import Event, Organisation, User
from web.exercises.conftest import LogIn, MakePlayer
from web.exercises.small import make_small

PACK = "first_warning"


def said() -> list[str]:
    """Return what the audit trail says, in order."""
    return [event.action for event in Event.objects.order_by("number")]


def seated(exercise: Exercise, role: str) -> list[str]:
    with states.reading(exercise) as state:
        return list(state.seats[role].players)


def test_an_exercise_keeps_its_scenario_and_opens_by_its_code(
    centre: Organisation, flora: User
) -> None:
    made, code = making.make_exercise(centre, by=flora, pack=PACK, title="June", seed=5)
    assert made.pack_text == source(PACK)
    assert exercise_with(f" {code[:3].lower()}-{code[3:]}") == made
    assert said() == ["made an exercise"]


def test_a_new_code_ends_the_old_one_and_closed_joining_ends_both(
    exercise: Exercise, flora: User
) -> None:
    old = code_of(exercise)
    new = making.renew_code(exercise, by=flora)
    assert (exercise_with(old), exercise_with(new)) == (None, exercise)
    making.set_joining(exercise, by=flora, joining=False, choosing=True)
    assert exercise_with(new) is None


def test_bots_fill_the_seats_that_nobody_plays(
    exercise: Exercise, flora: User, mika: User, player: MakePlayer, log_in: LogIn
) -> None:
    player("envoy")
    path = f"/exercises/{exercise.public_id}/people/"
    assert log_in(mika).post(f"{path}bots/").status_code == 403
    browser = log_in(flora)
    page = browser.post(f"{path}bots/", follow=True).text
    assert "Bots play 3 seats." in page
    assert "Hand all empty seats to bots" not in page
    player("press")
    room = browser.get(f"/exercises/{exercise.public_id}/").text
    assert "People sit where bots play: " in room
    with states.reading(exercise) as state:
        bots = {name for name, seat in state.seats.items() if seat.bot}
    assert bots == {*state.pack.roles} - {"envoy"}


def test_a_room_is_told_when_phones_cannot_open_the_code(
    exercise: Exercise,
    flora: User,
    log_in: LogIn,
    settings: LazySettings,
) -> None:
    browser, path = log_in(flora), f"/exercises/{exercise.public_id}/"
    warned = "karski serve --with-room"
    assert warned in browser.get(path).text
    assert warned in browser.get(f"{path}people/").text
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, room_port=8001)
    assert warned not in browser.get(path).text


def test_an_unknown_scenario_and_strangers_are_refused(
    centre: Organisation, flora: User, ines: User, mika: User
) -> None:
    with pytest.raises(ValidationError, match="no such scenario"):
        making.make_exercise(centre, by=flora, pack="../x", title="x", seed=1)
    for stranger in (ines, mika):
        with pytest.raises(PermissionDenied):
            making.make_exercise(centre, by=stranger, pack=PACK, title="x", seed=1)
    assert not Exercise.objects.exists()


def test_the_page_makes_an_exercise_of_ones_own_organisation_alone(
    centre: Organisation, institute: Organisation, flora: User, log_in: LogIn
) -> None:
    browser = log_in(flora)
    asked = {"pack": PACK, "title": "June", "seed": "12"}
    refused = browser.post("/exercises/new/", asked | {"organisation": institute.pk})
    assert "Select a valid choice" in refused.content.decode()
    made = browser.post("/exercises/new/", asked | {"organisation": centre.pk})
    found = Exercise.objects.get()
    assert made.headers["Location"] == f"/exercises/{found.public_id}/"
    assert (found.seed, found.organisation, found.made_by) == (12, centre, flora)


def test_seats_are_given_changed_and_left_in_the_journal(
    exercise: Exercise, flora: User, player: MakePlayer
) -> None:
    ada = player(name="Ada")
    seats.assign(ada, "envoy", by=flora)
    seats.assign(ada, "press", by=flora)
    who = str(ada.public_id)
    assert (seated(exercise, "envoy"), seated(exercise, "press")) == ([], [who])
    assert Player.objects.get().role == "press"
    seats.remove(ada, by=flora)
    assert seated(exercise, "press") == []
    assert holder("token-Ada") is None
    with pytest.raises(ValidationError, match="has left"):
        seats.assign(Player.objects.get(), "envoy", by=flora)


def test_experts_take_no_seat_and_a_seat_must_be_there(
    exercise: Exercise, flora: User, player: MakePlayer
) -> None:
    with pytest.raises(ValidationError, match="no such seat"):
        seats.assign(player(name="Ada"), "king", by=flora)
    with pytest.raises(ValidationError, match="have no seat"):
        seats.assign(player(part="expert"), "envoy", by=flora)
    assert not exercise.entries.exists()


def test_a_new_link_ends_the_old_one_and_is_shown_once(
    exercise: Exercise, flora: User, player: MakePlayer, log_in: LogIn
) -> None:
    ada = player(name="Ada")
    page = log_in(flora).post(
        f"/exercises/{exercise.public_id}/people/{ada.public_id}/link/"
    )
    token = page.content.decode().partition("/exercises/seat/")[2].partition("/")[0]
    assert (holder("token-Ada"), holder(token)) == (None, ada)
    assert "no-store" in page.headers["Cache-Control"]


def test_a_person_of_another_exercise_cannot_be_touched(
    exercise: Exercise,
    institute: Organisation,
    ines: User,
    player: MakePlayer,
    log_in: LogIn,
) -> None:
    theirs = make_small(institute)
    ada = player("envoy", "Ada")
    path = f"/exercises/{theirs.public_id}/people/{ada.public_id}/remove/"
    assert log_in(ines).post(path).status_code == 404
    assert holder("token-Ada") == ada


def test_the_room_is_ready_when_seats_are_filled(
    exercise: Exercise, flora: User, player: MakePlayer, log_in: LogIn
) -> None:
    browser = log_in(flora)
    path = f"/exercises/{exercise.public_id}/"

    def checks() -> dict[str, str]:
        found = browser.get(path).context["checks"]
        return {each.title: each.is_ for each in found}

    assert checks()["Seats that are needed"] == "unmet"
    player("interior")
    player("press")
    seats.hand_over(exercise, "envoy", by=flora, to_bot=True)
    assert checks()["Seats that are needed"] == "met"  # the monitor may stay free
    player(name="Late")
    assert checks()["People without a seat"] == "open"


def test_visitors_see_the_scenarios_and_no_exercise(
    exercise: Exercise, browser: Client
) -> None:
    page = browser.get("/exercises/").content.decode()
    assert "The ferry, May" not in page
    assert "Salt Road" in page

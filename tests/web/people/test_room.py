"""A training room: seats by code, nothing that is privileged, an end."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from karski.web.people.actions import cohorts
from karski.web.people.models import Cohort, Membership, Seat, User
from karski.web.people.person import person_of
from karski.web.people.roles import PERMISSIONS, Permission, Role
from tests_people import PASSWORD, Room

LogIn = Callable[[User], Client]


@pytest.fixture
def seat(coordinator: User, cohort: Cohort) -> cohorts.NewSeat:
    return cohorts.make_seats(cohort, by=coordinator, seats=1, days=1)[0]


@pytest.fixture
def room(settings: Room) -> Room:
    settings.ROOM = True
    settings.LOGIN_URL = "people:seat"
    settings.SESSION_COOKIE_SECURE = False
    return settings


def take(code: str) -> Client:
    browser = Client(HTTP_HOST="localhost")
    browser.post("/people/seat/", {"code": code})
    return browser


def taken(browser: Client) -> bool:
    return bool(browser.get("/").context["user"].is_authenticated)


@pytest.mark.parametrize("change", [str, str.lower, lambda code: code.replace("-", "")])
def test_a_code_opens_its_seat_however_it_is_typed(
    seat: cohorts.NewSeat, room: Room, change: Callable[[str], str]
) -> None:
    page = take(change(seat.code)).get("/")
    assert page.context["user"] == seat.seat.user
    assert "<span>Seat 1</span>" in page.content.decode()


def test_a_seat_is_a_member_and_no_more(
    seat: cohorts.NewSeat, cohort: Cohort, room: Room
) -> None:
    Membership.objects.create(
        user=seat.seat.user,
        organisation=cohort.organisation,
        role=Role.ADMINISTRATOR,
    )
    who = person_of(seat.seat.user)
    assert dict(who.roles) == {cohort.organisation_id: Role.MEMBER}
    permitted = {each for each in Permission if who.may(each)}
    assert permitted == PERMISSIONS[Role.MEMBER]


@pytest.mark.parametrize(
    "path",
    [
        "/people/",
        "/people/you/",
        "/people/cohorts/",
        "/people/join/token/",
        "/people/first/token/",
        "/account/login/",
        "/account/password/reset/",
        "/account/2fa/",
    ],
)
def test_a_room_serves_nothing_that_was_not_made_for_it(
    seat: cohorts.NewSeat, room: Room, visitor: Client, path: str
) -> None:
    assert visitor.get(path).status_code == 404
    assert take(seat.code).get(path).status_code == 404


def test_accounts_do_not_get_in_over_a_rooms_open_network(
    member: User, log_in: LogIn, visitor: Client, room: Room
) -> None:
    typed = {"login": member.email, "password": PASSWORD}
    assert visitor.post("/account/login/", typed).status_code == 404
    room.ROOM = False
    browser = log_in(member)
    room.ROOM = True
    assert not taken(browser)


def test_a_wrong_code_opens_nothing(
    seat: cohorts.NewSeat, room: Room, visitor: Client
) -> None:
    page = visitor.post("/people/seat/", {"code": "AAAA-BBBB-CCCC"})
    assert "No open seat has this code" in page.content.decode()
    assert not taken(visitor)


def test_codes_cannot_be_tried_without_end(
    seat: cohorts.NewSeat, room: Room, visitor: Client
) -> None:
    for number in range(30):
        visitor.post("/people/seat/", {"code": f"AAAA-BBBB-CC{number:02}"})
    assert visitor.post("/people/seat/", {"code": seat.code}).status_code == 429


def test_a_session_ends_with_its_seat(seat: cohorts.NewSeat, room: Room) -> None:
    browser = take(seat.code)
    left = browser.session.get_expiry_date() - seat.seat.expires
    assert abs(left) < timedelta(seconds=2)
    assert taken(browser)
    Seat.objects.update(expires=timezone.now())
    assert not taken(browser)
    assert not taken(take(seat.code))


def test_a_closed_seat_ends_its_session_at_once(
    seat: cohorts.NewSeat, coordinator: User, room: Room
) -> None:
    browser = take(seat.code)
    room.ROOM = False
    cohorts.revoke_seat(seat.seat, by=coordinator)
    room.ROOM = True
    assert not taken(browser)


def test_seats_open_nothing_outside_a_room(
    seat: cohorts.NewSeat, room: Room, visitor: Client
) -> None:
    browser = take(seat.code)
    room.ROOM = False
    assert not taken(browser)
    assert visitor.post("/people/seat/", {"code": seat.code}).status_code == 404


def test_one_gets_up_from_a_seat(seat: cohorts.NewSeat, room: Room) -> None:
    browser = take(seat.code)
    browser.post("/account/logout/")
    assert not taken(browser)


def test_pages_of_a_room_link_to_nothing_that_it_does_not_serve(
    seat: cohorts.NewSeat, room: Room, visitor: Client
) -> None:
    for browser, path in ((visitor, "/people/seat/"), (take(seat.code), "/")):
        links = re.findall(r'href="(/[^"]*)"', browser.get(path).content.decode())
        served = {link for link in links if not link.startswith("/static/")}
        answers = {link: browser.get(link).status_code for link in served}
        assert answers == dict.fromkeys(served, 200)

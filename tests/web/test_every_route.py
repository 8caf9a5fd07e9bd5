"""Role by route by method, made from the routes themselves.

Every address of the site says who may call it (`people.access`); here each is called
by everybody. A new route is in it at once: one that does not say who may call it
fails, and so does one with a part that varies and no entry in its area's `routes.py`
(see `tests_routes`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter
from pytest_django import DjangoDbBlocker

from karski.web.people.access import Access
from karski.web.people.actions.invitations import own_address
from karski.web.people.middleware import AccessMiddleware, access_of
from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.outside import OUTSIDE
from karski.web.people.roles import PERMISSIONS, PRIVILEGED, Role
from tests_routes import Kwargs, anything, told

METHODS = ("HEAD", "GET", "PUT", "PATCH", "DELETE", "POST")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
REFUSED = {403, 404}
SERVER_ERROR, NOT_FOUND = 500, 404
OURS, THEIRS = "ours", "theirs"  # whose object it is
pytestmark = pytest.mark.django_db
ROLES = (None, *Role)
TOLD = told()


@dataclass(frozen=True)
class Route:
    """An address, and what its view says of who may call it."""

    name: str
    access: Access
    parts: dict[str, object]  # those that vary, and something that each may be

    @property
    def open_to_all(self) -> bool:
        """Whether it answers about things that nobody need find."""
        return TOLD.anybodys.get(self.name) is anything


def routes() -> list[Route]:
    """Return every address of the site once, whatever the language."""
    return list(_walk(get_resolver().url_patterns, "", {}))


def _walk(
    patterns: list[URLPattern | URLResolver], space: str, parts: dict[str, object]
) -> Iterator[Route]:
    for each in patterns:
        here = parts | _invented(each)
        if isinstance(each, URLResolver):
            name = each.namespace or each.app_name
            within = f"{space}{name}:" if name else space
            yield from _walk(each.url_patterns, within, here)
        else:
            name = f"{space}{each.name}"
            yield Route(name, access_of(each.callback, name), here)


def _invented(of: URLPattern | URLResolver) -> Kwargs:
    """Return parts that vary with something that each may be."""
    invented: Kwargs = dict.fromkeys(of.pattern.regex.groupindex, "any")
    for part, converter in of.pattern.converters.items():
        if isinstance(converter, IntConverter):
            invented[part] = 0
        if isinstance(converter, UUIDConverter):
            invented[part] = UUID(int=0)
    return invented


ROUTES = routes()
BY_NAME = {route.name: route for route in ROUTES}


@dataclass(frozen=True)
class World:
    """Two organisations with one object of each kind, and everybody logged in."""

    kwargs: dict[str, dict[str, Kwargs]]
    cookies: dict[Role | None, SimpleCookie]

    def browser(self, role: Role | None, *, strict: bool = False) -> Client:
        """Return a browser of somebody; a strict one asks for a form's token."""
        client = Client(HTTP_HOST="localhost", enforce_csrf_checks=strict)
        client.cookies = SimpleCookie(
            {name: morsel.value for name, morsel in self.cookies[role].items()}
        )
        return client

    def address(self, route: Route, whose: str = OURS) -> str:
        """Return a route's address that names somebody's object."""
        named = self.kwargs[whose].get(route.name)
        if named is None and route.parts:
            named = TOLD.anybodys[route.name]() or route.parts
        return reverse(route.name, kwargs=named)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Make everybody and everything once; tests take back what they do."""
    with django_db_blocker.unblock(), taken_back():
        kwargs: dict[str, dict[str, Kwargs]] = {OURS: {}, THEIRS: {}}
        for whose, name in ((THEIRS, "Hill Institute"), (OURS, "Quay Centre")):
            place = Organisation.objects.create(name=name, kind=Kind.RESEARCH)
            person = User.objects.create_user(f"{whose}@quay.example", name=whose)
            Membership.objects.create(user=person, organisation=place, role=Role.MEMBER)
            for route, make in TOLD.objects.items():
                kwargs[whose][route] = make(place, person)
        yield World(kwargs, {role: _logged_in(role, place) for role in ROLES})


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is written within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _logged_in(role: Role | None, place: Organisation) -> SimpleCookie:
    """Return the cookies of somebody with a role, proven as their role needs it."""
    client = Client(HTTP_HOST="localhost")
    if role is None:
        return client.cookies
    user = User.objects.create_user(f"{role}@quay.example", "x", name=role)
    own_address(user)
    if role is not Role.VISITOR:
        Membership.objects.create(user=user, organisation=place, role=role)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    if role in PRIVILEGED:
        _prove(client, user)
    return client.cookies


def _prove(client: Client, user: User) -> None:
    """Have the session proven by a second factor, as logging in with one does."""
    TOTP.activate(user, generate_totp_secret())
    request = HttpRequest()
    request.session, request.user = client.session, user
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()


def expected(route: Route, role: Role | None, method: str, whose: str) -> str:
    """Say how a call ends, from what the route declares."""
    access = route.access
    if method not in access.methods:
        return "wrong verb"
    if access.public:
        return "refused" if route.name in TOLD.room_only else "in"
    if role is None:
        return "log in"
    permissions = PERMISSIONS[role]
    if access.permission is not None and access.permission not in permissions:
        return "refused"
    if route.name not in TOLD.objects:
        return "in"
    if TOLD.stricter.get(route.name, access.permission) not in {None, *permissions}:
        return "refused"
    ours = role is not Role.VISITOR and whose == OURS
    may = ours or role is Role.ADMINISTRATOR
    return "in" if may and route.name not in TOLD.personal else "refused"


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> list[HttpResponse | None]:
    """What the door answered, call by call: None where it let somebody in."""
    answers: list[HttpResponse | None] = []
    ask = AccessMiddleware.process_view

    def asked(self: AccessMiddleware, *given: Any) -> HttpResponse | None:  # noqa: ANN401 -- passed on
        answers.append(ask(self, *given))
        return answers[-1]

    monkeypatch.setattr(AccessMiddleware, "process_view", asked)
    return answers


def ended(
    client: Client,
    doors: list[HttpResponse | None],
    route: Route,
    method: str,
    address: str,
) -> str:
    """Call it, and say how that ended: at the door, or inside."""
    answer = client.generic(method, address)
    door = doors.pop()
    assert answer.status_code < SERVER_ERROR, f"{method} {address}"
    if door is not None:
        return {405: "wrong verb", 403: "refused", 302: "log in"}[door.status_code]
    if route.open_to_all and answer.status_code == NOT_FOUND:
        return "in"
    inside_refused = route.name not in OUTSIDE and answer.status_code in REFUSED
    return "refused" if inside_refused else "in"


def test_every_part_that_varies_has_its_object() -> None:
    varying = {route.name for route in ROUTES if route.parts}
    assert varying == TOLD.objects.keys() | TOLD.anybodys.keys()
    assert TOLD.stricter.keys() | TOLD.personal <= TOLD.objects.keys()
    assert TOLD.room_only <= BY_NAME.keys()


def test_only_what_is_public_may_be_about_anything() -> None:
    assert [r.name for r in ROUTES if r.open_to_all and not r.access.public] == []


def test_addresses_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(ROUTES)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_route_lets_in_whom_it_says(
    world: World, doors: list[HttpResponse | None], name: str
) -> None:
    route = BY_NAME[name]
    wanted, got = {}, {}
    for role in ROLES:
        with taken_back():
            client = world.browser(role)
            for whose in (THEIRS, OURS) if name in TOLD.objects else (OURS,):
                address = world.address(route, whose)
                for method in METHODS:
                    call = (role, whose, method)
                    wanted[call] = expected(route, role, method, whose)
                    got[call] = ended(client, doors, route, method, address)
    assert got == wanted


@pytest.mark.parametrize("name", BY_NAME)
def test_nothing_is_written_without_a_token(world: World, name: str) -> None:
    client = world.browser(Role.ADMINISTRATOR, strict=True)
    for method in UNSAFE:
        with taken_back():
            answer = client.generic(method, world.address(BY_NAME[name]))
        assert answer.status_code == 403, method
        assert "403_csrf.html" in [each.name for each in answer.templates], method


def test_views_of_others_are_all_served() -> None:
    assert OUTSIDE.keys() == {name for name in BY_NAME if name in OUTSIDE}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_training_room_serves_what_is_meant_for_it_and_nothing_else(
    world: World,
    doors: list[HttpResponse | None],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    route = BY_NAME[name]
    monkeypatch.setattr("django.conf.settings.ROOM", True)
    with taken_back():
        answer = world.browser(None).get(world.address(route))
    at_the_door = doors != []  # it raises where a room does not serve this
    served = at_the_door if route.open_to_all else answer.status_code != NOT_FOUND
    assert served is route.access.room

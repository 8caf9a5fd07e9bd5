"""Role by route by method, made from the routes themselves.

Every address of the site says who may call it (`people.access`); here each is called
by everybody. A new route is in it at once: one that does not say who may call it
fails, and so does one with a part that varies and no entry in `OBJECTS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from karski.web.people.access import Access
from karski.web.people.actions.accounts import renew_first_link
from karski.web.people.actions.invitations import own_address
from karski.web.people.middleware import AccessMiddleware, access_of
from karski.web.people.models import (
    Cohort,
    CohortMember,
    Invitation,
    Kind,
    Membership,
    Organisation,
    Seat,
    User,
)
from karski.web.people.outside import OUTSIDE
from karski.web.people.roles import PERMISSIONS, PRIVILEGED, Permission, Role
from karski.web.programme.models import Commitment

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
REFUSED = {403, 404}
SERVER_ERROR, NOT_FOUND = 500, 404
OURS, THEIRS = "ours", "theirs"  # whose object it is
Kwargs = dict[str, object]


@dataclass(frozen=True)
class Route:
    """An address, and what its view says of who may call it."""

    name: str
    access: Access
    parts: tuple[str, ...]


def routes() -> list[Route]:
    """Return every address of the site once, whatever the language."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(
    patterns: list[URLPattern | URLResolver], space: str, parts: tuple[str, ...]
) -> Iterator[Route]:
    for each in patterns:
        here = (*parts, *each.pattern.converters, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            name = each.namespace or each.app_name
            within = f"{space}{name}:" if name else space
            yield from _walk(each.url_patterns, within, here)
        else:
            name = f"{space}{each.name}"
            yield Route(name, access_of(each.callback, name), tuple(sorted({*here})))


ROUTES = routes()
BY_NAME = {route.name: route for route in ROUTES}


@dataclass(frozen=True)
class World:
    """Two organisations with one object of each kind."""

    kwargs: dict[str, dict[str, Kwargs]]
    place: Organisation


# -- what a part of an address that varies stands for --------------------------------

Make = Callable[[Organisation, User], Kwargs]


def _membership(place: Organisation, person: User) -> Kwargs:
    return {"key": Membership.objects.get(organisation=place, user=person).pk}


def _invitation(place: Organisation, _: User) -> Kwargs:
    row, _made = Invitation.objects.get_or_create(
        organisation=place,
        email="new@quay.example",
        defaults={
            "role": Role.MEMBER,
            "token_hash": f"{place.pk}",
            "expires": timezone.now() + timedelta(1),
        },
    )
    return {"key": row.pk}


def _cohort(place: Organisation, _: User) -> Kwargs:
    row, _made = Cohort.objects.get_or_create(organisation=place, name="Course")
    return {"key": row.pk}


def _cohort_member(place: Organisation, person: User) -> Kwargs:
    row, _made = CohortMember.objects.get_or_create(
        cohort_id=_cohort(place, person)["key"], user=person
    )
    return {"key": row.pk}


def _seat(place: Organisation, person: User) -> Kwargs:
    row, _made = Seat.objects.get_or_create(
        cohort_id=_cohort(place, person)["key"],
        label="1",
        defaults={
            "user": person,
            "code_hash": f"{place.pk}",
            "expires": timezone.now() + timedelta(1),
        },
    )
    return {"key": row.pk}


def _commitment(place: Organisation, person: User) -> Kwargs:
    row, _made = Commitment.objects.get_or_create(
        organisation=place,
        person=person,
        defaults={"what": "Meet", "aim": "concert", "by_when": date(2030, 1, 1)},
    )
    return {"key": row.public_id}


def _organisation(place: Organisation, _: User) -> Kwargs:
    return {"key": place.pk}


OBJECTS: dict[str, Make] = {  # belong to an organisation: others may not touch them
    "people:organisation": _organisation,
    "people:invite": _organisation,
    "people:withdraw": _invitation,
    "people:role": _membership,
    "people:remove": _membership,
    "people:cohort": _cohort,
    "people:add": _cohort,
    "people:seats": _cohort,
    "people:take_out": _cohort_member,
    "people:revoke": _seat,
    "programme:commitment": _commitment,
    "programme:review": _commitment,
    "programme:withdraw": _commitment,
}
ANYBODYS: dict[str, Callable[[], Kwargs]] = {  # belong to whoever holds the link
    "monitor:country": lambda: {"code": "sdn"},
    "people:join": lambda: {"token": "no-such-token"},
    "people:first": lambda: {"token": renew_first_link()},
    "account_confirm_email": lambda: {"key": "no-such-key"},
    "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "no-such-key"},
    "mfa_edit_webauthn": lambda: {"pk": 0},
    "mfa_remove_webauthn": lambda: {"pk": 0},
}
# beyond what the view declares, within one's own organisation
STRICTER: dict[str, Permission] = {
    "people:remove": Permission.MANAGE_MEMBERS,  # or one's own
    "people:cohort": Permission.MANAGE_COHORTS,  # or to be in it
    "programme:withdraw": Permission.MANAGE_PROGRAMME,  # or one's own
}
ROOM_ONLY = {"people:seat"}  # in a training room, else not there
PERSONAL = {"programme:review"}  # one person's alone, whatever others may


@pytest.fixture
def world(db: None) -> World:
    kwargs: dict[str, dict[str, Kwargs]] = {OURS: {}, THEIRS: {}}
    for whose, name in ((THEIRS, "Hill Institute"), (OURS, "Quay Centre")):
        place = Organisation.objects.create(name=name, kind=Kind.RESEARCH)
        person = User.objects.create_user(f"{whose}@quay.example", name=whose)
        Membership.objects.create(user=person, organisation=place, role=Role.MEMBER)
        for route, make in OBJECTS.items():
            kwargs[whose][route] = make(place, person)
    return World(kwargs, place)


def browser(world: World, role: Role | None) -> Client:
    """Return a browser of somebody with a role, proven as their role needs it."""
    client = Client(HTTP_HOST="localhost")
    cache.clear()
    if role is None:
        return client
    user = User.objects.create_user(f"{role}@quay.example", "x", name=role)
    own_address(user)
    if role is not Role.VISITOR:
        Membership.objects.create(user=user, organisation=world.place, role=role)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    if role in PRIVILEGED:
        _prove(client, user)
    return client


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
        return "refused" if route.name in ROOM_ONLY else "in"
    if role is None:
        return "log in"
    permissions = PERMISSIONS[role]
    if access.permission is not None and access.permission not in permissions:
        return "refused"
    if route.name not in OBJECTS:
        return "in"
    if STRICTER.get(route.name, access.permission) not in {None, *permissions}:
        return "refused"
    ours = role is not Role.VISITOR and whose == OURS
    may = ours or role is Role.ADMINISTRATOR
    return "in" if may and route.name not in PERSONAL else "refused"


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
    kwargs: Kwargs,
) -> str:
    """Call it, and say how that ended: at the door, or inside."""
    answer = client.generic(method, reverse(route.name, kwargs=kwargs))
    door = doors.pop()
    assert answer.status_code < SERVER_ERROR
    if door is None:
        inside_refused = route.name not in OUTSIDE and answer.status_code in REFUSED
        return "refused" if inside_refused else "in"
    return {405: "wrong verb", 403: "refused", 302: "log in"}[door.status_code]


def test_every_part_that_varies_has_its_object() -> None:
    varying = {route.name for route in ROUTES if route.parts}
    assert varying == OBJECTS.keys() | ANYBODYS.keys()
    assert STRICTER.keys() | PERSONAL <= OBJECTS.keys()


def test_addresses_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(ROUTES)


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "nobody")
@pytest.mark.parametrize("name", BY_NAME)
def test_a_route_lets_in_whom_it_says(
    world: World, doors: list[HttpResponse | None], name: str, role: Role | None
) -> None:
    route, client = BY_NAME[name], browser(world, role)
    wanted, got = {}, {}
    for whose in (THEIRS, OURS) if name in OBJECTS else (OURS,):
        kwargs = world.kwargs[whose].get(name) or ANYBODYS.get(name, dict)()
        for method in ("HEAD", "GET", "PUT", "PATCH", "DELETE", "POST"):
            wanted[whose, method] = expected(route, role, method, whose)
            got[whose, method] = ended(client, doors, route, method, kwargs)
    assert got == wanted


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("name", BY_NAME)
def test_nothing_is_written_without_a_token(
    world: World, name: str, method: str
) -> None:
    client = browser(world, Role.ADMINISTRATOR)
    client.handler.enforce_csrf_checks = True
    kwargs = world.kwargs[OURS].get(name) or ANYBODYS.get(name, dict)()
    answer = client.generic(method, reverse(name, kwargs=kwargs))
    assert answer.status_code == 403
    assert "403_csrf.html" in [each.name for each in answer.templates]


def test_views_of_others_are_all_served() -> None:
    assert OUTSIDE.keys() == {name for name in BY_NAME if name in OUTSIDE}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_training_room_serves_what_is_meant_for_it_and_nothing_else(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client = browser(world, None)
    monkeypatch.setattr("django.conf.settings.ROOM", True)
    kwargs = world.kwargs[OURS].get(name) or ANYBODYS.get(name, dict)()
    answer = client.get(reverse(name, kwargs=kwargs))
    assert (answer.status_code == NOT_FOUND) is not BY_NAME[name].access.room

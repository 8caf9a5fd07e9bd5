"""A centre, those who run its exercise, and people around it."""

from collections.abc import Callable
from typing import Protocol

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest
from django.test import Client

from karski.web.exercises import states
from karski.web.exercises.actions import running
from karski.web.exercises.actions.seats import assign
from karski.web.exercises.models import Exercise, Part, Player
from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import PRIVILEGED, Role
from karski.web.people.tokens import digest
from web.exercises.small import make_small

LogIn = Callable[[User], Client]
NOON = 1_800_000_000_000  # ms since the epoch: an hour in January 2027


class MakePlayer(Protocol):
    """Makes somebody who takes part; their link is ``token-`` and their name."""

    def __call__(self, role: str = "", name: str = "", part: str = "player") -> Player:
        """Make them, seated if a role is given; the name is the role's by default."""


class Clock:
    """The wall clock of this process, as tests set it [ms since the epoch]."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        """Return the time."""
        return self.now

    def passes(self, *, seconds: float = 0, minutes: float = 0) -> None:
        """Let time pass in the room."""
        self.now += round((seconds + 60 * minutes) * 1000)


@pytest.fixture(autouse=True)
def _no_state_from_elsewhere() -> None:
    """Forget states: databases of tests count their exercises anew."""
    states._for_writers.clear()
    states._for_readers.clear()
    states._proposals.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A wall clock that stands until a test lets it pass."""
    clock = Clock()
    monkeypatch.setattr(running, "now_ms", clock)
    return clock


@pytest.fixture
def centre(db: None) -> Organisation:
    return Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)


@pytest.fixture
def institute(db: None) -> Organisation:
    return Organisation.objects.create(name="Hill Institute", kind=Kind.RESEARCH)


def person(name: str, place: Organisation, role: Role) -> User:
    user = User.objects.create_user(f"{name.lower()}@quay.example", name=name)
    Membership.objects.create(user=user, organisation=place, role=role)
    return user


@pytest.fixture
def flora(centre: Organisation) -> User:
    """A facilitator."""
    return person("Flora", centre, Role.FACILITATOR)


@pytest.fixture
def mika(centre: Organisation) -> User:
    """A member, who runs nothing."""
    return person("Mika", centre, Role.MEMBER)


@pytest.fixture
def ines(institute: Organisation) -> User:
    """A facilitator of another organisation."""
    return person("Ines", institute, Role.FACILITATOR)


@pytest.fixture
def exercise(centre: Organisation) -> Exercise:
    """An exercise of the small pack that has not started."""
    return make_small(centre)


@pytest.fixture
def player(exercise: Exercise) -> MakePlayer:
    """Make people who take part in the exercise."""

    def make(role: str = "", name: str = "", part: str = Part.PLAYER) -> Player:
        name = name or role or part
        made = Player.objects.create(
            exercise=exercise,
            part=part,
            name=name,
            token_hash=digest(f"token-{name}"),
        )
        if role:
            assign(made, role, by=None)
        return made

    return make


@pytest.fixture
def browser() -> Client:
    """A browser that nobody is logged in with."""
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def log_in() -> LogIn:
    """Log somebody in, proven by a second factor if their role needs one."""

    def let_in(user: User) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        if user.memberships.filter(role__in=PRIVILEGED).exists():
            TOTP.activate(user, generate_totp_secret())
            request = HttpRequest()
            request.session, request.user = client.session, user
            record_authentication(request, user, "mfa", type="totp")
            request.session.save()
        return client

    return let_in

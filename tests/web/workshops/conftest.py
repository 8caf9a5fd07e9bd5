"""A centre that runs a series, a workshop of it, and people around it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest
from django.test import Client

from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import PRIVILEGED, Role
from karski.web.people.tokens import digest, new_token
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Offer,
    Origin,
    Sector,
    Series,
    Standing,
    Workshop,
)

LogIn = Callable[[User], Client]
MakeCandidate = Callable[..., Candidate]
MakeParticipants = Callable[[int], list[Candidate]]
STATES = ("SK", "HU", "CZ", "PL")


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
def cora(centre: Organisation) -> User:
    """A coordinator."""
    return person("Cora", centre, Role.COORDINATOR)


@pytest.fixture
def flora(centre: Organisation) -> User:
    """A facilitator."""
    return person("Flora", centre, Role.FACILITATOR)


@pytest.fixture
def mika(centre: Organisation) -> User:
    """A member."""
    return person("Mika", centre, Role.MEMBER)


@pytest.fixture
def ines(institute: Organisation) -> User:
    """A coordinator of another organisation."""
    return person("Ines", institute, Role.COORDINATOR)


@pytest.fixture
def series(centre: Organisation) -> Series:
    return Series.objects.create(
        slug="lanterns",
        organisation=centre,
        texts={"en": {"title": "Lanterns", "summary": "Four workshops."}},
        published=True,
    )


@pytest.fixture
def workshop(series: Series) -> Workshop:
    return Workshop.objects.create(
        series=series,
        city="Bratislava",
        country="SK",
        starts=date(2032, 4, 14),
        ends=date(2032, 4, 16),
        time_zone="Europe/Bratislava",
        published=True,
    )


@pytest.fixture
def candidate(workshop: Workshop) -> MakeCandidate:
    """Make an eligible candidate; what is not said is invented."""
    number = count(1)

    def make(token: str | None = None, **given: Any) -> Candidate:  # noqa: ANN401 -- fields
        n = next(number)
        fields = {
            "workshop": workshop,
            "token_hash": digest(token or new_token()),
            "alias": f"Plant {n}",
            "name": f"Person {n}",
            "email": f"person{n}@hill.example",
            "country": "SK",
            "sector": list(Sector)[n % len(Sector)],
            "institution": f"Institution {n % 7}",
            "origin": Origin.APPLIED,
            "standing": Standing.ELIGIBLE,
            "applied": datetime(2032, 1, 10, tzinfo=UTC),
            "keep_until": date(2033, 4, 16),
        }
        return Candidate.objects.create(**(fields | given))

    return make


@pytest.fixture
def participants(workshop: Workshop, candidate: MakeCandidate) -> MakeParticipants:
    """Make candidates who accepted a seat; their personal links are token-1, ..."""

    def make(number: int) -> list[Candidate]:
        made = [
            candidate(f"token-{n}", country=STATES[0 if n > 3 else n])
            for n in range(1, number + 1)
        ]
        for seat, each in enumerate(made, 1):
            accept(workshop, each, seat)
        return made

    return make


def accept(workshop: Workshop, candidate: Candidate, seat: int) -> Offer:
    now = datetime(2032, 3, 1, tzinfo=UTC)
    return Offer.objects.create(
        workshop=workshop,
        candidate=candidate,
        seat=seat,
        answer=Answer.ACCEPTED,
        answer_by=now + timedelta(days=7),
        answered=now,
    )


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

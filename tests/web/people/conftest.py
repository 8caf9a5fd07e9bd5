"""People, their browsers, and an organisation to be in."""

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from karski.web.people.actions.invitations import own_address
from karski.web.people.models import Cohort, Kind, Membership, Organisation, User
from karski.web.people.roles import Role
from tests_people import PASSWORD

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _no_attempts_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def centre(db: None) -> Organisation:
    return Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)


@pytest.fixture
def other_centre(db: None) -> Organisation:
    return Organisation.objects.create(name="Hill Institute", kind=Kind.RESEARCH)


@pytest.fixture
def make_person(centre: Organisation) -> MakePerson:
    """Make somebody with a role in the centre; privileged people with an app."""

    def make(
        name: str,
        role: Role | None = None,
        *,
        place: Organisation = centre,
        app: bool = True,
    ) -> User:
        address = f"{name.lower()}@quay.example"
        user = User.objects.create_user(address, PASSWORD, name=name)
        own_address(user)
        if role is not None:
            Membership.objects.create(user=user, organisation=place, role=role)
        if app and role in (Role.FACILITATOR, Role.COORDINATOR, Role.ADMINISTRATOR):
            TOTP.activate(user, generate_totp_secret())
            RecoveryCodes.activate(user)
        return user

    return make


@pytest.fixture
def log_in() -> LogIn:
    """Return a browser in which somebody logged in, by their second factor if any."""

    def let_in(user: User) -> Client:
        client = Client(HTTP_HOST="localhost")
        page = client.post(
            "/account/login/", {"login": user.email, "password": PASSWORD}
        )
        if page["Location"].endswith("/2fa/authenticate/"):
            codes = user.authenticator_set.get(type="recovery_codes").wrap()
            code = codes.get_unused_codes()[0]
            page = client.post("/account/2fa/authenticate/", {"code": code})
        assert page.status_code == 302
        assert page["Location"] == "/"
        return client

    return let_in


@pytest.fixture
def administrator(make_person: MakePerson) -> User:
    return make_person("Ada", Role.ADMINISTRATOR)


@pytest.fixture
def coordinator(make_person: MakePerson) -> User:
    return make_person("Cora", Role.COORDINATOR)


@pytest.fixture
def member(make_person: MakePerson) -> User:
    return make_person("Mika", Role.MEMBER)


@pytest.fixture
def cohort(centre: Organisation) -> Cohort:
    return Cohort.objects.create(organisation=centre, name="Spring course")

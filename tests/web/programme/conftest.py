"""Two organisations, a coordinator, a member, and somebody from outside."""

from collections.abc import Callable
from datetime import date

import pytest

from karski.web.people.models import Kind, Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.programme import actions
from karski.web.programme.models import Commitment

Make = Callable[..., User]


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
    return person("Cora", centre, Role.COORDINATOR)


@pytest.fixture
def mika(centre: Organisation) -> User:
    return person("Mika", centre, Role.MEMBER)


@pytest.fixture
def ines(institute: Organisation) -> User:
    return person("Ines", institute, Role.MEMBER)


@pytest.fixture
def promise(centre: Organisation, cora: User, mika: User, ines: User) -> Commitment:
    return actions.commit(
        centre,
        by=cora,
        person=mika,
        what="Meet the ministry",
        aim="concert",
        by_when=date(2026, 3, 5),
        reviewer=ines,
    )

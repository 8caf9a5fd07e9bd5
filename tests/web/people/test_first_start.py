"""A site that nobody has used yet."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from karski.web.people import first_start
from karski.web.people.models import (
    Cohort,
    CohortMember,
    FirstLink,
    Membership,
    Organisation,
    User,
)
from karski.web.people.roles import Role
from tests_people import PASSWORD

SITE = "http://localhost:8000"
TYPED = {
    "name": "Ada Keeper",
    "email": "Ada@quay.example",
    "password": PASSWORD,
    "organisation": "Quay Centre",
    "kind": "government",
}


def path_of(link: str | None) -> str:
    assert link is not None
    assert link.startswith(SITE + "/people/first/")
    return link.removeprefix(SITE)


def test_the_link_makes_the_first_administrator_and_leads_to_the_second_factor(
    db: None, visitor: Client
) -> None:
    path = path_of(first_start.first_link(SITE))
    assert "The first account" in visitor.get(path).content.decode()
    page = visitor.post(path, TYPED)
    membership = Membership.objects.get()
    assert membership.user.email == "ada@quay.example"
    assert membership.organisation.name == "Quay Centre"
    assert membership.role == Role.ADMINISTRATOR
    assert page["Location"] == "/account/2fa/"
    assert visitor.get("/people/")["Location"] == "/account/2fa/"
    assert visitor.get("/account/2fa/totp/activate/").status_code == 200


def test_the_link_works_once_and_no_token_is_kept(db: None, visitor: Client) -> None:
    path = path_of(first_start.first_link(SITE))
    assert path.split("/")[-2] not in str(FirstLink.objects.values())
    visitor.post(path, TYPED)
    again = Client(HTTP_HOST="localhost")
    other = TYPED | {"email": "eve@quay.example", "organisation": "Eve's"}
    assert again.get(path).status_code == 410
    assert again.post(path, other).status_code == 410
    assert User.objects.count() == 1
    assert first_start.first_link(SITE) is None


def test_another_start_replaces_the_link(db: None, visitor: Client) -> None:
    first = path_of(first_start.first_link(SITE))
    second = path_of(first_start.first_link(SITE + "/"))
    assert visitor.get(first).status_code == 410
    assert visitor.get(second).status_code == 200


def test_the_link_ends_after_a_day(db: None, visitor: Client) -> None:
    path = path_of(first_start.first_link(SITE))
    link = FirstLink.objects.get()
    assert link.expires - link.made < timedelta(hours=24, seconds=1)
    now = timezone.now()
    FirstLink.objects.update(made=now - timedelta(days=1), expires=now)
    assert visitor.post(path, TYPED).status_code == 410
    assert list(User.objects.all()) == []


def test_the_link_ends_when_there_is_an_administrator(
    centre: Organisation, visitor: Client
) -> None:
    path = path_of(first_start.first_link(SITE))
    user = User.objects.create_user("bert@quay.example")
    Membership.objects.create(user=user, organisation=centre, role="administrator")
    assert visitor.get(path).status_code == 410
    assert visitor.post(path, TYPED).status_code == 410
    assert User.objects.count() == 1


def test_a_slip_keeps_the_link_open_and_what_was_typed(
    db: None, visitor: Client
) -> None:
    path = path_of(first_start.first_link(SITE))
    text = visitor.post(path, TYPED | {"password": "short"}).content.decode()
    assert "at least 12 characters" in text
    assert 'value="Quay Centre"' in text
    first_start.demonstration()
    taken = TYPED | {"organisation": first_start.CENTRE}
    text = visitor.post(path, taken).content.decode()
    assert "There is an organisation of this name." in text
    assert visitor.post(path, TYPED)["Location"] == "/account/2fa/"


def test_the_demonstration_is_labelled_and_made_once(
    db: None, log_in: Callable[[User], Client], administrator: User
) -> None:
    first, second = first_start.demonstration(), first_start.demonstration()
    assert (first, first.demonstration) == (second, True)
    assert Organisation.objects.filter(demonstration=True).count() == 1
    assert Cohort.objects.get().name == "Spring course (demonstration)"
    assert CohortMember.objects.count() == 5
    text = log_in(administrator).get(f"/people/{first.pk}/").content.decode()
    assert "This organisation is a demonstration." in text


def test_nobody_can_log_in_as_an_invented_person(db: None) -> None:
    first_start.demonstration()
    people = User.objects.filter(memberships__organisation__demonstration=True)
    assert people.count() == 8
    assert not any(each.has_usable_password() for each in people)
    assert all(re.search(r"@lantern\.example$", each.email) for each in people)
    assert all(each.name.endswith("(invented)") for each in people)


def test_the_demonstration_has_no_administrator(db: None) -> None:
    first_start.demonstration()
    assert first_start.first_link(SITE) is not None

"""Roles: who may give and take them, and that an administrator is left."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from karski.web.people.actions import cohorts, organisations
from karski.web.people.models import (
    Cohort,
    CohortMember,
    Kind,
    Membership,
    Organisation,
    User,
)
from karski.web.people.roles import Role

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]


def role_of(user: User) -> str | None:
    return Membership.objects.filter(user=user).values_list("role", flat=True).first()


def test_an_administrator_makes_an_organisation(
    administrator: User, log_in: LogIn
) -> None:
    typed = {"name": "Harbour Office", "kind": "government", "country": "SK"}
    page = log_in(administrator).post("/people/new/", typed)
    made = Organisation.objects.get(name="Harbour Office")
    assert page["Location"] == f"/people/{made.pk}/"
    assert (made.kind, made.country, made.demonstration) == ("government", "SK", False)


def test_an_organisation_whose_name_there_is_is_refused_and_stays_typed(
    administrator: User, log_in: LogIn
) -> None:
    typed = {"name": "QUAY centre", "kind": "government", "country": ""}
    text = log_in(administrator).post("/people/new/", typed).content.decode()
    assert "There is an organisation of this name." in text
    assert 'value="QUAY centre"' in text
    assert Organisation.objects.count() == 1


def test_a_coordinator_makes_no_organisation(coordinator: User, log_in: LogIn) -> None:
    with pytest.raises(PermissionDenied):
        organisations.create_organisation(by=coordinator, name="X", kind=Kind.OTHER)
    page = log_in(coordinator).post("/people/new/", {"name": "X", "kind": "other"})
    assert page.status_code == 403
    assert list(Organisation.objects.values_list("name")) == [("Quay Centre",)]


def test_an_administrator_changes_a_role(
    administrator: User, member: User, log_in: LogIn
) -> None:
    path = f"/people/member/{member.memberships.get().pk}/role/"
    log_in(administrator).post(path, {"role": "analyst"})
    assert role_of(member) == Role.ANALYST


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.COORDINATOR, Role.MEMBER])
def test_others_change_no_roles_not_even_their_own(
    administrator: User, make_person: MakePerson, log_in: LogIn, role: Role
) -> None:
    person = make_person("Pat", role)
    own = person.memberships.get()
    with pytest.raises(PermissionDenied):
        organisations.change_role(own, by=person, role=Role.ADMINISTRATOR)
    page = log_in(person).post(f"/people/member/{own.pk}/role/", {"role": "expert"})
    assert page.status_code == 403
    assert role_of(person) == role


def test_nobody_becomes_a_visitor_of_an_organisation(
    administrator: User, member: User
) -> None:
    membership = member.memberships.get()
    with pytest.raises(ValidationError, match="cannot give this role"):
        organisations.change_role(membership, by=administrator, role=Role.VISITOR)
    membership.role = Role.VISITOR
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


def test_the_last_administrator_stays_one(administrator: User, log_in: LogIn) -> None:
    own = administrator.memberships.get()
    browser = log_in(administrator)
    page = browser.post(
        f"/people/member/{own.pk}/role/", {"role": "member"}, follow=True
    )
    assert "This is the last administrator" in page.content.decode()
    page = browser.post(f"/people/member/{own.pk}/remove/", follow=True)
    assert "This is the last administrator" in page.content.decode()
    assert role_of(administrator) == Role.ADMINISTRATOR


def test_an_administrator_who_cannot_log_in_does_not_count(
    administrator: User, make_person: MakePerson
) -> None:
    closed = make_person("Bert", Role.ADMINISTRATOR)
    closed.is_active = False
    closed.save()
    with pytest.raises(ValidationError, match="last administrator"):
        organisations.remove_member(administrator.memberships.get(), by=administrator)


def test_one_of_two_administrators_may_leave(
    administrator: User, make_person: MakePerson
) -> None:
    make_person("Bert", Role.ADMINISTRATOR)
    organisations.remove_member(administrator.memberships.get(), by=administrator)
    assert role_of(administrator) is None


def test_who_is_removed_leaves_its_cohorts_too(
    administrator: User, member: User, cohort: Cohort
) -> None:
    cohorts.add_to_cohort(cohort, by=administrator, user=member)
    organisations.remove_member(member.memberships.get(), by=administrator)
    assert role_of(member) is None
    assert list(CohortMember.objects.all()) == []


def test_members_remove_themselves_and_nobody_else(
    administrator: User, member: User, make_person: MakePerson, log_in: LogIn
) -> None:
    other = make_person("Otto", Role.MEMBER)
    browser = log_in(member)
    page = browser.post(f"/people/member/{other.memberships.get().pk}/remove/")
    assert page.status_code == 403
    browser.post(f"/people/member/{member.memberships.get().pk}/remove/")
    assert (role_of(other), role_of(member)) == (Role.MEMBER, None)


def test_an_administrator_administers_every_organisation(
    administrator: User,
    other_centre: Organisation,
    make_person: MakePerson,
    log_in: LogIn,
) -> None:
    there = make_person("Tom", Role.MEMBER, place=other_centre)
    path = f"/people/member/{there.memberships.get().pk}/role/"
    log_in(administrator).post(path, {"role": "coordinator"})
    assert role_of(there) == Role.COORDINATOR


def test_members_do_not_see_other_organisations(
    member: User, other_centre: Organisation, log_in: LogIn
) -> None:
    browser = log_in(member)
    assert browser.get(f"/people/{other_centre.pk}/").status_code == 404
    assert "Hill Institute" not in browser.get("/people/").content.decode()


def test_a_person_has_one_role_in_an_organisation(
    member: User, centre: Organisation
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=member, organisation=centre, role=Role.EXPERT)


def test_an_address_is_one_account_in_any_case(member: User) -> None:
    with pytest.raises(ValidationError, match="already exists"):
        User.objects.create_user("MIKA@quay.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=member.pk).update(email="Mika@quay.example")

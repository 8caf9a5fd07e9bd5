"""Each page of people opens for those who may see it, and says what it must."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from karski.web.people import queries
from karski.web.people.models import Cohort, Organisation, User
from karski.web.people.person import person_of

LogIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("people:organisations", "Organisations"),
        ("people:new_organisation", "Make an organisation"),
        ("people:cohorts", "Cohorts"),
        ("people:new_cohort", "Make a cohort"),
        ("people:you", "Your account"),
        ("account_logout", "Log out?"),
        ("account_email", "Your address"),
        ("account_change_password", "Change your password"),
        ("account_reauthenticate", "Is it still you?"),
        ("mfa_index", "Your second factor"),
        ("mfa_reauthenticate", "Is it still you?"),
        ("mfa_list_webauthn", "Your security keys"),
    ],
)
def test_pages_of_an_administrator(
    administrator: User, log_in: LogIn, name: str, heading: str
) -> None:
    page = log_in(administrator).get(reverse(name))
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Log in"),
        ("account_signup", "Accounts come by invitation"),
        ("account_inactive", "This account is closed"),
        ("account_reset_password", "A new password"),
        ("account_reset_password_done", "Look into your letters"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_email_verification_sent", "Look into your letters"),
    ],
)
def test_pages_of_a_visitor(visitor: Client, name: str, heading: str) -> None:
    page = visitor.get(reverse(name))
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.content.decode()


def test_people_are_counted_once_however_many_cohorts_there_are(
    administrator: User, coordinator: User, centre: Organisation
) -> None:
    for name in ("Spring", "Summer", "Autumn"):
        Cohort.objects.create(organisation=centre, name=name)
    shown = queries.organisations_of(person_of(administrator)).get(pk=centre.pk)
    assert vars(shown)["people"] == 2
    assert vars(shown)["groups"] == 3


def test_an_organisation_shows_its_people(
    administrator: User, member: User, centre: Organisation, log_in: LogIn
) -> None:
    page = log_in(administrator).get(reverse("people:organisation", args=[centre.pk]))
    assert [each.user for each in page.context["people"]] == [administrator, member]
    assert "mika@quay.example" in page.content.decode()


def test_a_member_sees_names_and_roles_but_no_addresses(
    administrator: User, member: User, centre: Organisation, log_in: LogIn
) -> None:
    page = log_in(member).get(reverse("people:organisation", args=[centre.pk]))
    text = page.content.decode()
    assert ("Ada" in text, "Administrator" in text) == (True, True)
    assert "ada@quay.example" not in text


def test_a_cohort_opens(administrator: User, cohort: Cohort, log_in: LogIn) -> None:
    page = log_in(administrator).get(reverse("people:cohort", args=[cohort.pk]))
    assert "Nobody is in this cohort yet." in page.content.decode()

"""Every request is held to what its view says of who may call it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from karski.web.people.middleware import AccessMiddleware, access_of
from karski.web.people.models import Organisation, User
from karski.web.people.person import Person, person, person_of
from karski.web.people.roles import PERMISSIONS, Permission, Role

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


def test_a_view_that_does_not_say_who_may_call_it_is_a_bug() -> None:
    middleware = AccessMiddleware(undeclared)
    with pytest.raises(AssertionError, match="does not say who may call it"):
        middleware.process_view(RequestFactory().get("/"), undeclared)


def test_views_of_others_are_known_by_their_routes() -> None:
    assert access_of(undeclared, "account_login").public
    with pytest.raises(AssertionError, match="socialaccount_signup"):
        access_of(undeclared, "socialaccount_signup")


@pytest.mark.parametrize(
    ("path", "verbs"),
    [
        ("/", ("post", "put", "delete", "patch")),
        ("/people/", ("post", "put", "delete")),
        ("/people/cohorts/1/seats/", ("get", "head", "put")),
        ("/account/login/", ("put", "delete")),
    ],
)
def test_a_wrong_verb_is_refused(
    administrator: User, log_in: LogIn, path: str, verbs: tuple[str, ...]
) -> None:
    browser = log_in(administrator)
    answers = {verb: getattr(browser, verb)(path).status_code for verb in verbs}
    assert answers == dict.fromkeys(verbs, 405)


def test_strangers_are_sent_to_log_in_and_on_from_there(
    member: User, visitor: Client
) -> None:
    page = visitor.get("/people/?from=here")
    assert page["Location"] == "/account/login/?next=/people/%3Ffrom%3Dhere"
    assert visitor.post("/people/new/", {})["Location"] == "/account/login/"


def test_the_refusal_says_what_is_needed_and_who_can_help(
    administrator: User, coordinator: User, member: User, log_in: LogIn
) -> None:
    page = log_in(member).get("/people/new/")
    text = page.content.decode()
    assert page.status_code == 403
    assert "people who may change roles and organisations" in text
    assert page.context["helpers"] == ["Ada", "Cora"]
    assert ("<bdi>Ada</bdi>" in text, "<bdi>Cora</bdi>" in text) == (True, True)


def test_people_without_an_organisation_are_told_whom_to_ask(
    administrator: User, make_person: MakePerson, log_in: LogIn
) -> None:
    page = log_in(make_person("Solo")).get("/people/")
    assert page.status_code == 403
    assert "A coordinator of your organisation or an administrator" in (
        page.content.decode()
    )
    assert "Ada" not in page.content.decode()


def test_a_role_counts_where_it_was_given(
    make_person: MakePerson, centre: Organisation, other_centre: Organisation
) -> None:
    who = person_of(make_person("Cora", Role.COORDINATOR))
    assert who.may(Permission.INVITE, centre)
    assert who.may(Permission.INVITE)
    assert not who.may(Permission.INVITE, other_centre)
    assert who.role_in(other_centre) == Role.VISITOR
    assert who.grantable(other_centre) == ()
    assert Role.ADMINISTRATOR not in who.grantable(centre)


def test_an_administrators_role_counts_everywhere(
    administrator: User, other_centre: Organisation
) -> None:
    who = person_of(administrator)
    assert all(who.may(each, other_centre) for each in Permission)
    assert Role.ADMINISTRATOR in who.grantable(other_centre)


def test_nobody_may_do_nothing() -> None:
    assert not any(Person().may(each) for each in Permission)
    assert not Person().privileged
    assert person(RequestFactory().get("/")) == Person()


def test_roles_are_looked_up_once_a_request(
    member: User,
    log_in: LogIn,
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    browser = log_in(member)
    browser.get("/")
    with django_assert_num_queries(4):  # session, account, roles, consent
        browser.get("/")


def test_a_stranger_costs_no_query(
    visitor: Client,
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_assert_num_queries(0):
        visitor.get("/")


def test_every_role_has_its_permissions() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert PERMISSIONS[Role.ADMINISTRATOR] == set(Permission)


def test_a_closed_account_is_let_in_nowhere(member: User, log_in: LogIn) -> None:
    browser = log_in(member)
    member.is_active = False
    member.save()
    assert browser.get("/people/you/")["Location"].startswith("/account/login/")

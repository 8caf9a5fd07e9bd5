"""Logging in: what an attacker would try at the door."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils.translation import get_language

from karski.web.people.actions import accounts
from karski.web.people.letters import outward
from karski.web.people.models import User
from tests_people import PASSWORD

LogIn = Callable[[User], Client]
NOBODY = "nobody@quay.example"


def without_token(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_the_page_does_not_say_whether_an_address_has_an_account(
    member: User, visitor: Client
) -> None:
    def answer(address: str) -> str:
        typed = {"login": address, "password": "wrong"}
        text = visitor.post("/account/login/", typed).content.decode()
        return without_token(text).replace(address, "")

    assert answer(member.email) == answer(NOBODY)
    assert "do not belong together" in answer(NOBODY)


def test_a_new_password_is_asked_for_alike_with_and_without_an_account(
    member: User, visitor: Client
) -> None:
    known = visitor.post("/account/password/reset/", {"email": member.email})
    unknown = visitor.post("/account/password/reset/", {"email": NOBODY})
    assert (known.status_code, known["Location"]) == (302, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [[member.email], [NOBODY]]
    assert mail.outbox[1].subject == "No account has this address"


def test_nobody_signs_up_uninvited(visitor: Client) -> None:
    typed = {"email": NOBODY, "password1": PASSWORD, "password2": PASSWORD}
    page = visitor.post("/account/signup/", typed)
    assert "Accounts come by invitation" in page.content.decode()
    assert list(User.objects.all()) == []


def test_passwords_cannot_be_tried_without_end(member: User, visitor: Client) -> None:
    wrong = {"login": member.email, "password": "wrong"}
    for _ in range(5):
        visitor.post("/account/login/", wrong)
    page = visitor.post("/account/login/", wrong | {"password": PASSWORD})
    assert "Too many attempts failed" in page.content.decode()
    elsewhere = Client(HTTP_HOST="localhost", REMOTE_ADDR="198.51.100.7")
    page = elsewhere.post("/account/login/", wrong | {"password": PASSWORD})
    assert "Too many attempts failed" in page.content.decode()


def test_a_forged_forwarding_header_does_not_restart_the_count(
    member: User, visitor: Client
) -> None:
    pages = [
        visitor.post(
            "/account/login/",
            {"login": f"a{number}@quay.example", "password": "wrong"},
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )
        for number in range(11)
    ]
    assert "do not belong together" in pages[9].content.decode()
    assert "Too many attempts failed" in pages[10].content.decode()


def test_requests_beyond_the_limit_get_a_page_that_says_so(visitor: Client) -> None:
    for _ in range(30):
        visitor.post("/account/login/", {})
    page = visitor.post("/account/login/", {})
    assert (page.status_code, "Try again in a minute" in page.content.decode()) == (
        429,
        True,
    )


def test_the_session_of_a_visitor_is_not_the_one_that_is_let_in(
    member: User, visitor: Client
) -> None:
    session = visitor.session
    session["planted"] = True
    session.save()
    before = session.session_key
    visitor.cookies[settings.SESSION_COOKIE_NAME] = before
    visitor.post("/account/login/", {"login": member.email, "password": PASSWORD})
    after = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    assert after != before
    planted = Client(HTTP_HOST="localhost")
    planted.cookies[settings.SESSION_COOKIE_NAME] = before
    assert planted.get("/people/you/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("then", "goes"),
    [
        ("/people/you/", "/people/you/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("https:evil.example", "/"),
    ],
)
def test_one_is_sent_on_within_the_site_only(
    member: User, visitor: Client, then: str, goes: str
) -> None:
    typed = {"login": member.email, "password": PASSWORD, "next": then}
    assert visitor.post("/account/login/", typed)["Location"] == goes


def test_one_begins_in_ones_own_language(member: User, visitor: Client) -> None:
    User.objects.filter(pk=member.pk).update(language="hu")
    typed = {"login": member.email, "password": PASSWORD}
    assert visitor.post("/account/login/", typed)["Location"] == "/hu/"


@pytest.mark.parametrize(
    "path",
    ["/account/login/", "/account/password/reset/", "/account/logout/"],
)
def test_forms_of_strangers_sites_are_refused(db: None, path: str) -> None:
    page = Client(enforce_csrf_checks=True, HTTP_HOST="localhost").post(path, {})
    assert page.status_code == 403
    assert "The form was too old" in page.content.decode()


def test_acts_of_people_logged_in_need_a_form_of_ours(
    administrator: User, member: User, log_in: LogIn
) -> None:
    browser = log_in(administrator)
    browser.handler.enforce_csrf_checks = True
    path = f"/people/member/{member.memberships.get().pk}/remove/"
    assert browser.post(path).status_code == 403
    assert member.memberships.count() == 1


def test_logging_out_needs_a_press_of_the_button(member: User, log_in: LogIn) -> None:
    browser = log_in(member)
    browser.get("/account/logout/")
    assert browser.get("/people/you/").status_code == 200
    browser.post("/account/logout/")
    assert browser.get("/people/you/").status_code == 302


def test_a_changed_password_ends_other_sessions_and_is_written_about(
    member: User, log_in: LogIn
) -> None:
    here, there = log_in(member), log_in(member)
    new = "another-row-of-lanterns"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post("/account/password/change/", typed)
    assert here.get("/people/you/").status_code == 200
    assert there.get("/people/you/").status_code == 302
    assert mail.outbox[-1].subject == "Your password was changed"


def test_a_letter_that_fails_does_not_undo_what_it_tells_of(
    member: User, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    browser = log_in(member)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    new = "another-row-of-lanterns"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post("/account/password/change/", typed).status_code == 302
    member.refresh_from_db()
    assert member.check_password(new)


def test_an_address_changes_once_the_letter_was_followed(
    member: User, log_in: LogIn
) -> None:
    browser = log_in(member)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.post("/account/email/", {"email": "new@quay.example", "action_add": ""})
    member.refresh_from_db()
    assert member.email == "mika@quay.example"
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (
        ["new@quay.example"],
        "Is this your address?",
    )
    link = re.search(r"http://localhost(\S+)", str(letter.body))
    assert link is not None
    assert "Is this your address?" in browser.get(link[1]).content.decode()
    browser.post(link[1])
    member.refresh_from_db()
    assert member.email == "new@quay.example"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("new@quay.example", True)
    ]


def test_an_address_is_not_changed_without_the_password_again(
    member: User, log_in: LogIn
) -> None:
    page = log_in(member).post(
        "/account/email/", {"email": "new@quay.example", "action_add": ""}
    )
    assert page["Location"].startswith("/account/reauthenticate/")
    assert mail.outbox == []


def test_letters_are_in_the_language_of_who_gets_them(
    member: User, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=member.pk).update(language="sk")
    languages: list[str | None] = []
    monkeypatch.setattr(
        "allauth.account.adapter.DefaultAccountAdapter.send_mail",
        lambda *_: languages.append(get_language()),
    )
    visitor.post("/account/password/reset/", {"email": member.email})
    visitor.post("/account/password/reset/", {"email": NOBODY})
    assert languages == ["sk", "en"]


def test_ones_details_change_and_the_page_follows_the_language(
    member: User, log_in: LogIn
) -> None:
    page = log_in(member).post("/people/you/", {"name": "Mika K", "language": "cs"})
    member.refresh_from_db()
    assert (member.name, member.language) == ("Mika K", "cs")
    assert page["Location"] == "/cs/people/you/"


def test_ones_details_bring_no_earlier_password_or_address_back(member: User) -> None:
    before = User.objects.get(pk=member.pk)
    member.set_password("another-row-of-lanterns")
    member.email = "mika@hill.example"
    member.save()
    accounts.change_details(before, by=before, name="Mika of the Quay", language="pl")
    now = User.objects.get(pk=member.pk)
    assert now.check_password("another-row-of-lanterns")
    assert now.email == "mika@hill.example"
    assert (now.name, now.language) == ("Mika of the Quay", "pl")


@pytest.fixture
def origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site has an address; requests name another host and port."""
    named = replace(settings.ENVIRONMENT, origin="https://karski.example.org")
    monkeypatch.setattr(settings, "ENVIRONMENT", named)


def test_a_letter_for_a_new_password_leads_to_the_sites_own_address(
    origin: None, member: User, visitor: Client
) -> None:
    typed = {"email": member.email}
    path = "/account/password/reset/"
    visitor.post(path, typed, headers={"host": "localhost:6666"})
    letter = str(mail.outbox[-1].body)
    assert "https://karski.example.org/account/password/reset/key/" in letter
    assert "Karski, karski.example.org" in letter
    assert "localhost" not in letter


def test_a_letter_to_confirm_an_address_leads_to_the_sites_own_address(
    origin: None, member: User, log_in: LogIn
) -> None:
    browser = log_in(member)
    typed = {"action_add": "", "email": "mika@hill.example"}
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.post("/account/email/", typed, headers={"host": "localhost:6666"})
    letter = next(each for each in mail.outbox if each.to == ["mika@hill.example"])
    link = "https://karski.example.org/account/confirm-email/"
    assert link in str(letter.body)
    assert "localhost" not in str(letter.body)


def test_an_invitation_leads_to_the_sites_own_address(
    origin: None, coordinator: User, log_in: LogIn
) -> None:
    place = coordinator.memberships.get().organisation_id
    typed = {"email": "nell@quay.example", "role": "member", "language": "en"}
    host = {"host": "localhost:6666"}
    log_in(coordinator).post(f"/people/{place}/invite/", typed, headers=host)
    letter = str(mail.outbox[-1].body)
    assert "https://karski.example.org/people/join/" in letter
    assert "localhost" not in letter


def test_without_an_origin_an_address_stays_as_it_was_asked_for() -> None:
    asked = "http://localhost:8000/people/join/a/"
    assert outward(asked) == asked

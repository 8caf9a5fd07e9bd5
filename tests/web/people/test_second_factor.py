"""Privileged people prove themselves by a second factor, on every route."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from karski.web.people.actions import organisations
from karski.web.people.middleware import access_of
from karski.web.people.models import User
from karski.web.people.models.audit import Event
from karski.web.people.roles import PRIVILEGED, Role
from tests_people import PASSWORD

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]
PROOF = "/account/2fa/reauthenticate/"


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    code: str = format_hotp_value(hotp_value(secret, counter))
    return code


def routes(
    patterns: list[URLPattern | URLResolver], before: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Yield name, address and pattern of every route."""
    for each in patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from routes(list(each.url_patterns), address, inner)
        else:
            yield f"{space}{each.name}", address, each


def example(address: str) -> str:
    filled = re.sub(r"<int:\w+>", "1", address)
    filled = re.sub(r"<(?:str|slug):\w+>", "token", filled)
    filled = re.sub(r"<uuid:\w+>", str(UUID(int=1)), filled)
    filled = re.sub(r"\(\?P<\w+>[^()]*\)", "a", filled)
    return "/" + filled.replace("^", "").replace("$", "").replace("\\", "")


ROUTES = list(routes(list(get_resolver().url_patterns)))
SHUT = [
    (name, address, each)
    for name, address, each in ROUTES
    if not access_of(each.callback, name).without_proof
]


def test_the_list_of_routes_is_the_sites() -> None:
    names = {name for name, *_ in ROUTES}
    assert {"monitor:world", "people:you", "account_email", "mfa_index"} <= names
    assert not {name for name in names if name.startswith("socialaccount")}


@pytest.mark.parametrize(
    ("name", "address", "pattern"), ROUTES, ids=[name for name, *_ in ROUTES]
)
@pytest.mark.parametrize("role", sorted(PRIVILEGED))
def test_without_a_second_factor_every_route_leads_to_its_set_up(
    make_person: MakePerson,
    log_in: LogIn,
    role: Role,
    name: str,
    address: str,
    pattern: URLPattern,
) -> None:
    browser = log_in(make_person("Pat", role, app=False))
    access = access_of(pattern.callback, name)
    verb = "get" if "GET" in access.methods else "post"
    page = getattr(browser, verb)(example(address))
    bounced = page.status_code == 302 and page["Location"] == "/account/2fa/"
    assert bounced == (not access.without_second_factor)


def test_what_is_open_without_a_second_factor_is_no_more_than_setting_it_up() -> None:
    named = ((name, access_of(each.callback, name)) for name, _, each in ROUTES)
    assert {name for name, access in named if access.without_second_factor} == {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }


def test_what_is_open_without_proof_is_the_proof_and_the_way_out() -> None:
    named = ((name, access_of(each.callback, name)) for name, _, each in ROUTES)
    assert {name for name, access in named if access.without_proof} == {
        "account_logout",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }


@pytest.mark.parametrize(
    ("name", "address", "pattern"), SHUT, ids=[name for name, *_ in SHUT]
)
def test_a_session_without_proof_of_the_factor_is_sent_to_prove_it(
    make_person: MakePerson,
    log_in: LogIn,
    name: str,
    address: str,
    pattern: URLPattern,
) -> None:
    person = make_person("Pat", Role.COORDINATOR, app=False)
    browser = log_in(person)
    TOTP.activate(person, generate_totp_secret())
    access = access_of(pattern.callback, name)
    verb = "get" if "GET" in access.methods else "post"
    page = getattr(browser, verb)(example(address))
    assert page["Location"].split("?")[0] == PROOF


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COORDINATOR])
def test_a_password_adds_no_factor_beside_one_that_was_not_proven(
    make_person: MakePerson, log_in: LogIn, role: Role
) -> None:
    person = make_person("Pat", role, app=False)
    thief = log_in(person)
    thief.post("/account/reauthenticate/", {"password": PASSWORD})
    page = thief.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    key = {"name": "key", "credential": {}}
    Authenticator.objects.create(user=person, type="webauthn", data=key)
    proof = "/account/2fa/webauthn/reauthenticate/"
    typed = {"password": PASSWORD}
    page = thief.post("/account/reauthenticate/", typed)
    assert page["Location"] == proof
    page = thief.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert page["Location"] == proof
    page = thief.get("/account/2fa/webauthn/add/")
    assert page["Location"] == proof + "?next=/account/2fa/webauthn/add/"
    assert [each.type for each in person.authenticator_set.all()] == ["webauthn"]


def test_the_page_that_asks_for_proof_does_not_offer_the_password_instead(
    make_person: MakePerson, log_in: LogIn
) -> None:
    person = make_person("Pat", Role.COORDINATOR, app=False)
    browser = log_in(person)
    TOTP.activate(person, generate_totp_secret())
    assert "Give your password" not in browser.get(PROOF).content.decode()
    proven = log_in(make_person("Cora", Role.COORDINATOR))
    assert "Give your password" in proven.get(PROOF).content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST, Role.EXPERT])
def test_others_need_none(make_person: MakePerson, log_in: LogIn, role: Role) -> None:
    page = log_in(make_person("Pat", role)).get("/people/you/")
    assert page.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_site_at_once(
    make_person: MakePerson, log_in: LogIn
) -> None:
    person = make_person("Pat", Role.COORDINATOR, app=False)
    browser = log_in(person)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    page = browser.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert page["Location"] == "/account/2fa/recovery-codes/"
    assert browser.get("/people/you/").status_code == 200
    assert sorted(person.authenticator_set.values_list("type", flat=True)) == [
        "recovery_codes",
        "totp",
    ]
    assert mail.outbox[-1].subject == "A second factor was set up"


@pytest.mark.django_db(transaction=True)
def test_the_trail_tells_an_app_from_the_recovery_codes_made_with_it(
    make_person: MakePerson, log_in: LogIn
) -> None:
    browser = log_in(make_person("Pat", Role.COORDINATOR, app=False))
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    path = "/account/2fa/totp/activate/"
    secret = browser.get(path).context["form"].secret
    browser.post(path, {"code": code_of(secret)})
    browser.post("/account/2fa/recovery-codes/generate/")
    said = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert said[0] == "logged in"
    assert sorted(said[1:3]) == ["added a second factor", "made recovery codes"]
    assert said[3:] == ["made recovery codes"]


def test_the_secret_of_an_app_lies_encrypted_in_the_database(member: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    kept = Authenticator.objects.get(user=member)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_of(secret))


def test_a_role_given_to_a_session_without_proof_asks_for_it(
    administrator: User, member: User, log_in: LogIn
) -> None:
    browser = log_in(member)
    assert browser.get("/people/you/").status_code == 200
    organisations.change_role(
        member.memberships.get(), by=administrator, role=Role.COORDINATOR
    )
    assert browser.get("/people/you/")["Location"] == "/account/2fa/"


def test_another_session_does_not_profit_from_the_proof_of_one(
    make_person: MakePerson, log_in: LogIn
) -> None:
    person = make_person("Pat", Role.COORDINATOR, app=False)
    early = log_in(person)
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    page = early.get("/people/you/")
    assert page["Location"] == "/account/2fa/reauthenticate/?next=/people/you/"
    page = early.post(page["Location"], {"code": code_of(secret)})
    assert page["Location"] == "/people/you/"
    assert early.get("/people/you/").status_code == 200


def test_an_act_without_proof_is_not_done_and_not_repeated_by_itself(
    make_person: MakePerson, log_in: LogIn
) -> None:
    person = make_person("Pat", Role.COORDINATOR, app=False)
    early = log_in(person)
    TOTP.activate(person, generate_totp_secret())
    page = early.post("/people/cohorts/new/", {"name": "Autumn"})
    assert page["Location"] == "/account/2fa/reauthenticate/"


def test_removing_the_second_factor_shuts_the_site(
    coordinator: User, log_in: LogIn
) -> None:
    browser = log_in(coordinator)
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    browser.post("/account/2fa/totp/deactivate/")
    assert list(coordinator.authenticator_set.all()) == []
    assert browser.get("/people/you/")["Location"] == "/account/2fa/"


def test_a_password_alone_lets_nobody_with_a_second_factor_in(
    coordinator: User, visitor: Client
) -> None:
    typed = {"login": coordinator.email, "password": PASSWORD}
    page = visitor.post("/account/login/", typed)
    assert page["Location"] == "/account/2fa/authenticate/"
    assert visitor.get("/people/you/")["Location"].startswith("/account/login/")
    page = visitor.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "This code does not fit" in page.content.decode()
    assert visitor.get("/people/you/")["Location"].startswith("/account/login/")


def test_a_new_password_by_letter_is_no_way_around_the_second_factor(
    coordinator: User, visitor: Client
) -> None:
    visitor.post("/account/password/reset/", {"email": coordinator.email})
    link = re.search(r"http://localhost(\S+)", str(mail.outbox[-1].body))
    assert link is not None
    form = visitor.get(link[1])["Location"]
    new = "another-row-of-lanterns"
    visitor.post(form, {"password1": new, "password2": new})
    coordinator.refresh_from_db()
    assert coordinator.check_password(new)
    assert visitor.get("/people/you/")["Location"].startswith("/account/login/")
    typed = {"login": coordinator.email, "password": new}
    page = visitor.post("/account/login/", typed)
    assert page["Location"] == "/account/2fa/authenticate/"


def test_a_recovery_code_works_once(coordinator: User, visitor: Client) -> None:
    codes = coordinator.authenticator_set.get(type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    for place in ("/", None):
        visitor.post("/account/logout/")
        typed = {"login": coordinator.email, "password": PASSWORD}
        visitor.post("/account/login/", typed)
        page = visitor.post("/account/2fa/authenticate/", {"code": code})
        assert page.headers.get("Location") == place


def test_codes_cannot_be_tried_without_end(coordinator: User, visitor: Client) -> None:
    visitor.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    for number in range(5):
        visitor.post("/account/2fa/authenticate/", {"code": f"00000{number}"})
    codes = coordinator.authenticator_set.get(type="recovery_codes").wrap()
    right = {"code": codes.get_unused_codes()[0]}
    page = visitor.post("/account/2fa/authenticate/", right)
    assert "Too many attempts failed" in page.content.decode()


def test_keys_are_offered_under_a_name_only(coordinator: User, log_in: LogIn) -> None:
    browser = log_in(coordinator)

    def offered(host: str) -> bool:
        page = browser.get("/account/2fa/", headers={"host": host})
        return "webauthn/add" in page.content.decode()

    hosts = ("localhost", "localhost:8000", "127.0.0.1", "127.0.0.1:80", "[::1]")
    assert [offered(host) for host in hosts] == [True, True, False, False, False]

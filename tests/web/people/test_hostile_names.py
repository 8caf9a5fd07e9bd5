"""Names that would break a page, or lie on it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from karski.web.people.models import Cohort, Membership, Organisation, User
from karski.web.people.names import check_name
from karski.web.people.roles import Role

LogIn = Callable[[User], Client]
SCRIPT = "<script>alert(1)</script>"


def test_markup_in_names_is_shown_as_it_was_typed(
    administrator: User, centre: Organisation, cohort: Cohort, log_in: LogIn
) -> None:
    for each in (administrator, centre, cohort):
        each.name = SCRIPT
        each.save()
    browser = log_in(administrator)
    paths = (
        "/",
        "/people/",
        f"/people/{centre.pk}/",
        "/people/you/",
        "/people/cohorts/",
        f"/people/cohorts/{cohort.pk}/",
    )
    pages = [browser.get(path).content.decode() for path in paths]
    assert not any(SCRIPT in page for page in pages)
    assert all("&lt;script&gt;alert(1)" in page for page in pages)


@pytest.mark.parametrize("name", ["עדה לוי", "عادة", "李小龍", "Zsófia", "नमस्\u200dते"])
def test_names_of_any_script_are_taken(member: User, log_in: LogIn, name: str) -> None:
    page = log_in(member).post("/people/you/", {"name": name, "language": "en"})
    assert page.status_code == 302
    assert User.objects.get(pk=member.pk).name == name
    text = log_in(member).get("/people/you/").content.decode()
    assert f"<bdi>{name}</bdi>" in text


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u0000", "\u200b", "\u2028"])
def test_signs_that_cannot_be_seen_are_refused(
    member: User, log_in: LogIn, letter: str
) -> None:
    with pytest.raises(ValidationError, match="cannot be seen"):
        check_name(f"Mi{letter}ka")
    typed = {"name": f"Mi{letter}ka", "language": "en"}
    page = log_in(member).post("/people/you/", typed)
    assert 'role="alert"' in page.content.decode()
    assert User.objects.get(pk=member.pk).name == "Mika"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/people/new/", "name"),
        ("/people/cohorts/new/", "name"),
        ("/people/cohorts/new/", "purpose"),
        ("/people/you/", "name"),
    ],
)
def test_ten_thousand_letters_are_refused_on_the_page(
    administrator: User, centre: Organisation, log_in: LogIn, path: str, field: str
) -> None:
    typed = {
        "name": "Harbour",
        "kind": "other",
        "organisation": centre.pk,
        "language": "en",
        field: "x" * 10_000,
    }
    page = log_in(administrator).post(path, typed)
    assert page.status_code == 200
    assert "it has 10000" in page.content.decode()
    assert Organisation.objects.count() == 1
    assert Cohort.objects.count() == 0


def test_a_name_cannot_add_a_header_to_a_letter(
    administrator: User, log_in: LogIn
) -> None:
    typed = {"name": "Harbour\nBcc: eve@evil.example", "kind": "other"}
    log_in(administrator).post("/people/new/", typed)
    assert not Organisation.objects.filter(name__contains="Bcc").exists()


def test_long_passwords_and_addresses_do_no_harm(
    administrator: User, visitor: Client
) -> None:
    typed = {"login": "x" * 10_000 + "@quay.example", "password": "y" * 10_000}
    page = visitor.post("/account/login/", typed)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()


def test_a_person_without_a_name_is_said_to_have_none(
    administrator: User, centre: Organisation, log_in: LogIn
) -> None:
    nameless = User.objects.create_user("nameless@quay.example")
    Membership.objects.create(user=nameless, organisation=centre, role=Role.MEMBER)
    text = log_in(administrator).get(f"/people/{centre.pk}/").content.decode()
    assert "no name given" in text

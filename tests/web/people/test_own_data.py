"""People take their data along, and go."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from karski.web.due import letters
from karski.web.due.models import Work
from karski.web.people import own_data
from karski.web.people.actions import own_data as actions
from karski.web.people.actions.invitations import invite
from karski.web.people.audit import verify
from karski.web.people.models import (
    Cohort,
    CohortMember,
    Event,
    Invitation,
    Membership,
    Organisation,
    User,
)
from karski.web.people.roles import Role
from karski.web.programme.models import Commitment

LogIn = Callable[[User], Client]
MakePerson = Callable[..., User]
ERASE = "/people/you/erase/"
PASSWORD = "lanterns-along-the-quay"  # noqa: S105 -- of nobody
GIVEN = {"address": "Mika@quay.example ", "password": PASSWORD}


@pytest.fixture
def known(
    member: User, administrator: User, centre: Organisation, cohort: Cohort
) -> User:
    """Somebody of whom every area holds something."""
    CohortMember.objects.create(cohort=cohort, user=member)
    actions.choose(member, by=member, counted=True)
    Invitation.objects.create(
        organisation=Organisation.objects.create(name="Other", kind="other"),
        email=member.email,
        role=Role.MEMBER,
        token_hash="the hash of a token",  # noqa: S106 -- of nobody
        expires="2100-01-01T00:00Z",
    )
    invite(centre, by=administrator, email="friend@example.org", role=Role.MEMBER)
    Commitment.objects.create(
        organisation=centre,
        person=member,
        reviewer=administrator,
        what="Meet",
        aim="concert",
        by_when=date(2030, 1, 1),
    )
    letters.post(to=member.email, subject="s", body="b", key="to Mika")
    letters.post(to="friend@example.org", subject="s", body="b", key="to a friend")
    return member


def test_the_download_holds_what_every_area_knows(known: User, log_in: LogIn) -> None:
    answer = log_in(known).get("/people/you/data/download/")
    document = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith('attachment; filename="karski-')
    assert document["people"]["account"][0]["email"] == "mika@quay.example"
    assert [each["role"] for each in document["people"]["memberships"]] == ["member"]
    assert len(document["people"]["cohorts"]) == 1
    assert len(document["people"]["invitations to you"]) == 1
    assert [each["action"] for each in document["people"]["audit trail"]] == [
        "agreed to being counted",
        "logged in",
    ]
    assert [each["what"] for each in document["programme"]["commitments"]] == ["Meet"]
    assert [each["to"] for each in document["due"]["letters"]] == ["mika@quay.example"]


def test_the_download_holds_no_secret_and_nobody_else(
    known: User, log_in: LogIn, administrator: User
) -> None:
    text = log_in(known).get("/people/you/data/download/").content.decode()
    assert "argon2" not in text
    assert known.password not in text
    for other in ("friend@example.org", administrator.email, "the hash of a token"):
        assert other not in text


def test_erasing_takes_the_person_out_of_every_area_and_leaves_the_trail_whole(
    known: User, log_in: LogIn
) -> None:
    browser = log_in(known)
    before = verify().count
    answer = browser.post(ERASE, GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not User.objects.filter(email="mika@quay.example").exists()
    assert not Membership.objects.filter(role=Role.MEMBER).exists()
    assert CohortMember.objects.count() == 0
    assert [each.email for each in Invitation.objects.all()] == ["friend@example.org"]
    assert [each.key for each in Work.objects.filter(act="due.letter")] == [
        "to a friend"
    ]
    assert [each.person for each in Commitment.objects.all()] == [None]
    verdict = verify()
    assert (verdict.whole, verdict.count) == (True, before + 1)
    last = Event.objects.get(number=verdict.count)
    assert (last.action, last.person) == ("erased their account", known.public_id)
    assert "Your account is erased." in browser.get("/").content.decode()
    assert browser.get("/people/you/")["Location"].startswith("/account/login/")


def test_no_table_holds_the_address_or_name_of_who_was_erased(
    known: User, log_in: LogIn
) -> None:
    from django.apps import apps

    log_in(known).post(ERASE, GIVEN)
    for model in apps.get_models():
        if model._meta.label == "sessions.Session":
            continue  # signed, ended by the erasure, gone within 12 hours
        for row in model._default_manager.values():
            text = str(row).lower()
            assert "mika" not in text, model._meta.label


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"password": "wrong"}, "This is not your password."),
        ({"password": ""}, "This field is required."),
        ({"address": "other@quay.example"}, "This is not the address above."),
        ({"address": ""}, "This field is required."),
    ],
)
def test_a_slip_erases_nobody(
    member: User, log_in: LogIn, given: dict[str, str], words: str
) -> None:
    page = log_in(member).post(ERASE, GIVEN | given)
    assert words in page.content.decode()
    assert User.objects.filter(pk=member.pk).exists()
    assert Event.objects.filter(action="erased their account").count() == 0


def test_the_last_administrator_stays(administrator: User, log_in: LogIn) -> None:
    given = {"address": administrator.email, "password": PASSWORD}
    page = log_in(administrator).post(ERASE, given)
    assert "You are the last administrator" in page.content.decode()
    assert User.objects.filter(pk=administrator.pk).exists()


def test_one_of_two_administrators_may_go(
    administrator: User, make_person: MakePerson, log_in: LogIn
) -> None:
    make_person("Bea", Role.ADMINISTRATOR)
    given = {"address": administrator.email, "password": PASSWORD}
    log_in(administrator).post(ERASE, given)
    assert not User.objects.filter(pk=administrator.pk).exists()


def test_a_failure_in_one_area_erases_nothing(
    known: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(user: User) -> None:
        raise RuntimeError

    monkeypatch.setattr("karski.web.people.personal_data.erase", fail)
    with pytest.raises(RuntimeError):
        actions.erase(known, by=known, password=PASSWORD, address=known.email)
    assert Commitment.objects.filter(person=known).count() == 1
    assert Event.objects.filter(action="erased their account").count() == 0


def test_the_end_of_the_trail_is_taken_when_no_other_row_is_waited_for(
    member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase, before = own_data.erase, Event.objects.count()
    counts = []

    def watched(user: User) -> dict[str, dict[str, int]]:
        erased = erase(user)
        counts.append(Event.objects.count())
        return erased

    monkeypatch.setattr(own_data, "erase", watched)
    actions.erase(member, by=member, password=PASSWORD, address=member.email)
    assert (counts, Event.objects.count()) == ([before], before + 1)


def test_guessing_the_password_is_slowed_down(member: User, log_in: LogIn) -> None:
    browser = log_in(member)
    codes = [
        browser.post(ERASE, GIVEN | {"password": "wrong"}).status_code
        for _ in range(11)
    ]
    assert codes == [200] * 10 + [429]


def test_the_account_goes_last(member: User) -> None:
    assert list(own_data.export(member))[-1] == "people"


def test_the_page_says_what_goes_and_what_stays(member: User, log_in: LogIn) -> None:
    text = log_in(member).get(ERASE).content.decode()
    assert "under a number that then leads to nobody" in text
    assert "Backups made before today" in text

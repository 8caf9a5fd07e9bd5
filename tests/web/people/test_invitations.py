"""Invitations: for one address, for a while, once, and never above one's own power."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from karski.web.environment import Mail
from karski.web.people import audit
from karski.web.people.actions import invitations, organisations
from karski.web.people.models import Invitation, Membership, Organisation, User
from karski.web.people.roles import Role

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]
NEW = {"name": "Nell", "language": "pl", "password": "lanterns-along-the-quay"}


@pytest.fixture
def invited(centre: Organisation, coordinator: User) -> invitations.Invited:
    return invitations.invite(
        centre, by=coordinator, email="Nell@Quay.example", role=Role.ANALYST
    )


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server is named; the tests' outbox stands in for it."""
    server = Mail.of("smtp://mail.quay.example/karski@quay.example")
    monkeypatch.setattr(
        settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, mail=server)
    )


def roles(organisation: Organisation) -> dict[str, str]:
    rows = Membership.objects.filter(organisation=organisation)
    return dict(rows.values_list("user__email", "role"))


def test_an_invitation_keeps_no_token_and_ends_after_fourteen_days(
    invited: invitations.Invited, coordinator: User
) -> None:
    kept = Invitation.objects.get()
    assert (kept.email, kept.role) == ("nell@quay.example", Role.ANALYST)
    assert kept.invited_by == coordinator
    assert kept.expires - kept.made == timedelta(days=14)
    assert invited.token not in str(Invitation.objects.values())


def test_the_letter_is_in_the_chosen_language_and_its_link_opens(
    coordinator: User, centre: Organisation, log_in: LogIn, visitor: Client
) -> None:
    typed = {"email": "nell@quay.example", "role": "member", "language": "en"}
    log_in(coordinator).post(f"/people/{centre.pk}/invite/", typed)
    letter = mail.outbox[-1]
    assert letter.to == ["nell@quay.example"]
    assert letter.subject == "Invitation to Quay Centre on Karski"
    link = re.search(r"http://localhost(/people/join/\S+)", str(letter.body))
    assert link is not None
    assert "Make your account" in visitor.get(link[1]).content.decode()


INVITE = {"email": "nell@quay.example", "role": "member", "language": "en"}


def test_with_a_mail_server_only_the_letter_holds_the_link(
    post: None, coordinator: User, centre: Organisation, log_in: LogIn
) -> None:
    page = log_in(coordinator).post(f"/people/{centre.pk}/invite/", INVITE)
    text = page.content.decode()
    assert "A letter is on its way to nell@quay.example." in text
    assert "/people/join/" not in text
    assert "/people/join/" in str(mail.outbox[-1].body)


def test_without_a_mail_server_the_link_is_shown_to_be_handed_over(
    coordinator: User, centre: Organisation, log_in: LogIn, visitor: Client
) -> None:
    page = log_in(coordinator).post(f"/people/{centre.pk}/invite/", INVITE)
    text = page.content.decode()
    assert "could not be sent; hand over the link yourself" in text
    assert "you vouch that the address is theirs" in text
    link = re.search(r"http://localhost(/people/join/[^<]+)", text)
    assert link is not None
    assert "Make your account" in visitor.get(link[1]).content.decode()


def test_a_post_that_refuses_letters_is_said_and_shows_no_link(
    post: None,
    coordinator: User,
    centre: Organisation,
    log_in: LogIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    browser = log_in(coordinator)
    monkeypatch.setattr("karski.web.people.letters.send_mail", refuse)
    page = browser.post(f"/people/{centre.pk}/invite/", INVITE)
    text = page.content.decode()
    assert "could not be sent; invite the address again later" in text
    assert "/people/join/" not in text
    assert Invitation.objects.count() == 1


def test_a_new_account_joins_in_its_role_with_its_address_shown(
    invited: invitations.Invited, centre: Organisation, visitor: Client
) -> None:
    page = visitor.post(f"/people/join/{invited.token}/", NEW)
    nell = User.objects.get(email="nell@quay.example")
    assert page["Location"] == f"/people/{centre.pk}/"
    assert roles(centre)[nell.email] == Role.ANALYST
    assert nell.check_password(NEW["password"])
    assert (nell.name, nell.language) == ("Nell", "pl")
    address = EmailAddress.objects.get(user=nell)
    assert (address.verified, address.primary) == (True, True)
    assert visitor.get("/people/you/").context["user"] == nell


def test_an_account_that_exists_joins_after_logging_in(
    centre: Organisation,
    other_centre: Organisation,
    coordinator: User,
    make_person: MakePerson,
    log_in: LogIn,
    visitor: Client,
) -> None:
    nell = make_person("Nell", Role.MEMBER, place=other_centre)
    token = invitations.invite(
        centre, by=coordinator, email=nell.email, role=Role.EXPERT
    ).token
    assert (
        "has an account here" in visitor.get(f"/people/join/{token}/").content.decode()
    )
    log_in(nell).post(f"/people/join/{token}/")
    assert roles(centre)[nell.email] == Role.EXPERT
    assert roles(other_centre)[nell.email] == Role.MEMBER


def test_an_anonymous_post_for_an_existing_account_changes_nothing(
    invited: invitations.Invited,
    centre: Organisation,
    make_person: MakePerson,
    visitor: Client,
) -> None:
    nell = make_person("Nell")
    visitor.post(f"/people/join/{invited.token}/", NEW)
    assert nell.email not in roles(centre)
    assert User.objects.get(pk=nell.pk).name == "Nell"
    with pytest.raises(ValidationError, match="has an account"):
        invitations.accept_with_new_account(invited.invitation, **NEW)


def test_another_address_cannot_accept(
    invited: invitations.Invited, centre: Organisation, member: User, log_in: LogIn
) -> None:
    page = log_in(member).post(f"/people/join/{invited.token}/")
    assert "for another address" in page.content.decode()
    assert "nell@quay.example" not in page.content.decode()
    assert roles(centre)[member.email] == Role.MEMBER
    assert Invitation.objects.get().accepted_at is None


def test_an_address_that_was_not_shown_to_be_theirs_cannot_accept(
    invited: invitations.Invited, make_person: MakePerson
) -> None:
    nell = make_person("Nell")
    EmailAddress.objects.filter(user=nell).update(verified=False)
    with pytest.raises(ValidationError, match="another address"):
        invitations.accept_invitation(invited.invitation, by=nell)


def test_an_invitation_works_once(
    invited: invitations.Invited, visitor: Client
) -> None:
    path = f"/people/join/{invited.token}/"
    visitor.post(path, NEW)
    again = Client(HTTP_HOST="localhost")
    assert again.get(path).status_code == 410
    assert again.post(path, NEW | {"name": "Mallory"}).status_code == 410
    with pytest.raises(ValidationError, match="no longer open"):
        invitations.accept_invitation(
            invited.invitation, by=User.objects.get(email="nell@quay.example")
        )
    assert Membership.objects.filter(user__name__in=("Nell", "Mallory")).count() == 1


def test_an_expired_invitation_opens_nothing(
    invited: invitations.Invited, centre: Organisation, visitor: Client
) -> None:
    now = timezone.now()
    Invitation.objects.update(made=now - timedelta(15), expires=now)
    page = visitor.post(f"/people/join/{invited.token}/", NEW)
    assert page.status_code == 410
    assert "nell@quay.example" not in roles(centre)
    with pytest.raises(ValidationError, match="no longer open"):
        invitations.accept_with_new_account(invited.invitation, **NEW)
    assert not User.objects.filter(email="nell@quay.example").exists()


def test_a_withdrawn_invitation_opens_nothing(
    invited: invitations.Invited, coordinator: User, log_in: LogIn, visitor: Client
) -> None:
    path = f"/people/invitation/{invited.invitation.pk}/withdraw/"
    log_in(coordinator).post(path)
    assert Invitation.objects.get().withdrawn_at is not None
    assert visitor.get(f"/people/join/{invited.token}/").status_code == 410


def test_an_accepted_invitation_cannot_be_withdrawn(
    invited: invitations.Invited, coordinator: User
) -> None:
    invitations.accept_with_new_account(invited.invitation, **NEW)
    with pytest.raises(ValidationError, match="accepted meanwhile"):
        invitations.withdraw_invitation(invited.invitation, by=coordinator)


def test_inviting_again_ends_the_earlier_invitation(
    invited: invitations.Invited, centre: Organisation, coordinator: User
) -> None:
    second = invitations.invite(
        centre, by=coordinator, email="nell@quay.example", role=Role.MEMBER
    )
    first = Invitation.objects.get(pk=invited.invitation.pk)
    assert first.withdrawn_at is not None
    assert second.invitation.is_open(timezone.now())


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.VISITOR])
def test_a_coordinator_cannot_invite_above_their_power(
    centre: Organisation, coordinator: User, log_in: LogIn, role: Role
) -> None:
    with pytest.raises(ValidationError, match="cannot give this role"):
        invitations.invite(centre, by=coordinator, email="x@quay.example", role=role)
    typed = {"email": "x@quay.example", "role": role, "language": "en"}
    log_in(coordinator).post(f"/people/{centre.pk}/invite/", typed)
    assert list(Invitation.objects.all()) == []


def test_a_coordinator_cannot_invite_to_another_organisation(
    other_centre: Organisation, coordinator: User, log_in: LogIn
) -> None:
    with pytest.raises(PermissionDenied):
        invitations.invite(
            other_centre, by=coordinator, email="x@quay.example", role=Role.MEMBER
        )
    typed = {"email": "x@quay.example", "role": "member", "language": "en"}
    page = log_in(coordinator).post(f"/people/{other_centre.pk}/invite/", typed)
    assert page.status_code == 404
    assert list(Invitation.objects.all()) == []


def test_an_invitation_falls_with_the_power_of_who_made_it(
    centre: Organisation, administrator: User, make_person: MakePerson
) -> None:
    second = make_person("Bert", Role.ADMINISTRATOR)
    invited = invitations.invite(
        centre, by=second, email="nell@quay.example", role=Role.ADMINISTRATOR
    )
    organisations.change_role(
        second.memberships.get(), by=administrator, role=Role.COORDINATOR
    )
    with pytest.raises(ValidationError, match="no longer open"):
        invitations.accept_with_new_account(invited.invitation, **NEW)


def test_a_member_of_the_organisation_is_not_invited_again(
    centre: Organisation, coordinator: User, member: User, log_in: LogIn
) -> None:
    typed = {"email": "MIKA@quay.example", "role": "analyst", "language": "en"}
    page = log_in(coordinator).post(f"/people/{centre.pk}/invite/", typed)
    text = page.content.decode()
    assert "belongs to the organisation already" in text
    assert 'value="MIKA@quay.example"' in text
    assert roles(centre)[member.email] == Role.MEMBER


def test_a_weak_password_is_refused_and_the_name_stays(
    invited: invitations.Invited, visitor: Client
) -> None:
    path = f"/people/join/{invited.token}/"
    page = visitor.post(path, NEW | {"password": "nell@quay.example"})
    text = page.content.decode()
    assert "too similar to the email address" in text.lower().replace("e-mail", "email")
    assert 'value="Nell"' in text
    assert not User.objects.filter(email="nell@quay.example").exists()


def test_what_cannot_be_audited_is_not_kept(
    centre: Organisation, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        invitations.invite(
            centre, by=coordinator, email="x@quay.example", role=Role.MEMBER
        )
    assert list(Invitation.objects.all()) == []

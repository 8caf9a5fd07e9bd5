"""Cohorts and the seats of a training room."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from karski.web.people.actions import cohorts
from karski.web.people.models import Cohort, CohortMember, Organisation, Seat, User
from karski.web.people.roles import Role
from karski.web.people.tokens import digest_of_code

MakePerson = Callable[..., User]
LogIn = Callable[[User], Client]


@pytest.fixture
def facilitator(make_person: MakePerson) -> User:
    return make_person("Fay", Role.FACILITATOR)


def test_a_facilitator_makes_a_cohort(
    facilitator: User, centre: Organisation, log_in: LogIn
) -> None:
    typed = {"name": "Autumn", "purpose": "to learn", "organisation": centre.pk}
    page = log_in(facilitator).post("/people/cohorts/new/", typed)
    made = Cohort.objects.get()
    assert page["Location"] == f"/people/cohorts/{made.pk}/"
    assert (made.name, made.purpose, made.organisation) == (
        "Autumn",
        "to learn",
        centre,
    )


def test_a_cohort_cannot_be_made_where_one_manages_nothing(
    facilitator: User, other_centre: Organisation, log_in: LogIn
) -> None:
    with pytest.raises(PermissionDenied):
        cohorts.create_cohort(other_centre, by=facilitator, name="Autumn")
    typed = {"name": "Autumn", "organisation": other_centre.pk}
    page = log_in(facilitator).post("/people/cohorts/new/", typed)
    assert "Select a valid choice" in page.content.decode()
    assert list(Cohort.objects.all()) == []


def test_two_cohorts_of_an_organisation_have_two_names(
    facilitator: User, cohort: Cohort
) -> None:
    with pytest.raises(ValidationError, match="cohort of this name"):
        cohorts.create_cohort(
            cohort.organisation, by=facilitator, name=cohort.name.upper()
        )


def test_people_are_added_once_and_taken_out(
    facilitator: User, member: User, cohort: Cohort, log_in: LogIn
) -> None:
    browser = log_in(facilitator)
    browser.post(f"/people/cohorts/{cohort.pk}/add/", {"user": member.pk})
    assert [each.user for each in CohortMember.objects.all()] == [member]
    with pytest.raises(ValidationError, match="in the cohort already"):
        cohorts.add_to_cohort(cohort, by=facilitator, user=member)
    browser.post(f"/people/cohorts/member/{CohortMember.objects.get().pk}/remove/")
    assert list(CohortMember.objects.all()) == []


def test_strangers_are_not_added(
    facilitator: User,
    cohort: Cohort,
    other_centre: Organisation,
    make_person: MakePerson,
    log_in: LogIn,
) -> None:
    stranger = make_person("Sven", Role.MEMBER, place=other_centre)
    with pytest.raises(ValidationError, match="of the cohort's organisation"):
        cohorts.add_to_cohort(cohort, by=facilitator, user=stranger)
    path = f"/people/cohorts/{cohort.pk}/add/"
    log_in(facilitator).post(path, {"user": stranger.pk})
    assert list(CohortMember.objects.all()) == []


def test_members_see_their_cohort_but_change_nothing(
    member: User, facilitator: User, cohort: Cohort, log_in: LogIn
) -> None:
    browser, path = log_in(member), f"/people/cohorts/{cohort.pk}/"
    assert browser.get(path).status_code == 404
    cohorts.add_to_cohort(cohort, by=facilitator, user=member)
    page = browser.get(path)
    assert (page.status_code, "Make the seats" in page.content.decode()) == (200, False)
    typed = {"seats": 3, "days": 1}
    assert browser.post(f"{path}seats/", typed).status_code == 403
    assert list(Seat.objects.all()) == []


def test_a_facilitator_elsewhere_changes_nothing_here(
    make_person: MakePerson, other_centre: Organisation, cohort: Cohort, log_in: LogIn
) -> None:
    elsewhere = make_person("Eve", Role.FACILITATOR, place=other_centre)
    path = f"/people/cohorts/{cohort.pk}/seats/"
    page = log_in(elsewhere).post(path, {"seats": 3, "days": 1})
    assert page.status_code == 404
    CohortMember.objects.create(cohort=cohort, user=elsewhere)
    for seats in (3, "many"):
        page = log_in(elsewhere).post(path, {"seats": seats, "days": 1})
        assert page.status_code == 403
    assert list(Seat.objects.all()) == []


def test_codes_are_shown_once_and_not_kept(
    facilitator: User, cohort: Cohort, log_in: LogIn
) -> None:
    browser, path = log_in(facilitator), f"/people/cohorts/{cohort.pk}/"
    sheet = browser.post(f"{path}seats/", {"seats": 3, "days": 2})
    codes = [each.code for each in sheet.context["seats"]]
    assert len(set(codes)) == 3
    assert all(code in sheet.content.decode() for code in codes)
    assert sheet["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    assert [digest_of_code(code) for code in codes] == [
        seat.code_hash for seat in Seat.objects.order_by("pk")
    ]
    later = browser.get(path).content.decode()
    assert not any(code in later for code in codes)
    assert not any(code in str(Seat.objects.values()) for code in codes)


def test_seats_are_numbered_on_and_end_when_told(
    facilitator: User, cohort: Cohort
) -> None:
    cohorts.make_seats(cohort, by=facilitator, seats=2, days=1)
    new = cohorts.make_seats(cohort, by=facilitator, seats=2, days=3)
    assert [each.seat.label for each in new] == ["3", "4"]
    life = new[0].seat.expires - new[0].seat.made
    assert abs(life - timedelta(days=3)) < timedelta(seconds=5)
    assert not new[0].seat.user.has_usable_password()
    assert list(new[0].seat.user.memberships.all()) == []


@pytest.mark.parametrize(("seats", "days"), [(0, 1), (61, 1), (1, 0), (1, 15)])
def test_too_many_or_too_long_is_refused(
    facilitator: User, cohort: Cohort, log_in: LogIn, seats: int, days: int
) -> None:
    with pytest.raises(ValidationError, match="Give a whole number from 1 to"):
        cohorts.make_seats(cohort, by=facilitator, seats=seats, days=days)
    typed = {"seats": seats, "days": days}
    log_in(facilitator).post(f"/people/cohorts/{cohort.pk}/seats/", typed)
    assert list(Seat.objects.all()) == []


def test_a_seat_is_closed(facilitator: User, cohort: Cohort, log_in: LogIn) -> None:
    (new,) = cohorts.make_seats(cohort, by=facilitator, seats=1, days=1)
    log_in(facilitator).post(f"/people/cohorts/seat/{new.seat.pk}/revoke/")
    assert Seat.objects.get().revoked_at is not None


def test_closing_a_seat_writes_nothing_else(facilitator: User, cohort: Cohort) -> None:
    seat = cohorts.make_seats(cohort, by=facilitator, seats=1, days=1)[0].seat
    Seat.objects.update(code_hash="changed meanwhile")
    cohorts.revoke_seat(seat, by=facilitator)
    now = Seat.objects.get()
    assert now.code_hash == "changed meanwhile"
    assert now.revoked_at is not None

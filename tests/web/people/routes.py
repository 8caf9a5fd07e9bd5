"""Objects that addresses of people name, for the tests of every route."""

from datetime import timedelta

from django.utils import timezone

from karski.web.people.actions.accounts import renew_first_link
from karski.web.people.models import (
    Cohort,
    CohortMember,
    Invitation,
    Membership,
    Organisation,
    Seat,
    User,
)
from karski.web.people.roles import Permission, Role
from tests_routes import Kwargs


def _membership(place: Organisation, person: User) -> Kwargs:
    return {"key": Membership.objects.get(organisation=place, user=person).pk}


def _invitation(place: Organisation, _: User) -> Kwargs:
    row, _made = Invitation.objects.get_or_create(
        organisation=place,
        email="new@quay.example",
        defaults={
            "role": Role.MEMBER,
            "token_hash": f"{place.pk}",
            "expires": timezone.now() + timedelta(1),
        },
    )
    return {"key": row.pk}


def _cohort(place: Organisation, _: User) -> Kwargs:
    row, _made = Cohort.objects.get_or_create(organisation=place, name="Course")
    return {"key": row.pk}


def _cohort_member(place: Organisation, person: User) -> Kwargs:
    row, _made = CohortMember.objects.get_or_create(
        cohort_id=_cohort(place, person)["key"], user=person
    )
    return {"key": row.pk}


def _seat(place: Organisation, person: User) -> Kwargs:
    row, _made = Seat.objects.get_or_create(
        cohort_id=_cohort(place, person)["key"],
        label="1",
        defaults={
            "user": person,
            "code_hash": f"{place.pk}",
            "expires": timezone.now() + timedelta(1),
        },
    )
    return {"key": row.pk}


def _organisation(place: Organisation, _: User) -> Kwargs:
    return {"key": place.pk}


OBJECTS = {
    "people:organisation": _organisation,
    "people:invite": _organisation,
    "people:withdraw": _invitation,
    "people:role": _membership,
    "people:remove": _membership,
    "people:cohort": _cohort,
    "people:add": _cohort,
    "people:seats": _cohort,
    "people:take_out": _cohort_member,
    "people:revoke": _seat,
}
ANYBODYS = {
    "people:join": lambda: {"token": "no-such-token"},
    "people:first": lambda: {"token": renew_first_link()},
    "account_confirm_email": lambda: {"key": "no-such-key"},
    "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "no-such-key"},
    "mfa_edit_webauthn": lambda: {"pk": 0},
    "mfa_remove_webauthn": lambda: {"pk": 0},
}
STRICTER = {
    "people:remove": Permission.MANAGE_MEMBERS,  # or one's own
    "people:cohort": Permission.MANAGE_COHORTS,  # or to be in it
}
ROOM_ONLY = {"people:seat"}

"""Accounts, organisations, cohorts, seats; the audit trail, consent and counts."""

from karski.web.people.models.accounts import FirstLink, User
from karski.web.people.models.audit import Event, Head
from karski.web.people.models.cohorts import Cohort, CohortMember, Seat
from karski.web.people.models.consent import Choice, Visits
from karski.web.people.models.organisations import (
    Invitation,
    Kind,
    Membership,
    Organisation,
)

__all__ = [
    "Choice",
    "Cohort",
    "CohortMember",
    "Event",
    "FirstLink",
    "Head",
    "Invitation",
    "Kind",
    "Membership",
    "Organisation",
    "Seat",
    "User",
    "Visits",
]

"""Accounts, organisations, invitations, cohorts and the seats of a training room."""

from karski.web.people.models.accounts import FirstLink, User
from karski.web.people.models.cohorts import Cohort, CohortMember, Seat
from karski.web.people.models.organisations import (
    Invitation,
    Kind,
    Membership,
    Organisation,
)

__all__ = [
    "Cohort",
    "CohortMember",
    "FirstLink",
    "Invitation",
    "Kind",
    "Membership",
    "Organisation",
    "Seat",
    "User",
]

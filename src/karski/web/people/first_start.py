"""A site that nobody has used yet: the first account, and something to look at."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from karski.web.people import audit, queries
from karski.web.people.actions.accounts import renew_first_link
from karski.web.people.models import (
    Cohort,
    CohortMember,
    Kind,
    Membership,
    Organisation,
    User,
)
from karski.web.people.roles import Role

CENTRE = "Lantern Centre (demonstration)"
COURSE = "Spring course (demonstration)"
DOMAIN = "lantern.example"  # reserved: no letter can reach it
INVENTED = (  # nobody is called so
    ("Mira Lanternova", Role.COORDINATOR),
    ("Tibor Wickfield", Role.FACILITATOR),
    ("Halina Oilcan", Role.EXPERT),
    ("Jonas Tallow", Role.ANALYST),
    ("Zsofia Glimmer", Role.ANALYST),
    ("Petra Candlewick", Role.MEMBER),
    ("Oskar Beacon", Role.MEMBER),
    ("Lena Matchbox", Role.MEMBER),
)


def first_link(base_url: str) -> str | None:
    """Make the one-time link for the first account; None once it is made."""
    if queries.administrators().exists():
        return None
    with override("en"):
        path = reverse("people:first", args=[renew_first_link()])
    return base_url.rstrip("/") + path


@transaction.atomic
def demonstration() -> Organisation:
    """Make the demonstration organisation, or return the one there is."""
    found = Organisation.objects.filter(name=CENTRE).first()
    if found is not None:
        return found
    centre = Organisation(name=CENTRE, kind=Kind.CIVIL_SOCIETY, demonstration=True)
    centre.full_clean()
    centre.save()
    course = Cohort(
        organisation=centre, name=COURSE, purpose="Invented people, to try things with."
    )
    course.full_clean()
    course.save()
    for name, role in INVENTED:
        _invented(centre, course, name, role)
    audit.record("made the demonstration organisation", by=None, on=centre)
    return centre


def _invented(centre: Organisation, course: Cohort, name: str, role: Role) -> None:
    user = User.objects.create_user(
        f"{name.split()[0].lower()}@{DOMAIN}", name=f"{name} (invented)"
    )
    Membership.objects.create(user=user, organisation=centre, role=role)
    if role in (Role.ANALYST, Role.MEMBER):
        CohortMember.objects.create(cohort=course, user=user)

"""What the programme's pages read."""

from django.db.models import Q, QuerySet

from karski.web.people.models import Membership, Organisation, User
from karski.web.people.person import Person
from karski.web.people.roles import Permission
from karski.web.programme.models import Commitment


def commitments_of(person: Person) -> QuerySet[Commitment]:
    """Return the commitments that somebody may see: their own and their colleagues'."""
    rows = Commitment.objects.select_related("person", "organisation", "reviewer")
    if person.administers:
        return rows
    seen = [key for key in person.roles if person.may(Permission.SEE_COLLEAGUES, key)]
    mine = Q(person=person.user) | Q(reviewer=person.user)
    return rows.filter(Q(organisation__in=seen) | mine)


def managed(person: Person) -> QuerySet[Organisation]:
    """Return the organisations whose commitments somebody records."""
    rows = Organisation.objects.order_by("name")
    if person.administers:
        return rows
    wanted = Permission.MANAGE_PROGRAMME
    return rows.filter(pk__in=[key for key in person.roles if person.may(wanted, key)])


def belongs(user: User, organisation: Organisation) -> bool:
    """Say whether somebody is in an organisation."""
    return Membership.objects.filter(user=user, organisation=organisation).exists()


def people_of(organisations: QuerySet[Organisation]) -> QuerySet[User]:
    """Return those who belong to one of them."""
    return (
        User.objects.filter(memberships__organisation__in=organisations)
        .distinct()
        .order_by("name", "email")
    )

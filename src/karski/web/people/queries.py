"""What pages of people read."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from karski.web.people.models import (
    Cohort,
    FirstLink,
    Invitation,
    Membership,
    Organisation,
    Seat,
    User,
)
from karski.web.people.person import Person
from karski.web.people.roles import Permission, Role
from karski.web.people.tokens import digest, digest_of_code


def administrators() -> QuerySet[Membership]:
    """Return the administrators who can log in, of the whole site."""
    return Membership.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True
    ).order_by("pk")


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Return the organisations whose people somebody may see."""
    all_ = Organisation.objects.annotate(
        people=Count("memberships", distinct=True),
        groups=Count("cohorts", distinct=True),
    ).order_by("name")
    if person.administers:
        return all_
    seen = [key for key in person.roles if person.may(Permission.SEE_COLLEAGUES, key)]
    return all_.filter(pk__in=seen)


def people_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return who belongs to an organisation, by name."""
    rows = Membership.objects.filter(organisation=organisation)
    return rows.select_related("user").order_by("user__name", "user__email")


def waiting(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations that nobody took up yet, expired ones too."""
    rows = Invitation.objects.filter(
        organisation=organisation, accepted_at=None, withdrawn_at=None
    )
    return rows.select_related("invited_by").order_by("email")


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation whose letter held this token, if it is open."""
    found = (
        Invitation.objects.filter(token_hash=digest(token))
        .select_related("organisation", "invited_by")
        .first()
    )
    return found if found is not None and found.is_open(timezone.now()) else None


def account_at(address: str) -> User | None:
    """Return the account of an address."""
    return User.objects.filter(email=address.lower()).first()


def owns(user: User, address: str) -> bool:
    """Say whether somebody showed that letters to an address reach them."""
    found: QuerySet[User] = User.objects.filter(
        pk=user.pk,
        emailaddress__email=address.lower(),
        emailaddress__verified=True,
    )
    return found.exists()


def cohorts_of(person: Person) -> QuerySet[Cohort]:
    """Return the cohorts that somebody manages or is in."""
    rows = Cohort.objects.select_related("organisation").annotate(
        size=Count("members", distinct=True)
    )
    if not person.administers:
        managed = [
            key for key in person.roles if person.may(Permission.MANAGE_COHORTS, key)
        ]
        mine = Cohort.objects.filter(people=person.user).values("pk")
        rows = rows.filter(Q(organisation__in=managed) | Q(pk__in=mine))
    return rows.order_by("organisation__name", "name")


def not_in(cohort: Cohort) -> QuerySet[User]:
    """Return the people of its organisation who could be added to a cohort."""
    rows = User.objects.filter(memberships__organisation=cohort.organisation_id)
    return rows.exclude(cohorts=cohort).order_by("name", "email")


def seats_of(cohort: Cohort) -> QuerySet[Seat]:
    """Return the seats of a cohort in the order in which they were made."""
    return Seat.objects.filter(cohort=cohort).order_by("pk")


def seat_of(code: str, now: datetime) -> Seat | None:
    """Return the open seat that a typed code belongs to."""
    rows = Seat.objects.filter(code_hash=digest_of_code(code))
    found = rows.select_related("user").first()
    return found if found is not None and found.is_open(now) else None


def who_can_help(person: Person) -> list[str]:
    """Name those who can give somebody a role: their own organisations' first."""
    rows = Membership.objects.filter(
        role__in=(Role.ADMINISTRATOR, Role.COORDINATOR),
        organisation__in=list(person.roles),
        user__is_active=True,
    )
    names = rows.select_related("user").order_by("user__name")[:5]
    return [str(row.user) for row in names]


def managed_organisations(person: Person) -> QuerySet[Organisation]:
    """Return the organisations whose cohorts somebody manages."""
    rows = Organisation.objects.order_by("name")
    if person.administers:
        return rows
    keys = [key for key in person.roles if person.may(Permission.MANAGE_COHORTS, key)]
    return rows.filter(pk__in=keys)


def first_link_of(token: str) -> FirstLink | None:
    """Return the link for the first account, while there is no administrator."""
    rows = FirstLink.objects.filter(
        token_hash=digest(token), expires__gt=timezone.now()
    )
    return None if administrators().exists() else rows.first()

"""Who asks: the account, its roles, and what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.conf import settings
from django.http import HttpRequest

from karski.web.people.models import Membership, Organisation, Seat, User
from karski.web.people.roles import (
    BELONGING,
    PERMISSIONS,
    PRIVILEGED,
    Permission,
    Role,
    grantable,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and their role in each organisation by its key.

    An administrator looks after the whole site, whichever organisation they are in.
    """

    user: User | None = None
    roles: Mapping[int, Role] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def administers(self) -> bool:
        """Whether they look after the whole site."""
        return Role.ADMINISTRATOR in self.roles.values()

    @property
    def privileged(self) -> bool:
        """Whether they need a second factor."""
        return not PRIVILEGED.isdisjoint(self.roles.values())

    def role_in(self, organisation: Organisation | int) -> Role:
        """Return what they are there; an administrator is one everywhere."""
        if self.administers:
            return Role.ADMINISTRATOR
        key = organisation if isinstance(organisation, int) else organisation.pk
        return self.roles.get(key, Role.VISITOR)

    def may(
        self, permission: Permission, organisation: Organisation | int | None = None
    ) -> bool:
        """Say whether they may do it there, or without a place, anywhere."""
        if organisation is not None:
            return permission in PERMISSIONS[self.role_in(organisation)]
        return any(permission in PERMISSIONS[role] for role in self.roles.values())

    def grantable(self, organisation: Organisation | int) -> tuple[Role, ...]:
        """Return the roles they may give to others there, least first."""
        may = grantable(self.role_in(organisation))
        return tuple(role for role in BELONGING if role in may)


class AuthenticatedRequest(HttpRequest):
    """A request whose view was declared for members."""

    user: User
    person: Person


def person_of(user: User) -> Person:
    """Look up somebody's roles: one query.

    In a training room there are seats only, and a seat is a member at most.
    """
    roles: dict[int, Role]
    if settings.ROOM:
        seats = Seat.objects.filter(user=user).values_list("cohort__organisation")
        roles = {key: Role.MEMBER for (key,) in seats}
    else:
        rows = Membership.objects.filter(user=user).values_list("organisation", "role")
        roles = {key: Role(role) for key, role in rows}
    return Person(user, MappingProxyType(roles))


def person(request: HttpRequest) -> Person:
    """Return who asks, on any page; nobody where nobody is logged in."""
    found: Person = vars(request).get("person", Person())
    return found

"""Who may do what: permissions are acts, and a role is a set of them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is in an organisation; without one they are a visitor."""

    VISITOR = "visitor", _("Visitor")
    MEMBER = "member", _("Member")
    ANALYST = "analyst", _("Analyst")
    FACILITATOR = "facilitator", _("Facilitator")
    EXPERT = "expert", _("Expert")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")


class Permission(StrEnum):
    """An act that not everybody may do."""

    SEE_COLLEAGUES = "see colleagues"
    INVITE = "invite people"
    MANAGE_COHORTS = "manage cohorts"
    MANAGE_MEMBERS = "change roles and organisations"
    READ_AUDIT = "read the audit trail"
    MANAGE_PROGRAMME = "record commitments"
    MANAGE_WORKSHOPS = "run workshops"
    LEAD_ROOM = "lead a workshop's room"
    RUN_EXERCISES = "run exercises"

    @property
    def words(self) -> Promise:
        """The act, in the reader's language."""
        return _WORDS[self]


_WORDS: Mapping[Permission, Promise] = MappingProxyType(
    {
        Permission.SEE_COLLEAGUES: _("see the people of an organisation"),
        Permission.INVITE: _("invite people"),
        Permission.MANAGE_COHORTS: _("make cohorts and seats"),
        Permission.MANAGE_MEMBERS: _("change roles and organisations"),
        Permission.READ_AUDIT: _("read the audit trail"),
        Permission.MANAGE_PROGRAMME: _("record commitments"),
        Permission.MANAGE_WORKSHOPS: _("run workshops"),
        Permission.LEAD_ROOM: _("lead a workshop's room"),
        Permission.RUN_EXERCISES: _("run exercises"),
    }
)

BELONGING = tuple(role for role in Role if role is not Role.VISITOR)
PRIVILEGED = frozenset(
    {Role.FACILITATOR, Role.COORDINATOR, Role.ADMINISTRATOR}
)  # must prove themselves by a second factor
_MEMBER = frozenset({Permission.SEE_COLLEAGUES})
_COORDINATOR = _MEMBER | {
    Permission.INVITE,
    Permission.MANAGE_COHORTS,
    Permission.MANAGE_PROGRAMME,
    Permission.MANAGE_WORKSHOPS,
    Permission.LEAD_ROOM,
    Permission.RUN_EXERCISES,
}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VISITOR: frozenset(),
        Role.MEMBER: _MEMBER,
        Role.ANALYST: _MEMBER,
        Role.FACILITATOR: _MEMBER
        | {
            Permission.MANAGE_COHORTS,
            Permission.LEAD_ROOM,
            Permission.RUN_EXERCISES,
        },
        Role.EXPERT: _MEMBER,
        Role.COORDINATOR: _COORDINATOR,
        Role.ADMINISTRATOR: frozenset(Permission),
    }
)
_GRANTED: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        Role.COORDINATOR: frozenset(
            {Role.MEMBER, Role.ANALYST, Role.FACILITATOR, Role.EXPERT}
        ),
        Role.ADMINISTRATOR: frozenset(BELONGING),
    }
)


def grantable(role: Role) -> frozenset[Role]:
    """Return the roles that somebody in a role may give to others."""
    return _GRANTED.get(role, frozenset())

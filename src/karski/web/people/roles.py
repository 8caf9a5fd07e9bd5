"""Who may do what: permissions are acts, and a role is a set of them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
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


PRIVILEGED = frozenset(
    {Role.FACILITATOR, Role.COORDINATOR, Role.ADMINISTRATOR}
)  # must prove themselves by a second factor
_MEMBER = frozenset({Permission.SEE_COLLEAGUES})
_COORDINATOR = _MEMBER | {
    Permission.INVITE,
    Permission.MANAGE_COHORTS,
    Permission.MANAGE_PROGRAMME,
}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VISITOR: frozenset(),
        Role.MEMBER: _MEMBER,
        Role.ANALYST: _MEMBER,
        Role.FACILITATOR: _MEMBER | {Permission.MANAGE_COHORTS},
        Role.EXPERT: _MEMBER,
        Role.COORDINATOR: _COORDINATOR,
        Role.ADMINISTRATOR: frozenset(Permission),
    }
)

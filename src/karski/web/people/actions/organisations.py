"""Organisations, and who is what in them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.people import audit, queries
from karski.web.people.models import CohortMember, Membership, Organisation, User
from karski.web.people.person import person_of
from karski.web.people.roles import Permission, Role


def require(by: User, permission: Permission, organisation: int | None = None) -> None:
    """Refuse an act that somebody may not do; views ask first, so this is a guard."""
    if not person_of(by).may(permission, organisation):
        raise PermissionDenied


def require_grant(by: User, role: str, organisation: Organisation) -> None:
    """Refuse a role above what somebody may give."""
    if role not in person_of(by).grantable(organisation):
        raise ValidationError(
            {"role": _("You cannot give this role; an administrator can.")}
        )


@transaction.atomic
def create_organisation(
    *, by: User, name: str, kind: str, country: str = ""
) -> Organisation:
    """Make an organisation."""
    require(by, Permission.MANAGE_MEMBERS)
    organisation = Organisation(name=name, kind=kind, country=country)
    organisation.full_clean()
    organisation.save()
    audit.record("made an organisation", by=by, on=organisation, detail={"name": name})
    return organisation


@transaction.atomic
def change_role(membership: Membership, *, by: User, role: str) -> Membership:
    """Give somebody another role."""
    kept = _locked(membership)
    require(by, Permission.MANAGE_MEMBERS, kept.organisation_id)
    require_grant(by, role, kept.organisation)
    if role != Role.ADMINISTRATOR:
        _keep_one_administrator(kept)
    before, kept.role = kept.role, role
    kept.full_clean()
    kept.save(update_fields=["role"])
    audit.record(
        "changed a role",
        by=by,
        on=kept,
        detail=_whose(kept) | {"before": before, "after": role},
    )
    return kept


@transaction.atomic
def remove_member(membership: Membership, *, by: User) -> None:
    """Take somebody out of an organisation and its cohorts; people may leave."""
    kept = _locked(membership)
    if kept.user_id != by.pk:
        require(by, Permission.MANAGE_MEMBERS, kept.organisation_id)
    _keep_one_administrator(kept)
    audit.record(
        "removed a member", by=by, on=kept, detail=_whose(kept) | {"role": kept.role}
    )
    groups = CohortMember.objects.filter(cohort__organisation=kept.organisation_id)
    groups.filter(user=kept.user_id).delete()
    kept.delete()


def _locked(membership: Membership) -> Membership:
    # all administrators first, in one order: two who demote each other take turns
    list(queries.administrators().select_for_update(of=("self",)))
    rows = Membership.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "user").get(pk=membership.pk)


def _keep_one_administrator(membership: Membership) -> None:
    keys = queries.administrators().values_list("pk", flat=True)
    if set(keys) == {membership.pk}:
        raise ValidationError(
            _("This is the last administrator; make somebody else one first.")
        )


def _whose(membership: Membership) -> dict[str, str]:
    return {"person": str(membership.user.public_id)}

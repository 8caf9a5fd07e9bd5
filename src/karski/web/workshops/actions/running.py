"""Who may do what those do who run a workshop."""

from django.core.exceptions import PermissionDenied

from karski.web.people.models import User
from karski.web.people.person import person_of
from karski.web.people.roles import Permission
from karski.web.workshops.models import Workshop


def require_runs(by: User, workshop: Workshop) -> None:
    """Refuse people who do not run this workshop.

    Raises
    ------
    PermissionDenied
    """
    place = workshop.series.organisation_id
    if not person_of(by).may(Permission.MANAGE_WORKSHOPS, place):
        raise PermissionDenied


def locked(workshop: Workshop) -> Workshop:
    """Hold a workshop until the transaction ends: its people change in turn."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related("series")
    return rows.get(pk=workshop.pk)

"""Closing what is asked: by hand, when all have answered, or when its days are over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.running import locked
from karski.web.workshops.models import Asked, Closing, Workshop
from karski.web.workshops.queries import moments, shown


@transaction.atomic
def close(workshop: Workshop, *, by: User, what: str) -> Closing:
    """Take no more answers, and keep the figures of all of them."""
    require(by, Permission.MANAGE_WORKSHOPS, workshop.series.organisation_id)
    locked(workshop)
    if what not in Asked.values:
        raise ValidationError(_("There is no such form."))
    if moments.today(workshop) < moments.window(workshop, what)[0]:
        raise ValidationError(_("It is not open yet."))
    return _close(workshop, what, by)


@transaction.atomic
def close_if_over(workshop: Workshop, what: str) -> None:
    """Close what nobody can answer any more, unless it is closed."""
    locked(workshop)
    done = Closing.objects.filter(workshop=workshop, what=what).exists()
    if not done and moments.is_closed(workshop, what):
        _close(workshop, what, None)


def close_what_is_over() -> None:
    """Close what is over in any workshop whose participants are still known."""
    rows = Workshop.objects.filter(series__historical=False, offers__isnull=False)
    for workshop in rows.distinct():
        for what in Asked:
            close_if_over(workshop, what)


def _close(workshop: Workshop, what: str, by: User | None) -> Closing:
    closing = Closing(
        workshop=workshop, what=what, figures=shown.to_keep(workshop, what)
    )
    closing.full_clean()
    closing.save()
    audit.record("closed a form", by=by, on=workshop, detail={"form": what})
    return closing

"""Who changes the seats of a workshop does so alone."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.workshops.actions.running import locked
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries.whose import RUN


def run_by(workshop: Workshop, by: User) -> Workshop:
    """Take a workshop that somebody may run; an example of the past stays."""
    require(by, RUN, workshop.series.organisation_id)
    kept = locked(workshop)
    if kept.series.historical:
        raise ValidationError(_("This series is an example of the past; it stays."))
    return kept

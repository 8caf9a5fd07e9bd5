"""What a server has at hand before anybody asks: the exercises under way."""

import logging

from django.template.loader import get_template

from karski.core.errors import ReportableError
from karski.web.exercises import states
from karski.web.exercises.models import Exercise

PAGES = ("exercises/desk/mine.html", "exercises/console/console.html")
_log = logging.getLogger(__name__)


def warm() -> None:
    """Read their packs and journals, and the pages that everybody reloads.

    One that cannot be read keeps no server from starting.
    """
    under_way = Exercise.objects.filter(started__isnull=False, ended=None)
    for exercise in under_way.order_by("-started")[: states.KEPT]:
        try:
            with states.reading(exercise):
                pass
        except ReportableError:
            _log.exception("The exercise %s cannot be read", exercise.public_id)
    for page in PAGES:
        get_template(page)

"""What a server has at hand before anybody asks: the exercises under way."""

from django.template.loader import get_template

from karski.web.exercises import states
from karski.web.exercises.models import Exercise

PAGES = ("exercises/desk/mine.html", "exercises/console/console.html")


def warm() -> None:
    """Read their packs and journals, and the pages that everybody reloads."""
    under_way = Exercise.objects.filter(started__isnull=False, ended=None)
    for exercise in under_way.order_by("-started")[: states.KEPT]:
        with states.reading(exercise):
            pass
    for page in PAGES:
        get_template(page)

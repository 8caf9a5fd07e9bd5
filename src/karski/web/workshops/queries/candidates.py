"""The candidates of a workshop, as those who run it see them."""

from django.db.models import Avg, Count, Max, Min, QuerySet

from karski.web.workshops.models import Candidate, Standing, Workshop


def eligible(workshop: Workshop) -> QuerySet[Candidate]:
    """Return who can be selected, each with ``mean_points`` and ``reviews``."""
    return scored(workshop).filter(standing=Standing.ELIGIBLE)


def scored(workshop: Workshop) -> QuerySet[Candidate]:
    """Return all, each with mean, number, least and most of the points given."""
    rows = Candidate.objects.filter(workshop=workshop)
    return rows.annotate(
        mean_points=Avg("scores__points"),
        reviews=Count("scores"),
        least_points=Min("scores__points"),
        most_points=Max("scores__points"),
    ).order_by("pk")

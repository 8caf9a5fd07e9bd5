"""The candidates of a workshop, as those who run it see them."""

from django.db.models import Avg, Count, Max, Min, Q, QuerySet

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


def found(
    workshop: Workshop, *, words: str = "", names: bool = False, **chosen: str
) -> QuerySet[Candidate]:
    """Return those whose plant, or name where names are shown, holds the words."""
    rows = scored(workshop).filter(
        **{key: each for key, each in chosen.items() if each}
    )
    if not words:
        return rows
    where = Q(alias__icontains=words)
    if names:
        where |= Q(name__icontains=words) | Q(email__icontains=words)
        where |= Q(institution__icontains=words)
    return rows.filter(where)


def counts(workshop: Workshop) -> dict[str, int]:
    """Return how many stand where."""
    rows = Candidate.objects.filter(workshop=workshop).order_by()
    number = dict(rows.values_list("standing").annotate(number=Count("pk")))
    return {standing.value: number.get(standing.value, 0) for standing in Standing}

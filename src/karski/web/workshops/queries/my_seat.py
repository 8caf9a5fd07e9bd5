"""What a candidate's own page says of their seat."""

from typing import Any

from django.utils import timezone

from karski.web.workshops.models import Candidate, Outcome
from karski.web.workshops.queries.chosen import announced, waiting


def my_seat(candidate: Candidate) -> dict[str, Any] | None:
    """Return how a candidate's seat stands; nothing before the selection is told."""
    selection = announced(candidate.workshop)
    if selection is None:
        return None
    result = selection.results.filter(candidate=candidate).first()
    offer = candidate.offers.last()
    if result is None and offer is None:
        return None
    queue = list(waiting(selection).values_list("candidate", flat=True))
    place = queue.index(candidate.pk) + 1 if candidate.pk in queue else None
    return {
        "offer": offer,
        "late": offer is not None and timezone.now() >= offer.answer_by,
        "place": place,
        "before": (place or 1) - 1,
        "left": result is not None
        and result.outcome == Outcome.SUBSTITUTE
        and place is None
        and offer is None,
        "reason": result.reason if result else {},
        "zone": candidate.workshop.time_zone,
    }

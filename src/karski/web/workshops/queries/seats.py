"""Who holds a seat of a workshop."""

from django.db.models import QuerySet

from karski.web.workshops.models import Answer, Candidate, Workshop


def participants(workshop: Workshop) -> QuerySet[Candidate]:
    """Return those who accepted a seat, by the number of their seat."""
    rows = Candidate.objects.filter(workshop=workshop, offers__answer=Answer.ACCEPTED)
    return rows.order_by("offers__seat")


def is_participant(candidate: Candidate) -> bool:
    """Say whether somebody accepted a seat."""
    return candidate.offers.filter(answer=Answer.ACCEPTED).exists()

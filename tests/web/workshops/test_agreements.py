"""What somebody agreed to elsewhere stays when their application is changed."""

from datetime import date

from django.utils import timezone

from karski.web.workshops.actions.consents import keep_agreements
from karski.web.workshops.models import Agreement, Workshop
from karski.web.workshops.queries.papers import BOOK
from web.workshops.calls_made import call_for
from web.workshops.conftest import MakeCandidate


def test_the_participant_book_is_no_field_of_the_application(
    workshop: Workshop, candidate: MakeCandidate
) -> None:
    call, holder = call_for(workshop), candidate(motivation="To learn.")
    Agreement.objects.create(
        candidate=holder,
        field=BOOK,
        wording="List me.",
        agreed=timezone.now(),
        keep_until=date(2033, 1, 1),
    )
    keep_agreements(holder, call)
    holder.motivation = ""
    keep_agreements(holder, call)
    fields = set(holder.agreements.values_list("field", flat=True))
    assert fields == {BOOK, "details"}

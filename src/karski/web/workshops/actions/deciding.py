"""What those who run a workshop decide about a candidate, and show of candidates."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.core.cells import as_csv
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops import exports
from karski.web.workshops.actions import candidate_letters as letters
from karski.web.workshops.actions.running import locked, require_runs
from karski.web.workshops.models import Candidate, Standing, Workshop
from karski.web.workshops.queries.calls import holds_seat
from karski.web.workshops.queries.reviews import sealed_for

DECIDED = (Standing.ELIGIBLE, Standing.INELIGIBLE)


@transaction.atomic
def decide(candidate: Candidate, *, by: User, standing: str, reason: str) -> Candidate:
    """Say whether somebody can be selected, and why; they are told by letter."""
    require_runs(by, candidate.workshop)
    locked(candidate.workshop)  # no seat is offered meanwhile
    rows = Candidate.objects.select_for_update(of=("self",))
    kept = rows.select_related("workshop__series").get(pk=candidate.pk)
    if kept.standing not in DECIDED:
        raise ValidationError(
            _("There is nothing to decide: they have not confirmed, or withdrew.")
        )
    if standing not in DECIDED or standing == kept.standing:
        raise ValidationError({"standing": _("Choose the other of the two.")})
    if holds_seat(kept):
        raise ValidationError(_("They hold a seat: it has to be given back first."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: it is told to the candidate.")})
    kept.standing, kept.standing_reason = standing, reason
    kept.full_clean(validate_constraints=False)
    kept.save(update_fields=["standing", "standing_reason"])
    audit.record(
        "decided on eligibility", by=by, on=kept, detail={"standing": standing}
    )
    letters.decided(kept)
    return kept


@transaction.atomic
def send_link(candidate: Candidate, *, by: User) -> None:
    """Send a candidate a new link to their page."""
    require_runs(by, candidate.workshop)
    audit.record("sent a personal link", by=by, on=candidate)
    letters.link(candidate)


@transaction.atomic
def show_names(workshop: Workshop, *, by: User) -> None:
    """Record that somebody has the names of candidates shown."""
    require_runs(by, workshop)
    audit.record("showed the names of candidates", by=by, on=workshop)


@transaction.atomic
def export(workshop: Workshop, *, by: User, names: bool) -> str:
    """Return the candidates as CSV, without names unless asked; it is recorded."""
    require_runs(by, workshop)
    rows = exports.rows(workshop, names=names, points=not sealed_for(by, workshop))
    detail = {"candidates": len(rows) - 1, "names": names}
    audit.record("exported candidates", by=by, on=workshop, detail=detail)
    return as_csv(rows)

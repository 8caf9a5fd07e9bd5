"""Taking candidates from a list: all of it, or nothing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.models import User
from karski.web.people.tokens import digest, new_token
from karski.web.workshops import aliases, imports, retention
from karski.web.workshops.actions.running import locked, require_runs
from karski.web.workshops.models import Candidate, Origin, Standing, Workshop
from karski.web.workshops.queries.calls import call_of

AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were taken, and how many were candidates before."""

    taken: int
    known: int


@transaction.atomic
def import_candidates(
    workshop: Workshop, *, by: User, found: imports.Found
) -> Imported:
    """Add those of a list who are no candidates yet; nobody is written to.

    Raises
    ------
    ValidationError
        The workshop has no call, or the list has errors: nothing is kept.
    """
    require_runs(by, workshop)
    kept = locked(workshop)
    call = call_of(kept)
    if call is None:
        raise ValidationError(_("Set a call first: it says how long data are kept."))
    if found.problems:
        raise ValidationError(_("The list has errors: nothing was imported."))
    known = imports.known(kept, found)
    names = aliases.free(kept)
    new = [row.candidate for row in found.rows if row.number not in known]
    for candidate in new:
        candidate.workshop = kept
        candidate.alias = next(names)
        candidate.token_hash = digest(new_token())
        candidate.origin, candidate.standing = Origin.IMPORTED, Standing.ELIGIBLE
        candidate.keep_until = retention.unselected(call)
    Candidate.objects.bulk_create(new, batch_size=AT_ONCE)
    detail = {"taken": len(new), "known": len(known)}
    audit.record("imported candidates", by=by, on=kept, detail=detail)
    return Imported(len(new), len(known))

"""Letters of selection and of regret, sent: one a candidate and selection."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.briefings.papers import plain
from karski.briefings.papers._letter import Letter
from karski.web.due import letters
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.links import address, new_link
from karski.web.workshops.models import Candidate
from karski.web.workshops.papers.letters import regret_letter, selection_letter
from karski.web.workshops.queries import papers as queries


@transaction.atomic
def send_letter(candidate: Candidate, *, by: User) -> None:
    """Send a candidate the letter about their seat, with a new link to their page."""
    place = candidate.workshop.series.organisation_id
    require(by, Permission.MANAGE_WORKSHOPS, place)
    with override(candidate.language):
        offer = queries.offer_of(candidate)
        token = new_link(candidate)
        link = address(token, candidate.language)
        if offer is not None:
            letter = selection_letter(candidate, offer, link)
        elif queries.regretted(candidate.workshop).filter(pk=candidate.pk).exists():
            letter = regret_letter(candidate, link)
        else:
            raise ValidationError(_("There is no decision about this candidate yet."))
        _post(candidate, letter, candidate.token_hash)
    audit.record("sent a letter about a seat", by=by, on=candidate)


def _post(candidate: Candidate, letter: Letter, once: str) -> None:
    letters.post(
        to=candidate.email,
        subject=letter.title,
        body=plain(letter),
        key=f"letter: seat of {candidate.public_id}, {once[:16]}",
    )

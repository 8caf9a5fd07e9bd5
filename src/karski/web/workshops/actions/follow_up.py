"""Letters that ask participants: some on their day, some when a coordinator wants."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.web.due import letters
from karski.web.due.models import Work
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.links import address, new_link
from karski.web.workshops.models import Candidate, Form, Workshop
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.asked_now import asked_now
from karski.web.workshops.queries.seats import participants


def follow_up() -> None:
    """Ask every participant three and six months after, by one letter each."""
    for workshop in Workshop.objects.filter(series__historical=False):
        for form in moments.MONTHS:
            if moments.is_open(workshop, form):
                done = moments.answered(workshop, form)
                for candidate in participants(workshop).exclude(pk__in=done):
                    _ask(candidate, form)


@transaction.atomic
def remind(workshop: Workshop, *, by: User) -> int:
    """Write to those whom something waits for; say to how many. Once a day each."""
    require(by, Permission.MANAGE_WORKSHOPS, workshop.series.organisation_id)
    sent = sum(_remind(each) for each in participants(workshop) if asked_now(each))
    if not sent:
        raise ValidationError(
            _("Nobody needs a letter: all have answered, or were written to today.")
        )
    audit.record("reminded participants", by=by, on=workshop, detail={"letters": sent})
    return sent


def _ask(candidate: Candidate, form: Form) -> None:
    last = moments.window(candidate.workshop, form)[1]
    with override(candidate.language):
        subject = _("What came of the workshop?")
        body = _(
            "You took part in %(workshop)s. Tell us in two minutes what came of it, and"
            " forecast again what you forecast then. Your answers to the form are kept"
            " without your name.\n\n%(link)s\n\nThe page is open until %(last)s. The"
            " link is yours alone, and replaces the one you had."
        )
        said = {"workshop": str(candidate.workshop), "last": date_format(last)}
    _post(candidate, f"letter: {form} {candidate.public_id}", subject, body, said)


def _remind(candidate: Candidate) -> bool:
    day = moments.today(candidate.workshop)
    with override(candidate.language):
        subject = _("Something waits for you")
        body = _(
            "On your page of %(workshop)s, something waits for your answer.\n\n%(link)s"
            "\n\nThe link is yours alone, and replaces the one you had."
        )
        said = {"workshop": str(candidate.workshop)}
    key = f"letter: reminder {candidate.public_id} {day}"
    return _post(candidate, key, subject, body, said)


def _post(
    candidate: Candidate, key: str, subject: str, body: str, said: dict[str, str]
) -> bool:
    """Have a letter with a new link sent, unless there was one of this key."""
    if Work.objects.filter(key=key).exists():
        return False
    link = address(new_link(candidate), candidate.language)
    letters.post(
        to=candidate.email, subject=subject, body=body % {**said, "link": link}, key=key
    )
    return True

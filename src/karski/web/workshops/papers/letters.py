"""Letters of selection and of regret."""

from django.conf import settings
from django.utils.translation import gettext, ngettext

from karski.briefings.papers._content import Signatory
from karski.briefings.papers._letter import Letter
from karski.web.people.countries import country_name
from karski.web.workshops.models import Candidate, Offer, Workshop
from karski.web.workshops.papers import words
from karski.web.workshops.papers.frames import frame
from karski.web.workshops.queries.numbers import applied


def selection_letter(candidate: Candidate, offer: Offer, link: str = "") -> Letter:
    """Return the letter that offers a seat; `link` leads to their own page."""
    said = {"date": words.day(offer.answer_by.date())}
    answer = gettext("Say whether you take the seat by %(date)s.") % said
    return _letter(
        candidate,
        gettext("A seat for you"),
        words_=(
            gettext("Thank you for applying. We offer you a seat in this workshop:"),
        ),
        points=_facts(candidate.workshop),
        after=_some(answer, _page(link), _contact(candidate.workshop)),
    )


def regret_letter(candidate: Candidate, link: str = "") -> Letter:
    """Return the letter that tells that there is no seat, and what becomes of data."""
    workshop = candidate.workshop
    kept = gettext("What you told us about yourself is erased on %(date)s.")
    return _letter(
        candidate,
        gettext("No seat this time"),
        words_=(
            gettext(
                "Thank you for applying. There were more good candidates than seats,"
                " and we cannot offer you one in this workshop:"
            ),
        ),
        points=_facts(workshop),
        after=_some(
            " ".join(_some(_applied(workshop), _rule(workshop))),
            gettext("Your own page says in one sentence what decided it."),
            _page(link),
            kept % {"date": words.day(candidate.keep_until)},
            _contact(workshop),
        ),
    )


def _letter(
    candidate: Candidate,
    title: str,
    *,
    words_: tuple[str, ...],
    points: tuple[str, ...],
    after: tuple[str, ...],
) -> Letter:
    workshop = candidate.workshop
    begun = frame(workshop, title)
    begun["footer"] = ""
    organiser = str(workshop.series.organisation)
    return Letter(
        **begun,
        sender=(organiser, settings.ENVIRONMENT.address),
        recipient=(
            candidate.name,
            candidate.institution,
            country_name(candidate.country),
        ),
        place_and_date=words.day(begun["day"]),
        salutation=gettext("Dear %(name)s,") % {"name": candidate.name},
        words=words_,
        points=points,
        after=after,
        closing=gettext("With kind regards"),
        signatory=Signatory(organiser, gettext("Organiser of the workshop")),
    )


def _facts(workshop: Workshop) -> tuple[str, ...]:
    return (
        str(workshop.title),
        words.where(workshop),
        words.when(workshop),
        words.seats(workshop.seats),
    )


def _applied(workshop: Workshop) -> str:
    count = applied(workshop)
    if count is None:
        return ""
    return ngettext(
        "There was %(count)s candidate.", "There were %(count)s candidates.", count
    ) % {"count": count}


def _rule(workshop: Workshop) -> str:
    return ngettext(
        "%(count)s seat was given by published rules.",
        "%(count)s seats were given by published rules.",
        workshop.seats,
    ) % {"count": workshop.seats}


def _page(link: str) -> str:
    return gettext("Your own page: %(link)s") % {"link": link} if link else ""


def _contact(workshop: Workshop) -> str:
    return gettext("Questions? Answer this letter, or write to %(organiser)s.") % {
        "organiser": workshop.series.organisation
    }


def _some(*said: str) -> tuple[str, ...]:
    return tuple(each for each in said if each)

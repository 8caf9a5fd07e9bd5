"""What is done of a workshop and what comes next, in the order of the work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.web.workshops.models import Workshop
from karski.web.workshops.queries.calls import zone
from karski.web.workshops.queries.standing import Stands


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the work: whether it is done, in a sentence, and where it is done."""

    title: str
    said: str
    done: bool
    url: str


def steps(workshop: Workshop, stands: Stands) -> list[Step]:
    """Return the steps of a workshop, from the call to its papers."""
    told = (
        (_("Call"), _call(stands), stands.call_is == "closed", "candidates"),
        (_("Selection"), _selection(stands), _announced(stands), "selection"),
        (_("Seats"), _seats(workshop, stands), _full(workshop, stands), "selection"),
        (_("Agenda"), _agenda(stands), stands.sessions > 0, "agenda"),
        (_("In the room"), _room(stands), stands.signed_in > 0, "room"),
        (_("Papers"), _papers(stands), stands.certificates > 0, "papers"),
    )
    return [
        Step(title, said, done, reverse(f"workshops:{page}", args=[workshop.public_id]))
        for title, said, done, page in told
    ]


def _call(stands: Stands) -> str:
    call = stands.call
    if call is None:
        return _("Nobody is asked to apply yet.")
    if stands.call_is == "closed":
        return _("Closed.")
    moment = call.closes if stands.call_is == "open" else call.opens
    said = _("Open until %s.") if stands.call_is == "open" else _("Opens on %s.")
    there = localtime(moment, zone(call.workshop))
    return said % date_format(there, "DATETIME_FORMAT")


def _selection(stands: Stands) -> str:
    if stands.selection is None:
        return _("Not made yet.")
    return _("Announced.") if _announced(stands) else _("Made, not announced yet.")


def _announced(stands: Stands) -> bool:
    return stands.selection is not None and stands.selection.announced is not None


def _full(workshop: Workshop, stands: Stands) -> bool:
    return stands.confirmed == workshop.seats


def _seats(workshop: Workshop, stands: Stands) -> str:
    said = ngettext(
        "%(n)d of %(of)d seat confirmed.",
        "%(n)d of %(of)d seats confirmed.",
        workshop.seats,
    )
    return said % {"n": stands.confirmed, "of": workshop.seats}


def _agenda(stands: Stands) -> str:
    said = ngettext("%(n)d session.", "%(n)d sessions.", stands.sessions)
    return said % {"n": stands.sessions}


def _room(stands: Stands) -> str:
    said = ngettext(
        "%(n)d person was there on one day at least.",
        "%(n)d people were there on one day at least.",
        stands.signed_in,
    )
    return said % {"n": stands.signed_in}


def _papers(stands: Stands) -> str:
    said = ngettext(
        "%(n)d certificate issued.", "%(n)d certificates issued.", stands.certificates
    )
    return said % {"n": stands.certificates}

"""What pages of series and their workshops read."""

from django.db.models import Q, QuerySet

from karski.web.people.models import Organisation
from karski.web.people.person import Person
from karski.web.people.roles import Permission
from karski.web.programme.aims import AIMS, ORDER, Aim, Evidence
from karski.web.workshops.models import Document, Part, Partner, Series, Workshop
from karski.web.workshops.queries import progress, whose
from karski.web.workshops.texts import Told, told

RUN = Permission.MANAGE_WORKSHOPS


def series_seen(person: Person) -> QuerySet[Series]:
    """Return the series that are public, and those that somebody runs."""
    rows = Series.objects.select_related("organisation")
    if person.administers:
        return rows
    places = whose.organisations_where(person, Permission.LEAD_ROOM)
    return rows.filter(Q(published=True) | Q(organisation__in=places))


def theirs(person: Person) -> QuerySet[Workshop]:
    """Return the workshops that somebody leads, reviews, speaks or takes part in."""
    if person.user is None:
        return Workshop.objects.none()
    places = whose.organisations_where(person, Permission.LEAD_ROOM)
    wanted = (
        Q(series__organisation__in=places)
        | Q(reviewers__user=person.user)
        | Q(experts__user=person.user)
        | Q(candidates__user=person.user)
    )
    rows = whose.workshops_seen(person).filter(series__historical=False)
    return rows.filter(wanted).distinct().order_by("-starts")


def places(person: Person) -> QuerySet[Organisation]:
    """Return the organisations whose series somebody runs."""
    rows = Organisation.objects.order_by("name")
    if person.administers:
        return rows
    return rows.filter(pk__in=whose.organisations_where(person, RUN))


def workshops_of(series: Series, *, all_of_them: bool = False) -> QuerySet[Workshop]:
    """Return a series' workshops that are public, or all of them."""
    rows = Workshop.objects.filter(series=series).select_related("series")
    return rows if all_of_them else rows.filter(published=True)


def aims_of(series: Series) -> list[tuple[Aim, str, list[Evidence]]]:
    """Return the six aims, what each means in a series, and what shows progress."""
    said = dict(series.aims.values_list("aim", "meaning"))
    workshops = Workshop.objects.filter(series=series)
    return [
        (AIMS[name], said.get(name, ""), progress.evidence_of(workshops, name))
        for name in ORDER
    ]


def partners_by_part(series: Series) -> list[tuple[str, list[Partner]]]:
    """Return who carries and pays for a series, by the part they have."""
    rows = list(series.partners.all())
    found = [(part, [row for row in rows if row.part == part]) for part in Part]
    return [(str(part.label), each) for part, each in found if each]


def documents_of(
    series: Series, workshop: Workshop | None = None, *, all_of_them: bool = False
) -> QuerySet[Document]:
    """Return the documents of a series or a workshop, the public ones or all."""
    rows = Document.objects.filter(series=series)
    if workshop is not None:
        rows = rows.filter(workshop=workshop)
    return rows if all_of_them else rows.filter(public=True)


def may_read(person: Person, document: Document) -> bool:
    """Say whether somebody may have a document."""
    if person.may(Permission.LEAD_ROOM, document.series.organisation_id):
        return True
    workshop = document.workshop
    opened = workshop is None or workshop.published
    if document.public and opened and document.series.published:
        return True
    return workshop is not None and whose.speaks(person, workshop)


def venue(workshop: Workshop) -> Told:
    """Return where in the city it is, in the reader's language or one that has it."""
    return told(workshop.texts, "venue")


def summary(workshop: Workshop) -> Told:
    """Return what a workshop is about, in the reader's language or one that has it."""
    return told(workshop.texts, "summary")

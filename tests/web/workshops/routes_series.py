"""Objects that addresses of series and workshops name, for the tests of every route."""

from datetime import date

from karski.web.people.models import Kind, Organisation, User
from karski.web.workshops.models import Document, Part, Partner, Series, Workshop
from tests_routes import Kwargs, anything


def series_of(place: Organisation) -> Series:
    row, _made = Series.objects.get_or_create(
        slug=f"series-{place.pk}",
        defaults={"organisation": place, "texts": {"en": {"title": "Lanterns"}}},
    )
    return row


def workshop_of(place: Organisation) -> Workshop:
    """A workshop that is not open to the public."""
    row, _made = Workshop.objects.get_or_create(
        series=series_of(place),
        city="Quay",
        defaults={
            "country": "SK",
            "starts": date(2032, 4, 14),
            "ends": date(2032, 4, 16),
            "time_zone": "Europe/Bratislava",
        },
    )
    return row


def _series(place: Organisation, _: User) -> Kwargs:
    return {"slug": series_of(place).slug}


def workshop(place: Organisation, _: User) -> Kwargs:
    return {"key": workshop_of(place).public_id}


def _partner(place: Organisation, _: User) -> Kwargs:
    row, _made = Partner.objects.get_or_create(
        series=series_of(place), name="Hill Foundation", part=Part.PARTNER
    )
    return {"key": row.pk}


def _document(place: Organisation, _: User) -> Kwargs:
    row, _made = Document.objects.get_or_create(
        series=series_of(place),
        workshop=workshop_of(place),
        title="Reader",
        defaults={"language": "en", "name": "r.txt", "size": 0, "sha256": "0" * 64},
    )
    return {"key": row.public_id}


def open_workshop() -> Workshop:
    """A workshop that is open to the public."""
    place, _made = Organisation.objects.get_or_create(
        name="Open Centre", defaults={"kind": Kind.RESEARCH}
    )
    found = workshop_of(place)
    Series.objects.filter(pk=found.series_id).update(published=True)
    Workshop.objects.filter(pk=found.pk).update(published=True)
    return found


OBJECTS = {
    "workshops:edit_series": _series,
    "workshops:partner": _series,
    "workshops:aim": _series,
    "workshops:new_workshop": _series,
    "workshops:remove_partner": _partner,
    "workshops:workshop": workshop,
    "workshops:edit_workshop": workshop,
    "workshops:add_document": workshop,
    "workshops:remove_document": _document,
}
ANYBODYS = {
    "workshops:series": lambda: {"slug": open_workshop().series.slug},
    "workshops:about": lambda: {"key": open_workshop().public_id},
    "workshops:document": anything,
    "workshops:mine": lambda: {"token": "no-such-token"},
    "workshops:mine_document": anything,
}

"""The built-in example: the series that Karski was first made for, facts only."""

import pycountry
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.agenda.series import Body, HeldSeries, HeldWorkshop, catalogue
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.workshops.models import Part, Partner, Series, Workshop
from karski.web.workshops.texts import Texts

NAME = "v4_prevention"


def add_historical_series(organisation: Organisation, *, by: User) -> Series:
    """Add the historical series to an organisation's pages; there is one at most."""
    require(by, Permission.MANAGE_WORKSHOPS, organisation.pk)
    return keep_historical_series(organisation, by=by)


@transaction.atomic
def keep_historical_series(organisation: Organisation, *, by: User | None) -> Series:
    """Write the historical series down, at a first start or for somebody."""
    if Series.objects.filter(historical=True).exists():
        raise ValidationError(_("The example is there already."))
    told = catalogue()[NAME]
    series = Series(
        slug=NAME.replace("_", "-"),
        organisation=organisation,
        texts=_texts(told),
        published=True,
        historical=True,
        sources=list(told.sources),
    )
    series.full_clean()
    series.save()
    _add_partners(series, told)
    for each in told.workshops:
        _add_workshop(series, each)
    audit.record("added the historical series", by=by, on=series)
    return series


def _texts(told: HeldSeries) -> Texts:
    texts = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            texts[code] = {"title": _(told.title), "summary": _(told.summary)}
    return texts


def _add_partners(series: Series, told: HeldSeries) -> None:
    parts: list[tuple[str, Body]] = [(Part.ORGANISER, told.organiser)]
    parts += [(Part.PARTNER, each) for each in told.partners]
    parts.append((Part.FUNDER, told.funder))
    for part, body in parts:
        partner = Partner(
            series=series,
            part=part,
            name=body.name,
            country=_two_letters(body.country) if body.country else "",
            url=body.url or "",
        )
        partner.full_clean()
        partner.save()


def _add_workshop(series: Series, held: HeldWorkshop) -> None:
    starts, ends = held.span()
    workshop = Workshop(
        series=series,
        city=held.city,
        country=_two_letters(held.country),
        starts=starts,
        ends=ends,
        days_known=held.days_known,
        published=True,
    )
    workshop.full_clean()
    workshop.save()


def _two_letters(code: str) -> str:
    found = pycountry.countries.get(alpha_3=code)
    assert found is not None, "the document holds countries that there are"
    return str(found.alpha_2)

"""Series, their partners and aims, and their workshops."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.workshops.models import (
    AudienceQuestion,
    Partner,
    Post,
    Series,
    SeriesAim,
    Workshop,
)
from karski.web.workshops.queries.chosen import book_of, rules_of
from karski.web.workshops.texts import Texts

RUN = Permission.MANAGE_WORKSHOPS


@transaction.atomic
def create_series(
    *,
    by: User,
    organisation: Organisation,
    slug: str,
    texts: Texts,
    published: bool = False,
) -> Series:
    """Make a series of an organisation."""
    require(by, RUN, organisation.pk)
    series = Series(
        organisation=organisation, slug=slug, texts=texts, published=published
    )
    series.full_clean()
    series.save()
    audit.record("made a series of workshops", by=by, on=series, detail={"slug": slug})
    return series


@transaction.atomic
def change_series(
    series: Series,
    *,
    by: User,
    organisation: Organisation,
    slug: str,
    texts: Texts,
    published: bool,
) -> Series:
    """Change a series' texts, address, organisation, or who may see it."""
    kept = _open(series, by)
    require(by, RUN, organisation.pk)
    kept.organisation, kept.slug = organisation, slug
    kept.texts, kept.published = texts, published
    kept.full_clean()
    kept.save()
    audit.record(
        "changed a series of workshops",
        by=by,
        on=kept,
        detail={"slug": slug, "published": published},
    )
    return kept


@transaction.atomic
def add_partner(
    series: Series, *, by: User, name: str, part: str, country: str = "", url: str = ""
) -> Partner:
    """Name a partner or funder."""
    kept = _open(series, by)
    partner = Partner(series=kept, name=name, part=part, country=country, url=url)
    partner.full_clean()
    partner.save()
    audit.record("named a partner", by=by, on=kept, detail={"name": name})
    return partner


@transaction.atomic
def remove_partner(partner: Partner, *, by: User) -> None:
    """Name a partner no longer."""
    kept = _open(partner.series, by)
    audit.record("removed a partner", by=by, on=kept, detail={"name": partner.name})
    partner.delete()


@transaction.atomic
def say_aim(series: Series, *, by: User, aim: str, meaning: str) -> SeriesAim:
    """Say what an aim means in a series, in place of what was said before."""
    kept = _open(series, by)
    row = SeriesAim.objects.filter(series=kept, aim=aim).first()
    row = row or SeriesAim(series=kept, aim=aim)
    row.meaning = meaning
    row.full_clean()
    row.save()
    audit.record("said what an aim means", by=by, on=kept, detail={"aim": aim})
    return row


@transaction.atomic
def create_workshop(series: Series, *, by: User, **given: Any) -> Workshop:  # noqa: ANN401 -- its fields
    """Add a workshop to a series."""
    workshop = Workshop(series=_open(series, by), **given)
    workshop.full_clean()
    workshop.save()
    audit.record("made a workshop", by=by, on=workshop, detail={"city": workshop.city})
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, by: User, **given: Any) -> Workshop:  # noqa: ANN401 -- its fields
    """Change a workshop; seats and days that are taken cannot go."""
    kept = Workshop.objects.select_for_update().get(pk=workshop.pk)
    _open(kept.series, by)
    _keep_what_is_taken(kept, given["seats"], given["starts"], given["ends"])
    _keep_what_is_published(kept, given["seats"], given.get("country", kept.country))
    if given.get("chatham_house") and not kept.chatham_house:
        _take_names_off(kept)
    for name, value in given.items():
        setattr(kept, name, value)
    kept.sequence += 1
    kept.full_clean()
    kept.save()
    audit.record("changed a workshop", by=by, on=kept, detail={"city": kept.city})
    return kept


def _open(series: Series, by: User) -> Series:
    """Return a series that somebody may change; an example of the past stays."""
    require(by, RUN, series.organisation_id)
    kept = Series.objects.select_for_update().get(pk=series.pk)
    if kept.historical:
        raise ValidationError(_("This series is an example of the past; it stays."))
    return kept


def _keep_what_is_taken(
    workshop: Workshop, seats: int, starts: date, ends: date
) -> None:
    highest = workshop.offers.order_by("-seat").values_list("seat", flat=True).first()
    if highest is not None and seats < highest:
        words = _("Seat %(seat)d is offered already; give at least as many seats.")
        raise ValidationError({"seats": words % {"seat": highest}})
    last = workshop.sessions.order_by("-day").values_list("day", flat=True).first()
    if last is not None and (ends - starts).days + 1 < last:
        words = _("The agenda has %(days)d days; take its sessions out first.")
        raise ValidationError({"ends": words % {"days": last}})


def _keep_what_is_published(workshop: Workshop, seats: int, country: str) -> None:
    """Refuse to move what published rules mean: the host, the seats they give."""
    book = book_of(workshop)
    if book.published is None:
        return
    words = _("The rules are published; take them back first.")
    if country != workshop.country:
        raise ValidationError({"country": words})
    if seats < rules_of(book).seats:
        raise ValidationError({"seats": words})


def _take_names_off(workshop: Workshop) -> None:
    """Quote nobody by name any more, from the moment on that the rule holds."""
    asked = AudienceQuestion.objects.filter(session__workshop=workshop)
    asked.update(asked_by=None)
    said = Post.objects.filter(participant__workshop=workshop)
    said.update(participant=None, sector="", country="")

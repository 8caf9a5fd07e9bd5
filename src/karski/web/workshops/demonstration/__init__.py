"""Something to click through: a series whose people and results are all invented."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from karski.web.people.models import Organisation
from karski.web.workshops.actions import calls, examples, series
from karski.web.workshops.demonstration._stage import Stage, no_letters, stage
from karski.web.workshops.demonstration.held import held
from karski.web.workshops.demonstration.measured import measured
from karski.web.workshops.demonstration.talked import talked
from karski.web.workshops.models import Part, Series

SLUG = "lanterns-demonstration"
TEXTS = {
    "en": {
        "title": "Lanterns along the river (demonstration)",
        "summary": "A series that does not exist: its people and results are invented.",
    },
    "hu": {"title": "Lámpások a folyó mentén (bemutató)"},
    "sk": {"title": "Lampáše pri rieke (ukážka)"},
    "cs": {"title": "Lucerny u řeky (ukázka)"},
    "pl": {"title": "Latarnie nad rzeką (pokaz)"},
}


@transaction.atomic
def make(centre: Organisation) -> None:
    """Make the historical example and the invented series, unless they are there."""
    if not Series.objects.filter(historical=True).exists():
        examples.keep_historical_series(centre, by=None)
    if Series.objects.filter(slug=SLUG).exists():
        return
    on_stage = stage(centre)
    with no_letters():
        made = _series(on_stage)
        past = held(on_stage, made)
        talked(on_stage, past)
        measured(on_stage, past)
        _ahead(on_stage, made)


def _series(on_stage: Stage) -> Series:
    by = on_stage.coordinator
    made = series.create_series(
        by=by, organisation=on_stage.centre, slug=SLUG, texts=TEXTS, published=True
    )
    series.add_partner(
        made, by=by, name=str(on_stage.centre), part=Part.ORGANISER, country="SK"
    )
    series.add_partner(
        made, by=by, name=str(on_stage.institute), part=Part.PARTNER, country="HU"
    )
    return made


def _ahead(on_stage: Stage, made: Series) -> None:
    """Plan the next workshop, to which people can apply now."""
    starts = timezone.now().date() + timedelta(days=90)
    workshop = series.create_workshop(
        made,
        by=on_stage.coordinator,
        city="Budapest",
        country="HU",
        starts=starts,
        ends=starts + timedelta(days=2),
        time_zone="Europe/Budapest",
        published=True,
        texts={"en": {"title": "Prevention workshop, Budapest"}},
    )
    now = timezone.now()
    calls.set_call(
        workshop,
        by=on_stage.coordinator,
        opens=now,
        closes=now + timedelta(days=30),
        texts={},
    )

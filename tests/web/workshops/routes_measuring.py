"""Objects that addresses of measuring name, for the tests of every route."""

from datetime import UTC, datetime

from karski.web.people.models import Organisation, User
from karski.web.workshops.models import ForecastingQuestion, Item
from tests_routes import Kwargs
from web.workshops.routes_series import open_workshop, workshop, workshop_of


def _item(place: Organisation, _: User) -> Kwargs:
    row, _made = Item.objects.get_or_create(
        organisation=place,
        code="pillars",
        defaults={
            "texts": {"en": {"question": "Who?", "choice 1": "A", "choice 2": "B"}},
            "choices": 2,
            "right": 1,
            "source": "A book",
        },
    )
    return {"key": row.public_id}


def _question(place: Organisation, _: User) -> Kwargs:
    row, _made = ForecastingQuestion.objects.get_or_create(
        workshop=workshop_of(place),
        defaults={
            "texts": {"en": {"question": "Will it?"}},
            "closes": datetime(2032, 10, 1, tzinfo=UTC),
        },
    )
    return {"key": row.public_id}


def _link() -> Kwargs:
    return {"token": "no-such-token"}


OBJECTS = {
    "workshops:item": _item,
    "workshops:retire_item": _item,
    "workshops:measuring": workshop,
    "workshops:levels": workshop,
    "workshops:measuring_test": workshop,
    "workshops:measuring_close": workshop,
    "workshops:measuring_remind": workshop,
    "workshops:measuring_commitments": workshop,
    "workshops:measuring_forecasts": workshop,
    "workshops:take_forecast": workshop,
    "workshops:resolve_forecast": _question,
}
ANYBODYS = {
    "workshops:effect": lambda: {"key": open_workshop().public_id},
    "workshops:mine_test": _link,
    "workshops:mine_forecasts": _link,
    "workshops:mine_form": lambda: _link() | {"form": "reaction"},
}

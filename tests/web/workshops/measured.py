"""What tests of measuring share: the clock of a workshop in 2032, items, a test."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from karski.web.people.models import Organisation, User
from karski.web.workshops.actions import items as bank
from karski.web.workshops.actions import measuring
from karski.web.workshops.models import Item, Test, Workshop

On = Callable[[str], None]
BEFORE, FIRST, LAST, LATER = "2032-04-10", "2032-04-14", "2032-04-16", "2032-05-10"
MONTHS_3, MONTHS_6 = "2032-07-20", "2032-10-20"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Say which day it is, at noon."""

    def day(text: str) -> None:
        moment = datetime.fromisoformat(f"{text}T12:00").replace(tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return day


def item_of(place: Organisation, cora: User, code: str, right: int = 1) -> Item:
    return bank.add_item(
        place,
        by=cora,
        code=code,
        texts={
            "en": {"question": f"On {code}?", "choice 1": "One", "choice 2": "Two"},
            "sk": {"question": f"O {code}?", "choice 1": "Prvá", "choice 2": "Druhá"},
        },
        choices=2,
        right=right,
        source="A book",
    )


def set_test(workshop: Workshop, cora: User, *codes: str) -> Test:
    place = workshop.series.organisation
    rows = [(item_of(place, cora, code), None) for code in codes]
    return measuring.set_test(workshop, by=cora, places=rows)

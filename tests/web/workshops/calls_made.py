"""What tests of calls share: a call, an application, a clock that stands still."""

import re
from datetime import UTC, datetime
from typing import Any

from django.core import mail

from karski.web.due.running import run_due
from karski.web.people.models import Event
from karski.web.workshops.applications import Application
from karski.web.workshops.models import Call, Workshop

OPENS = datetime(2032, 1, 5, 8, tzinfo=UTC)
DURING = datetime(2032, 1, 20, 12, tzinfo=UTC)
CLOSES = datetime(2032, 2, 10, 22, 59, 59, tzinfo=UTC)


def call_for(workshop: Workshop, **given: Any) -> Call:  # noqa: ANN401 -- fields
    fixed = {"texts": {"en": {"about": "Apply."}}, "opens": OPENS, "closes": CLOSES}
    return Call.objects.create(workshop=workshop, **(fixed | given))


def application(**given: Any) -> Application:  # noqa: ANN401 -- fields
    fixed: dict[str, Any] = {
        "name": "Ana Quill",
        "email": "ana@harbour.example",
        "language": "en",
        "country": "SK",
        "sector": "research",
        "institution": "Harbour Institute",
        "experience": "some",
        "languages": ["sk", "en"],
        "agree_details": True,
    }
    return Application(**(fixed | given))


def filled(**given: Any) -> dict[str, Any]:  # noqa: ANN401 -- fields
    """What a browser sends of an application."""
    said = application(**given)
    sent = {name: getattr(said, name) for name in Application.__dataclass_fields__}
    return {name: value for name, value in sent.items() if value not in (False, "")}


def letters(now: datetime = CLOSES) -> list[str]:
    """Have the letters that are due sent; return what they say, oldest first."""
    run_due(now, 1000)
    return [f"{each.to[0]}\n{each.subject}\n{each.body}" for each in mail.outbox]


def link_in(letter: str) -> str:
    """The token of the link in a letter."""
    found = re.search(r"/(?:mine|invited)/([^/\s]+)/", letter)
    assert found is not None, letter
    return found.group(1)


def said() -> list[str]:
    return [event.action for event in Event.objects.order_by("number")]

"""What all papers of a workshop have: language, title, who stands behind it, date."""

from datetime import date
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import get_language

from karski.web.workshops.models import Workshop
from karski.web.workshops.papers import words


class Frame(TypedDict):
    """The fields that every content begins with."""

    language: str
    title: str
    author: str
    day: date
    footer: str


def frame(workshop: Workshop, title: str, day: date | None = None) -> Frame:
    """Return what a paper of a workshop begins with; dated today if not said."""
    return Frame(
        language=get_language() or "en",
        title=title,
        author=str(workshop.series.organisation),
        day=day or timezone.localdate(),
        footer=f"{workshop.title}; {words.place_and_dates(workshop)}",
    )

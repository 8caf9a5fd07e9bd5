"""For what papers are printed, and what all of them have."""

from dataclasses import dataclass
from datetime import date
from typing import Self, TypedDict

from django.utils.translation import get_language, gettext

from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import told


@dataclass(frozen=True, slots=True)
class Occasion:
    """A pack that somebody plays.

    Attributes
    ----------
    pack : Pack
    title : str
        What the exercise is called.
    author : str
        Who stands behind it.
    day : date
        Of the papers.
    """

    pack: Pack
    title: str
    author: str
    day: date

    @classmethod
    def of_pack(cls, pack: Pack, day: date) -> Self:
        """Return the occasion of a pack that nobody has made an exercise of."""
        return cls(pack, told(pack.title), ", ".join(pack.authors), day)


class Frame(TypedDict):
    """The fields that every content begins with."""

    language: str
    title: str
    author: str
    day: date
    footer: str


def frame(occasion: Occasion, title: str) -> Frame:
    """Return what a paper begins with."""
    return Frame(
        language=get_language() or "en",
        title=title,
        author=occasion.author,
        day=occasion.day,
        footer=_footer(occasion),
    )


def _footer(occasion: Occasion) -> str:
    pack, scenario = occasion.pack, told(occasion.pack.title)
    said = gettext("{scenario}, version {version}, {licence}")
    told_of = said.format(scenario=scenario, version=pack.version, licence=pack.licence)
    return told_of if occasion.title == scenario else f"{occasion.title}; {told_of}"


def banner() -> str:
    """Return what stands on every page."""
    return gettext("EXERCISE, EXERCISE, EXERCISE. Everything in it is invented.")


def warnings(occasion: Occasion) -> tuple[str, ...]:
    """Return what is coming, without detail."""
    return tuple(told(each) for each in occasion.pack.warnings)

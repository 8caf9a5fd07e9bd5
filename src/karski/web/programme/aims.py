"""The six aims that the whole system serves, and what shows progress on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karski.core.catalogue import Catalogue
from karski.web import areas


@dataclass(frozen=True, slots=True)
class Aim:
    """Something that the programme is for."""

    name: str
    title: Promise
    meaning: Promise


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows progress on an aim.

    Attributes
    ----------
    text : lazy string
        Such as ``ngettext_lazy("%(count)d forecast", "%(count)d forecasts", "count")``.
    count : int
        How many; of nothing, there is no evidence.
    url : str
        Where it can be seen, or empty.
    parts : mapping
        What else the text names.
    """

    text: Promise
    count: int
    url: str = ""
    parts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def said(self) -> str:
        """The text in the reader's language."""
        return str(self.text % {**self.parts, "count": self.count})


AIMS: Catalogue[Aim] = Catalogue(
    "aim",
    {
        aim.name: aim
        for aim in (
            Aim(
                "skills",
                _("People learn to prevent mass atrocities"),
                _("Courses and exercises after which people can do more than before."),
            ),
            Aim(
                "warning",
                _("The threat is seen early, with what can be done about it"),
                _("Warnings that reach those who can act, each with its options."),
            ),
            Aim(
                "expertise",
                _("Institutions, universities and the young know more"),
                _("Knowledge in European institutions, governments and research."),
            ),
            Aim(
                "concert",
                _("Those who can act, act together"),
                _("Promises made to each other, followed up by somebody else."),
            ),
            Aim(
                "dialogue",
                _("Institutions, governments, research and civil society talk"),
                _("Organisations of different kinds that work on the same pages."),
            ),
            Aim(
                "networks",
                _("National networks carry prevention on"),
                _("Groups of people in a country that go on after the course."),
            ),
        )
    },
)
ORDER = ("skills", "warning", "expertise", "concert", "dialogue", "networks")


def progress(aim: Aim) -> list[Evidence]:
    """Return what the areas show for an aim, each asked by name (`evidence.py`)."""
    return [
        each
        for _label, module in areas.offering("evidence")
        for each in module.evidence(aim)
        if each.count > 0
    ]

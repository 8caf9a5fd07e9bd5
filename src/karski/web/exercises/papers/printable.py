"""Which papers a pack has, and how each is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from karski.briefings.papers import catalogue, document
from karski.briefings.papers._content import Content
from karski.web.exercises.papers.book import facilitators_book
from karski.web.exercises.papers.cards import inject_cards
from karski.web.exercises.papers.folders import role_folders
from karski.web.exercises.papers.forms import exercise_forms
from karski.web.exercises.papers.occasion import Occasion

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Make = Callable[[Occasion], Content]
MakeForRoles = Callable[[Occasion, tuple[str, ...]], Content]


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper of a pack; `of_roles` makes it for some seats alone, where that helps."""

    title: "_StrPromise"
    about: "_StrPromise"
    make: Make
    of_roles: MakeForRoles | None = None


PRINTABLE: Mapping[str, Printable] = MappingProxyType(
    {
        "facilitators_book": Printable(
            _("Facilitator's book"),
            _("All that happens, when and why, what is true; for your eyes alone"),
            facilitators_book,
        ),
        "role_folders": Printable(
            _("Role folders"),
            _("For each seat: what it knows, may do and can take"),
            role_folders,
            role_folders,
        ),
        "inject_cards": Printable(
            _("Inject cards"),
            _("Every message, four to a page, to cut out and hand over"),
            inject_cards,
            inject_cards,
        ),
        "exercise_forms": Printable(
            _("Forms"),
            _("Decisions, messages, forecasts, observations, ratings"),
            exercise_forms,
        ),
    }
)


def printed(name: str, occasion: Occasion, language: str, role: str = "") -> bytes:
    """Print a paper in a language; of one seat, if a role is given.

    Raises
    ------
    UnprintableError
        The pack has letters that no font of this machine has.
    """
    paper = PRINTABLE[name]
    with override(language):
        if role:
            assert paper.of_roles is not None, f"{name} is for all seats"
            content = paper.of_roles(occasion, (role,))
        else:
            content = paper.make(occasion)
    return document(catalogue()[name], content)

"""The rules of a selection, what they gave, and who waits."""

import re
from importlib.resources import files

from django.db.models import QuerySet

from karski.selection import rules as documents
from karski.selection.rules import DEFAULT, Rules, parse_rules
from karski.web.workshops.models import (
    Outcome,
    Result,
    RuleBook,
    Selection,
    Standing,
    Workshop,
)

FILE = "RULES.yaml"


def book_of(workshop: Workshop) -> RuleBook:
    """Return a workshop's rules; those of the series where none are written yet."""
    found = RuleBook.objects.filter(workshop=workshop).first()
    return found or RuleBook(workshop=workshop, rules=default_rules(workshop))


def default_rules(workshop: Workshop) -> str:
    """Return the document of the series' own rules, for the seats there are."""
    document = files(documents.__name__) / f"{DEFAULT}.yaml"
    text = document.read_text("utf-8")
    seats = f"seats: {workshop.seats}"
    text = re.sub(r"^seats: \d+$", seats, text, flags=re.MULTILINE)
    return text.replace("at most 25 seats\n", f"at most {workshop.seats} seats\n")


def rules_of(kept: RuleBook | Selection) -> Rules:
    """Return the rules that a document writes."""
    return parse_rules(kept.rules, FILE)


def newest(workshop: Workshop) -> Selection | None:
    """Return the selection that was made last."""
    return workshop.selections.last()


def announced(workshop: Workshop) -> Selection | None:
    """Return the selection in force."""
    return workshop.selections.filter(announced__isnull=False).last()


def waiting(selection: Selection) -> QuerySet[Result]:
    """Return who waits for a seat: in order, nobody who had an offer or left."""
    return _left(selection, Outcome.SUBSTITUTE).order_by("order")


def reserve(selection: Selection) -> QuerySet[Result]:
    """Return who got no seat and no place on the list, and is still a candidate.

    They are turned to where nobody on the list can keep the rules: for a state that
    only they can represent, say.
    """
    return _left(selection, Outcome.NOT_SELECTED).order_by("pk")


def _left(selection: Selection, outcome: Outcome) -> QuerySet[Result]:
    rows = selection.results.filter(
        outcome=outcome,
        candidate__offers=None,
        candidate__standing=Standing.ELIGIBLE,
    )
    return rows.select_related("candidate")

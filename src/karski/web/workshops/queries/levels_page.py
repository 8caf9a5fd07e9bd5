"""The four levels of a workshop in words and figures, line by line."""

from typing import Any

from karski.web.workshops.asked import CONDUCT, REACTIONS
from karski.web.workshops.models import Item, Moment, Workshop
from karski.web.workshops.queries.measuring import levels_of
from karski.web.workshops.texts import told


def page_of(workshop: Workshop) -> dict[str, Any]:
    """Return what the page of levels shows; figures are hidden where they are small."""
    levels = levels_of(workshop)
    learning, texts = levels.learning, _questions(workshop)
    conduct = {(each.name, each.months): each for each in levels.behaviour}
    return {
        "levels": levels,
        "reaction": [(REACTIONS[each.name], each) for each in levels.reaction],
        "items": [
            (texts.get((each.item.name, each.item.version), str(each.item)), each)
            for each in (learning.items if learning else ())
        ],
        "judging": [(Moment(each.moment).label, each) for each in levels.judging],
        "curves": [
            (Moment(each.moment).label, each.curve, each.model_curve)
            for each in levels.judging
            if each.curve
        ],
        "conduct": [
            (words, conduct.get((name, 3)), conduct.get((name, 6)))
            for name, words in CONDUCT.items()
        ]
        if conduct
        else [],
    }


def _questions(workshop: Workshop) -> dict[tuple[str, int], object]:
    rows = Item.objects.filter(tests__workshop=workshop)
    return {(row.code, row.version): told(row.texts, "question") for row in rows}

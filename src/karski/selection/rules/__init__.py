"""The rules of a selection: documents that say who shares the seats."""

from functools import cache
from importlib.resources import files

from karski.core.catalogue import Catalogue
from karski.selection.rules._rules import (
    EQUAL_CHANCES,
    SCORE,
    Bounds,
    Rule,
    Rules,
    Visegrad,
    parse_rules,
)

DEFAULT = "v4_prevention"

__all__ = [
    "DEFAULT",
    "EQUAL_CHANCES",
    "SCORE",
    "Bounds",
    "Rule",
    "Rules",
    "Visegrad",
    "catalogue",
    "parse_rules",
]


@cache
def catalogue() -> Catalogue[Rules]:
    """Return the rules that come with Karski, by name; `DEFAULT` are the series'."""
    documents = (
        each for each in files(__name__).iterdir() if each.name.endswith(".yaml")
    )
    return Catalogue(
        "set of rules",
        {
            each.name.removesuffix(".yaml"): parse_rules(
                each.read_text("utf-8"), each.name
            )
            for each in documents
        },
    )

"""Items to start a test with: one file each, in five languages, with its source."""

from functools import cache
from importlib.resources import files

from karski.core.catalogue import Catalogue
from karski.core.documents import parse
from karski.learning.bank._item import LANGUAGES, StartingItem

__all__ = ["LANGUAGES", "StartingItem", "catalogue"]


@cache
def catalogue() -> Catalogue[StartingItem]:
    """Return the items by name.

    Examples
    --------
    >>> catalogue()["four_crimes"].topic
    'Responsibility to protect'
    """
    documents = sorted(
        (each for each in files(__name__).iterdir() if each.name.endswith(".yaml")),
        key=lambda each: each.name,
    )
    return Catalogue(
        "starting item",
        {
            each.name.removesuffix(".yaml"): parse(
                each.read_text(encoding="utf-8"), each.name, StartingItem
            )
            for each in documents
        },
    )

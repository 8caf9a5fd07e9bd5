"""Models: one file each, from a panel to draws of the future."""

from functools import cache

from karski.core.catalogue import Catalogue, from_modules
from karski.models._model import Model


@cache
def catalogue() -> Catalogue[Model]:
    """Return every model by name."""
    return from_modules("karski.models", Model)

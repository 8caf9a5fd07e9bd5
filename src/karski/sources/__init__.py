"""Data sources: one file each, read at the door and trusted after."""

from functools import cache

from karski.core.catalogue import Catalogue, from_modules
from karski.sources._source import Source


@cache
def catalogue() -> Catalogue[Source]:
    """Return every source by name."""
    return from_modules("karski.sources", Source)

"""Models: one file each, from a panel to draws of the future or to risks of onsets."""

from functools import cache

from karski.core.catalogue import Catalogue, from_modules
from karski.models._model import Model
from karski.models._onset import OnsetModel

CONSTANT = "MODEL"


@cache
def catalogue() -> Catalogue[Model]:
    """Return every model that draws counts of people killed by month, by name."""
    return from_modules("karski.models", Model, CONSTANT, others=(OnsetModel,))


@cache
def onset_catalogue() -> Catalogue[OnsetModel]:
    """Return every model of the risk that a mass killing begins, by name."""
    found = from_modules("karski.models", OnsetModel, CONSTANT, others=(Model,))
    return Catalogue("model of onsets", found)

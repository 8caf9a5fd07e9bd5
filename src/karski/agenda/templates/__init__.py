"""Ready-made agendas: one YAML file each, named by its file."""

from functools import cache

from karski.agenda.templates._template import (
    Measure,
    Template,
    TemplateDay,
    TemplateObjective,
    TemplateSession,
)
from karski.core.catalogue import Catalogue, from_documents

__all__ = [
    "Measure",
    "Template",
    "TemplateDay",
    "TemplateObjective",
    "TemplateSession",
    "catalogue",
]


@cache
def catalogue() -> Catalogue[Template]:
    """Return every template by name.

    Examples
    --------
    >>> catalogue()["three_day_v4"].title
    'Three-day workshop of the Visegrad series'
    """
    return from_documents("karski.agenda.templates", Template, "agenda template")

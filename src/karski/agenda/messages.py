"""The texts of agendas that people read, in English, for who translates them."""

from collections.abc import Iterator

from karski.agenda import series, templates
from karski.agenda.clashes import WORDS
from karski.agenda.sessions import KINDS


def messages() -> Iterator[str]:
    """Yield every such text."""
    yield from KINDS.values()
    yield from WORDS.values()
    for template in templates.catalogue().values():
        yield from template.texts()
    for held in series.catalogue().values():
        yield from held.texts()

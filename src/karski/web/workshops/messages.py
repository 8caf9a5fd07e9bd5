"""Texts that pages of workshops show but that stand in science packages."""

from collections.abc import Iterator

from karski.agenda.messages import messages as of_agendas
from karski.selection.reasons import TEMPLATES


def messages() -> Iterator[str]:
    """Yield every such text, in English."""
    yield from of_agendas()
    yield from TEMPLATES.values()

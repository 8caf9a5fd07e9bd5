"""Papers of a workshop: one file each; what is printed comes in already said.

A paper is a layout without a word of its own and the content that it takes: frozen,
translated, with its numbers and dates written out. `document` prints it as PDF,
`editable` writes a report as DOCX, `plain` a letter as text.
"""

from functools import cache

from karski.briefings.papers._editable import editable
from karski.briefings.papers._letter import plain
from karski.briefings.papers._paper import Paper, UnprintableError, document, pages
from karski.core.catalogue import Catalogue, from_modules

__all__ = [
    "Paper",
    "UnprintableError",
    "catalogue",
    "document",
    "editable",
    "pages",
    "plain",
]


@cache
def catalogue() -> Catalogue[Paper]:
    """Return every paper by name."""
    return from_modules("karski.briefings.papers", Paper)

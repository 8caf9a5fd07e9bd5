"""``karski exercise paper``: everything of a pack on paper, without the site."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from karski.cli._exercise_options import PackArgument, read_pack
from karski.cli._site import open_site
from karski.cli._terminal import out
from karski.core.catalogue import Catalogue
from karski.exercise.packs.pack import Pack

WORKSPACE = "KARSKI_WORKSPACE"


def paper(
    pack: PackArgument,
    *,
    language: Annotated[
        str, typer.Option(help="One of those that the pack is complete in.")
    ] = "en",
    to: Annotated[
        Path,
        typer.Option(metavar="FOLDER", file_okay=False, help="Where the PDFs go."),
    ] = Path("papers"),
    role: Annotated[
        str,
        typer.Option(metavar="ROLE", help="Only the folder and the cards of a seat."),
    ] = "",
) -> None:
    """Print a pack: facilitator's book, role folders, inject cards, forms.

    With no site, no account and no network. A role's folder and cards alone are for a
    seat that joins late.
    """
    held, _text = read_pack(pack)
    spoken = Catalogue("language", {each: each for each in held.languages})[language]
    seat = Catalogue("role", {each: each for each in held.roles})[role] if role else ""
    to.mkdir(parents=True, exist_ok=True)
    for name, file in _files(held, spoken, seat):
        (to / name).write_bytes(file)
        out.print(f"{to / name}", markup=False)


def _files(pack: Pack, language: str, role: str) -> Iterator[tuple[str, bytes]]:
    """Print each paper; the words come from the site's catalogues."""
    with _site_of_its_own():
        from django.utils.translation import override

        from karski.web.exercises.papers.occasion import Occasion
        from karski.web.exercises.papers.printable import PRINTABLE, printed

        with override(language):
            occasion = Occasion.of_pack(pack, date.today())  # noqa: DTZ011 -- the printer's own day
        for name, each in PRINTABLE.items():
            if not role or each.of_roles is not None:
                middle = f"-{role}" if role else ""
                file = printed(name, occasion, language, role)
                yield f"{name}{middle}-{language}.pdf".replace("_", "-"), file


@contextmanager
def _site_of_its_own() -> Iterator[None]:
    """Load the site's words, and leave the workspace of a real one alone."""
    before = os.environ.get(WORKSPACE)
    with TemporaryDirectory() as folder:
        try:
            open_site(Path(folder), ready=False)
            from karski.web import languages

            languages.build()  # no site may ever have run here
            yield
        finally:
            os.environ.pop(WORKSPACE, None)
            if before is not None:
                os.environ[WORKSPACE] = before

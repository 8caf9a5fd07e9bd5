"""What a paper is, and how it becomes pages.

Words reach a layout as JSON in ``sys.inputs``, never as source: a name such as
``#panic()`` is printed as it is written. The documents are tagged, and held to PDF/UA-1
by the printer itself: each has title and language, every picture its description, and
letters that no font here has are refused rather than printed as boxes.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from karski.briefings.papers._content import Content
from karski.core.errors import ReportableError

LAYOUTS = Path(__file__).parent / "layouts"
STANDARD: Literal["ua-1"] = "ua-1"  # PDF for universal accessibility, ISO 14289-1
NO_LETTERS = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)


class UnprintableError(ReportableError):
    """A text holds letters that no font here has; `letters` says which."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(
            f"'{letters}' cannot be printed: no font of this machine has it; write it"
            " in other letters too, or install a font that has it"
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Attributes
    ----------
    title : str
    layout : str
        Its file in ``layouts/``, without ``.typ``.
    content : type
        What it prints.
    """

    title: str
    layout: str
    content: type[Content]


def document(paper: Paper, content: Content) -> bytes:
    """Print a paper as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    paper : Paper
    content : Content
        Of the paper's own kind. ``content.day`` is the date of the file: the same
        content makes the same bytes, as long as the machine has the same fonts for
        letters beyond Latin, Greek, Cyrillic and Hebrew.

    Raises
    ------
    UnprintableError
        A text holds letters that no font here has.
    """
    assert isinstance(content, paper.content), paper.title
    made_on = datetime.combine(content.day, time(12), UTC)
    try:
        return typst.compile(
            LAYOUTS / f"{paper.layout}.typ",
            root=LAYOUTS,
            font_paths=_fonts(),
            sys_inputs=_inputs(content),
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=made_on,
        )
    except typst.TypstError as error:
        if found := NO_LETTERS.search(str(error)):
            raise UnprintableError(found[1]) from error
        raise


def pages(paper: Paper, content: Content, resolution: float = 96) -> list[bytes]:
    """Draw a paper's pages as PNG.

    Parameters
    ----------
    paper : Paper
    content : Content
    resolution : float
        [pixels per inch]
    """
    drawn = typst.Compiler(
        LAYOUTS / f"{paper.layout}.typ",
        root=LAYOUTS,
        font_paths=_fonts(),
        sys_inputs=_inputs(content),
    ).compile(format="png", ppi=resolution)
    return drawn if isinstance(drawn, list) else [drawn or b""]


def _inputs(content: Content) -> dict[str, str]:
    return {"content": json.dumps(asdict(content), default=str)}


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that come with Typst; the system's stand in for what they lack.

    Libertinus Serif has Latin, Greek, Cyrillic and Hebrew; DejaVu Sans Mono Arabic.
    """
    return typst.Fonts()

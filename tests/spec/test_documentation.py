"""Every page of the documentation is found from its first page."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_first_page_leads_to_every_page_and_to_nothing_else() -> None:
    first = DOCS / "README.md"
    found = re.findall(r"\]\(([^)#:]+)", first.read_text("utf-8"))
    linked = sorted({each for each in found if each.endswith(".md")})
    pages = [each.relative_to(DOCS).as_posix() for each in DOCS.rglob("*.md")]
    assert linked == sorted(each for each in pages if each != first.name)

"""The reference page says of each source what its file says."""

from pathlib import Path

import pytest

from karski.sources import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sources.md"


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_the_page_has_the_sources_row(name: str) -> None:
    source = catalogue()[name]
    facts = (source.title, source.period, source.absent, source.lag_months)
    cells = [f"`{name}`", *map(str, facts), source.licence]
    assert f"| {' | '.join(cells)} |" in PAGE.read_text(encoding="utf-8").splitlines()

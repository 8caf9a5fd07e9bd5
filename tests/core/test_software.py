"""Which software made a forecast: whatever a draw depends on, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from karski.core import software


@pytest.fixture(autouse=True)
def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package of one module in each storey; nothing is remembered."""
    for storey in (*software.SCIENCE, "evaluation", "cli"):
        (tmp_path / storey).mkdir()
        (tmp_path / storey / "code.py").write_text("1")
    monkeypatch.setattr(software.karski, "__file__", str(tmp_path / "__init__.py"))
    software.fingerprint.cache_clear()
    yield
    software.fingerprint.cache_clear()


def again() -> str:
    software.fingerprint.cache_clear()
    return software.fingerprint()


@pytest.mark.parametrize("library", ["lightgbm", "numpy", "polars", "scipy"])
def test_another_release_of_a_library_that_makes_draws_is_another_software(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    before, plain = again(), software.version
    monkeypatch.setattr(
        software, "version", lambda name: "0" if name == library else plain(name)
    )
    assert again() != before


@pytest.mark.parametrize("storey", software.SCIENCE)
def test_other_code_that_makes_draws_is_another_software(
    tmp_path: Path, storey: str
) -> None:
    before = again()
    (tmp_path / storey / "code.py").write_text("2")
    assert again() != before


@pytest.mark.parametrize("storey", ["evaluation", "cli"])
def test_code_that_makes_no_draws_is_the_same_software(
    tmp_path: Path, storey: str
) -> None:
    before = again()
    (tmp_path / storey / "code.py").write_text("2")
    assert again() == before


@pytest.mark.parametrize("storey", ["models", "evaluation"])
def test_other_code_that_makes_scores_changes_what_scores_depend_on(
    tmp_path: Path, storey: str
) -> None:
    software.scoring_fingerprint.cache_clear()
    before = software.scoring_fingerprint()
    (tmp_path / storey / "code.py").write_text("2")
    software.scoring_fingerprint.cache_clear()
    assert software.scoring_fingerprint() != before
    software.scoring_fingerprint.cache_clear()

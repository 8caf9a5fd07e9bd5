"""``karski exercise graph`` and ``paper``, as a person calls them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

SMALL = Path(__file__).parents[1] / "web" / "exercises" / "small.yaml"
PAPERS = {"exercise-forms", "facilitators-book", "inject-cards", "role-folders"}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """The folder where the papers go; it is not there yet."""
    return tmp_path / "new" / "papers"


def _said(file: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(file).pages)


def test_a_pack_is_printed_without_a_site_in_its_languages(
    karski: Callable[..., Any], papers: Path
) -> None:
    before = os.environ.get("KARSKI_WORKSPACE")
    told = karski("exercise", "paper", str(SMALL), "--language", "hu", "--to", papers)
    assert (told.code, told.err) == (0, "")
    assert {f"{each}-hu.pdf" for each in PAPERS} == {p.name for p in papers.iterdir()}
    folders = _said(papers / "role-folders-hu.pdf")
    assert "A belügy saját titka." in folders
    assert "Mit tehet, és mit nem" in folders  # the site's words too
    assert os.environ.get("KARSKI_WORKSPACE") == before


def test_one_seat_gets_its_own_and_nothing_of_others(
    karski: Callable[..., Any], papers: Path
) -> None:
    karski("exercise", "paper", str(SMALL), "--role", "envoy", "--to", papers)
    files = {path.name for path in papers.iterdir()}
    assert files == {"inject-cards-envoy-en.pdf", "role-folders-envoy-en.pdf"}
    folder = _said(papers / "role-folders-envoy-en.pdf")
    assert "The envoy's own secret." in folder
    assert "The interior's own secret." not in folder
    cards = _said(papers / "inject-cards-envoy-en.pdf")
    assert "The ferry did not sail" in cards  # to all
    assert "Six men in two boats" not in cards  # to the interior alone


def test_a_language_or_a_seat_that_is_not_there_is_one_sentence(
    karski: Callable[..., Any], papers: Path
) -> None:
    told = karski("exercise", "paper", str(SMALL), "--language", "pl", "--to", papers)
    assert told.code == 1
    assert "no language named 'pl'; known: en, hu" in told.err
    told = karski("exercise", "paper", str(SMALL), "--role", "envoi", "--to", papers)
    assert "no role named 'envoi'; did you mean 'envoy'?" in told.err
    assert not papers.exists()


def test_a_pack_is_drawn_into_a_file_or_listed(
    karski: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "ferry.svg"
    told = karski("exercise", "graph", str(SMALL), "--to", file)
    assert told.code == 0
    assert ElementTree.parse(file).getroot().tag.endswith("svg")  # noqa: S314 -- ours
    assert "Talks are agreed" in file.read_text("utf-8")
    listed = karski("exercise", "graph", str(SMALL)).out
    assert "05 Nobody talks" in listed

"""Every paper prints, in every language, for every name, and for every reader."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject

from briefings.papers.contents import NAMES, WORDS, contents, letter
from karski.briefings.papers import UnprintableError, catalogue, document
from karski.briefings.papers._content import Code
from karski.briefings.papers.certificate import CertificateContent
from karski.briefings.papers.inject_cards import InjectCards
from karski.briefings.papers.participant_book import Entry, ParticipantBook
from karski.briefings.papers.role_folders import RoleFolders

LANGUAGES = sorted(WORDS)
PAPERS = sorted(catalogue())
HEBREW, ARABIC, HOSTILE = NAMES[4], NAMES[5], NAMES[6]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def said(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in read(pdf).pages)


def squeezed(text: str) -> str:
    """Leave out what line breaks add or take."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def test_there_is_an_example_of_every_paper() -> None:
    assert sorted(contents("en")) == PAPERS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_prints_every_letter_and_is_accessible(
    name: str, language: str
) -> None:
    content = contents(language)[name]
    pdf = document(catalogue()[name], content)
    assert squeezed(WORDS[language]) in squeezed(said(pdf))
    root = read(pdf).trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    facts = read(pdf).metadata
    assert facts is not None
    assert (facts.title, facts.author) == (content.title, "Karski")


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_content_makes_the_same_bytes_dated_by_its_day(name: str) -> None:
    content, paper = contents("hu")[name], catalogue()[name]
    first = document(paper, content)
    assert first == document(paper, contents("hu")[name])
    facts = read(first).metadata
    assert facts is not None
    assert facts["/CreationDate"] == "D:20140129120000Z"
    later = document(paper, replace(content, day=date(2014, 1, 30)))
    assert later != first


@pytest.mark.parametrize("name", ["name_badges", "attendance_list", "participant_book"])
def test_names_that_look_like_source_are_printed_as_written(name: str) -> None:
    text = squeezed(said(document(catalogue()[name], contents("en")[name])))
    assert squeezed("#panic() $x$ *a* _b_ [c] <d> @e") in text


def book(*names: str) -> bytes:
    content = contents("pl")["participant_book"]
    assert isinstance(content, ParticipantBook)
    people = tuple(Entry(name, "-") for name in names)
    return document(
        catalogue()["participant_book"], replace(content, people=people, foreword=())
    )


def fonts(pdf: bytes) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in read(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_names_written_from_the_right_are_printed() -> None:
    assert _letters(said(book(HEBREW))) == _letters(HEBREW)
    assert _letters(said(book(ARABIC))) == _letters(ARABIC)
    assert all(font.startswith("Libertinus") for font in fonts(book(HEBREW)))


def _letters(text: str) -> list[str]:
    """Return Hebrew and Arabic letters, in no order: readers differ in it."""
    return sorted(re.findall(r"[\u0590-\u06ff]", text))


def test_letters_that_no_font_has_are_refused_in_one_sentence() -> None:
    with pytest.raises(UnprintableError, match="cannot be printed") as refused:
        book("Eszter", "\U0001f9ff\U000133d7")  # a hieroglyph; no font here has it
    assert refused.value.letters
    assert "\n" not in str(refused.value)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S", "Zs"])))
def test_no_name_is_source(name: str) -> None:
    text = squeezed(said(book(f"-{name}-")))
    assert squeezed(name.replace("\xad", "")) in text


def test_a_code_leads_to_its_address_and_says_so() -> None:
    code = Code.of("https://karski.example.org/a", "To sign in")
    assert code == Code.of("https://karski.example.org/a", "To sign in")
    assert code.drawing != Code.of("https://karski.example.org/b", "").drawing
    content = contents("en")["certificate"]
    assert isinstance(content, CertificateContent)
    pdf = document(
        catalogue()["certificate"],
        replace(content, code=replace(code, description="Zzq description")),
    )
    told = [
        object_.get("/Alt")
        for number in range(1, len(read(pdf).xref_objStm) + 200)
        if isinstance(
            object_ := read(pdf).get_object(number),  # type: ignore[arg-type]
            DictionaryObject,
        )
    ]
    assert "Zzq description" in told


@pytest.mark.parametrize("seats", [1, 8, 9, 25])
def test_eight_badges_stand_on_a_sheet(seats: int) -> None:
    content = contents("en")["name_badges"]
    badge = content.badges[0]  # type: ignore[attr-defined]
    filled = replace(content, badges=(badge,) * seats)  # type: ignore[call-arg]
    sheets = read(document(catalogue()["name_badges"], filled)).pages
    assert len(sheets) == -(-seats // 8)


def test_a_letter_is_one_page() -> None:
    pdf = document(catalogue()["selection_letter"], letter("sk"))
    assert len(read(pdf).pages) == 1


@pytest.mark.parametrize(("cards", "sheets"), [(4, 1), (5, 2), (17, 5)])
def test_four_inject_cards_stand_on_a_sheet(cards: int, sheets: int) -> None:
    content = contents("en")["inject_cards"]
    assert isinstance(content, InjectCards)
    filled = replace(content, cards=(content.cards[1],) * cards)
    found = read(document(catalogue()["inject_cards"], filled)).pages
    assert len(found) == 1 + sheets  # the first says how to use them


def test_each_folder_begins_on_a_leaf_of_its_own_with_page_one() -> None:
    content = contents("cs")["role_folders"]
    assert isinstance(content, RoleFolders)
    one = replace(content.folders[0], role="Prvni", measures=(), more=())
    two = replace(one, role="Druha")
    filled = replace(content, folders=(one, two))
    pages = read(document(catalogue()["role_folders"], filled)).pages
    first, blank, second = (page.extract_text() for page in pages)
    names = [re.findall("Prvni|Druha", text) for text in (first, blank, second)]
    assert names == [["Prvni"], ["Prvni"], ["Druha"]]
    assert first.split()[-1] == second.split()[-1] == "1"


def test_the_schedule_of_the_facilitators_book_lies_across() -> None:
    pages = read(
        document(catalogue()["facilitators_book"], contents("pl")["facilitators_book"])
    ).pages
    across = [page.mediabox.width > page.mediabox.height for page in pages]
    assert across == [False, True, False]

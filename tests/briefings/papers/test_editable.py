"""The report as DOCX, read by python-docx and as XML."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from briefings.papers.contents import DAY, WORDS, letter, report
from karski.briefings.papers import editable, plain


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_report_has_headings_tables_with_heads_and_a_language(language: str) -> None:
    given = report(language)
    document = Document(BytesIO(editable(given)))
    headings = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None and str(p.style.name).startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", given.title),
        ("Heading 1", given.sections[0].heading),
        ("Heading 1", "2"),
    ]
    told = given.sections[0].tables[0]
    first = document.tables[0]
    assert [tuple(cell.text for cell in row.cells) for row in first.rows] == [
        told.head,
        *told.rows,
    ]
    marks = [row._tr.find(".//" + qn("w:tblHeader")) for row in first.rows]
    assert [mark is not None for mark in marks] == [True, False, False]
    lang = document.styles["Normal"].element.find(".//" + qn("w:lang"))
    assert lang.get(qn("w:val")) == language
    facts = document.core_properties
    assert (facts.title, facts.language, facts.created.date()) == (
        given.title,
        language,
        DAY,
    )


def test_points_stand_as_a_list_whatever_they_hold() -> None:
    points = report("pl").sections[1].points
    found = Document(BytesIO(editable(report("pl")))).paragraphs
    listed = [p.text for p in found if p.style and p.style.name == "List Bullet"]
    assert tuple(listed) == points


def test_the_same_report_makes_the_same_bytes() -> None:
    first = editable(report("cs"))
    assert first == editable(report("cs"))
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {member.date_time[0] for member in packed.infolist()} == {1980}


def test_a_letter_as_text_says_what_the_paper_says() -> None:
    given = letter("hu")
    text = plain(given)
    assert text.startswith(given.salutation)
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        f"- {point}" for point in given.points
    ]
    assert text.endswith(f"{given.signatory.name}\n{given.signatory.role}\n")

"""The report as a document to edit (DOCX)."""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Row

from karski.briefings.papers._content import Table
from karski.briefings.papers.workshop_report import Section, WorkshopReport

FONT = "Georgia"
INK = RGBColor(0x1B, 0x20, 0x25)
LOOK = (("Normal", 11), ("Title", 22), ("Heading 1", 15), ("Caption", 9))  # [points]
PACKED = (1980, 1, 1, 0, 0, 0)  # a zip's first date: same content, same bytes


def editable(report: WorkshopReport) -> bytes:
    """Write a report as DOCX: headings, tables with header rows, its language set.

    Parameters
    ----------
    report : WorkshopReport

    Returns
    -------
    bytes
        The same for the same content.
    """
    document = Document()
    _set_up(document, report)
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.place_and_dates)
    for words in report.summary:
        document.add_paragraph(words)
    for section in report.sections:
        _add_section(document, section)
    if report.sources:
        document.add_paragraph(report.sources, style="Caption")
    return _packed(document)


def _set_up(document: Docx, report: WorkshopReport) -> None:
    facts = document.core_properties
    facts.title, facts.author = report.title, report.author
    facts.language, facts.comments = report.language, ""
    facts.created = facts.modified = datetime.combine(report.day, time(12), UTC)
    for name, size in LOOK:
        _set_style(document, name, size, report.language)
    document.sections[0].footer.paragraphs[0].text = report.footer
    if report.banner:
        document.sections[0].header.paragraphs[0].text = report.banner


def _set_style(document: Docx, name: str, size: int, language: str) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    spoken.set(qn("w:val"), language)


def _add_section(document: Docx, section: Section) -> None:
    document.add_heading(section.heading, level=1)
    for words in section.words:
        document.add_paragraph(words)
    for table in section.tables:
        _add_table(document, table)
    for point in section.points:
        document.add_paragraph(point, style="List Bullet")


def _add_table(document: Docx, given: Table) -> None:
    if given.caption:
        document.add_paragraph(given.caption, style="Caption")
    table = document.add_table(rows=0, cols=len(given.head), style="Table Grid")
    for words in (given.head, *given.rows):
        row = table.add_row()
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    _mark_as_head(table.rows[0])
    document.add_paragraph()


def _mark_as_head(row: _Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _packed(document: Docx) -> bytes:
    """Save, without the moment in which it was saved."""
    drafted, out = BytesIO(), BytesIO()
    document.save(drafted)
    with zipfile.ZipFile(drafted) as draft, zipfile.ZipFile(out, "w") as packed:
        for name in draft.namelist():
            member = zipfile.ZipInfo(name, PACKED)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, draft.read(name))
    return out.getvalue()

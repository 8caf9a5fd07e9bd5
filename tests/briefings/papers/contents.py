"""One example of every paper, in each of the five languages."""

from datetime import date

from briefings.papers.exercise_contents import exercise_contents
from karski.briefings.papers._content import Code, Content, Signatory, Table
from karski.briefings.papers._letter import Letter
from karski.briefings.papers.attendance_list import AttendanceList, Row
from karski.briefings.papers.certificate import CertificateContent
from karski.briefings.papers.name_badges import Badge, NameBadges
from karski.briefings.papers.participant_book import Entry, ParticipantBook
from karski.briefings.papers.workshop_report import Section, WorkshopReport

DAY = date(2014, 1, 29)
ADDRESS = "https://karski.example.org/workshops/verify/"
# words with the letters that each language has beyond ASCII
WORDS = {
    "en": "Prevention of mass atrocities - 'naïve' café",
    "hu": "Árvíztűrő tükörfúrógép, megelőzés",
    "sk": "Vŕba, kĺb, ľaľa, ôsmy deň, ďateľ, čučoriedka",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "pl": "Zażółć gęślą jaźń",
}
NAMES = (
    "Eszter Fűrész-Hős",
    "Ľubica Kĺbová",
    "Řehoř Ěščřžů",
    "Łucja Żądło",
    "דוד כהן-לוי",
    "سلمى الهاشمي",
    "#panic() $x$ *a* _b_ [c] <d> @e \\ // \" ' `f`",
)


def contents(language: str) -> dict[str, Content]:
    """Return an example of every paper by its name."""
    words = WORDS[language]
    return {
        "name_badges": _badges(language, words),
        "attendance_list": _attendance(language, words),
        "certificate": _certificate(language, words, NAMES[0]),
        "participant_book": _book(language, words),
        "workshop_report": report(language),
        "selection_letter": letter(language),
        "regret_letter": letter(language),
        **exercise_contents(language, words, DAY),
    }


def _badges(language: str, words: str) -> NameBadges:
    code = Code.of(ADDRESS + "12", words)
    people = (*NAMES, "Maximiliana-Konstancja Wierzbicka-Chrząszczyżewoszycka", "Al")
    return NameBadges(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        event=words,
        place_and_dates=f"{words}, 27-29. 1. 2014",
        badges=tuple(Badge(name, words, f"MFA, {words}", code) for name in people),
    )


def _attendance(language: str, words: str) -> AttendanceList:
    return AttendanceList(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        footer=words,
        place_and_dates=words,
        note=words,
        number="№",
        name="Name",
        institution="Institution",
        days=("27. 1.", "28. 1.", "29. 1."),
        rows=tuple(Row(name, words, ("", "✓", "")) for name in NAMES * 4),
    )


def _certificate(language: str, words: str, name: str) -> CertificateContent:
    return CertificateContent(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        issuer="Example Centre",
        before=words,
        name=name,
        statement=words,
        about=words,
        signatories=(Signatory(NAMES[1], words), Signatory(NAMES[2], words)),
        issued_at="Budapest, 29. 1. 2014",
        check=(words, ADDRESS, "№ 12"),
        code=Code.of(ADDRESS + "12", words),
    )


def _book(language: str, words: str) -> ParticipantBook:
    people = tuple(Entry(name, f"{words}, {words}", (words,) * 2) for name in NAMES)
    return ParticipantBook(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        footer=words,
        place_and_dates=words,
        foreword=(words, words),
        people=people,
    )


def report(language: str) -> WorkshopReport:
    words = WORDS[language]
    table = Table((words, "n"), (("MFA", "12"), (words, "< 5")), words)
    sections = (
        Section(words, (words * 9,), (table, table)),
        Section("2", points=(words, NAMES[6])),
    )
    return WorkshopReport(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        footer=words,
        place_and_dates=words,
        summary=(words,),
        sections=sections,
        sources=words,
    )


def letter(language: str) -> Letter:
    words = WORDS[language]
    return Letter(
        language=language,
        title=words,
        author="Karski",
        day=DAY,
        sender=("Example Centre", words),
        recipient=(NAMES[4], words),
        place_and_date="Budapest, 29. 1. 2014",
        salutation=words,
        words=(words * 4, words * 3),
        points=(words, words),
        after=(words,),
        closing=words,
        signatory=Signatory(NAMES[1], words),
    )

"""One example of every paper of an exercise."""

from datetime import date
from typing import TypedDict

from karski.briefings.papers._content import Content
from karski.briefings.papers.exercise_forms import ExerciseForms, Form, Line
from karski.briefings.papers.facilitators_book import Chapter, FacilitatorsBook, Sheet
from karski.briefings.papers.inject_cards import Card, InjectCards
from karski.briefings.papers.role_folders import (
    Fact,
    Folder,
    MeasureCard,
    Part,
    RoleFolders,
)


class _Frame(TypedDict):
    language: str
    title: str
    author: str
    day: date
    footer: str


def exercise_contents(language: str, words: str, day: date) -> dict[str, Content]:
    """Return an example of each by its name."""
    frame = _Frame(
        language=language, title=words, author="Karski", day=day, footer=words
    )
    return {
        "role_folders": _folders(frame, words),
        "inject_cards": _cards(frame, words),
        "exercise_forms": _forms(frame, words),
        "facilitators_book": _book(frame, words),
    }


def _folders(frame: _Frame, words: str) -> RoleFolders:
    facts = (Fact(words, words * 3), Fact("#panic()", "$x$"))
    folder = Folder(
        role=words,
        line=words,
        private=words,
        parts=(Part(words, (words,), (words, words)),),
        measures_heading=words,
        measures=(MeasureCard(words, words, facts),) * 9,
        more=(Part(words, facts=facts),),
    )
    return RoleFolders(
        **frame, banner=words, warnings=(words,), folders=(folder, folder)
    )


def _cards(frame: _Frame, words: str) -> InjectCards:
    plain = Card("01", words, words, words, words, words, "", words * 5)
    folded = Card("02", "", words, "", words, "", words, words * 40)
    spare = Card("", "", words, "", words, "", "", "")
    return InjectCards(
        **frame,
        banner=words,
        hints=(words, words),
        moment=words,
        read=words,
        passed=words,
        cards=(plain, folded, spare, plain, folded),
    )


def _forms(frame: _Frame, words: str) -> ExerciseForms:
    form = Form(words, words, (Line(words, 3), Line("")), (words,), (words,), (words,))
    return ExerciseForms(**frame, banner=words, forms=(form, form))


def _book(frame: _Frame, words: str) -> FacilitatorsBook:
    sheet = Sheet((words, "2"), ((words,), (words, words + "\n- 2")), (0, 1))
    chapter = Chapter(words, (words,), (words,), (sheet,))
    return FacilitatorsBook(
        **frame,
        banner=words,
        line=words,
        warnings=(words,),
        before=(chapter,),
        schedule=(chapter,),
        after=(chapter,),
    )

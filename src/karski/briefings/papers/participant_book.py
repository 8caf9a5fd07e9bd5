"""The participant book: who is in the room, in what each agreed to show."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A person; `line` is role, institution and country, `words` their own."""

    name: str
    line: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantBook(Content):
    """The book; `foreword` says what it is for and the rule of the house."""

    place_and_dates: str
    foreword: tuple[str, ...]
    people: tuple[Entry, ...]


PAPER = Paper("Participant book", "participant_book", ParticipantBook)

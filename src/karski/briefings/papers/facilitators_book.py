"""The facilitator's book: all of an exercise, to run it without a screen."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of words.

    Attributes
    ----------
    head : tuple of str
    rows : tuple of tuple of str
        A row of one text heads the rows under it.
    widths : tuple of float
        The share of the width that each column takes; 0 is as much as it needs.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    def __post_init__(self) -> None:
        assert len(self.widths) == len(self.head), self.head
        assert all(len(row) in (1, len(self.head)) for row in self.rows), self.head


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the book: words, then points, then sheets."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorsBook(Content):
    """The book; `schedule` lies across, `banner` stands on each page."""

    banner: str
    line: str
    warnings: tuple[str, ...]
    before: tuple[Chapter, ...]
    schedule: tuple[Chapter, ...]
    after: tuple[Chapter, ...]


PAPER = Paper("Facilitator's book", "facilitators_book", FacilitatorsBook)

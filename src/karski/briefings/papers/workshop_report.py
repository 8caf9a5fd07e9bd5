"""The workshop's report: who came in numbers, what was done, learnt and agreed."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content, Table
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: words, then tables, then points."""

    heading: str
    words: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReport(Content):
    """The report.

    Attributes
    ----------
    place_and_dates : str
    summary : tuple of str
    sections : tuple of Section
    sources : str
        Where its numbers are from, and as of when.
    banner : str
        Stands on each page, where there is one: that it is of an exercise.
    """

    place_and_dates: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: str = ""
    banner: str = ""


PAPER = Paper("Workshop report", "workshop_report", WorkshopReport)

"""Role folders: what each seat of an exercise holds in its hands."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what stands beside it."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure as a seat sees it: what it is, and what one must know of it."""

    title: str
    summary: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a folder: paragraphs, then points, then terms with their words."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """One seat's folder.

    Attributes
    ----------
    role : str
    line : str
        Its institution and team.
    private : str
        That what follows is for this seat alone.
    parts : tuple of Part
        What is this seat's own.
    measures_heading : str
    measures : tuple of MeasureCard
    more : tuple of Part
        What all seats have, on pages of their own.
    """

    role: str
    line: str
    private: str
    parts: tuple[Part, ...]
    measures_heading: str
    measures: tuple[MeasureCard, ...]
    more: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFolders(Content):
    """The folders; `banner` stands on every page, `warnings` before all else."""

    banner: str
    warnings: tuple[str, ...]
    folders: tuple[Folder, ...]


PAPER = Paper("Role folders", "role_folders", RoleFolders)

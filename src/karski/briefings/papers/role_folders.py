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
    """A part of a folder: paragraphs, then points."""

    heading: str
    words: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """One seat's folder; `line` is its institution and team."""

    role: str
    line: str
    parts: tuple[Part, ...]
    measures_heading: str
    measures: tuple[MeasureCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFolders(Content):
    """The folders; `banner` stands on every page, `warnings` before all else."""

    banner: str
    warnings: tuple[str, ...]
    folders: tuple[Folder, ...]


PAPER = Paper("Role folders", "role_folders", RoleFolders)

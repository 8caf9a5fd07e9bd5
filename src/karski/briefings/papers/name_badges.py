"""Name badges: eight on a sheet, cut marks between them, a code to sign in by."""

from dataclasses import dataclass

from karski.briefings.papers._content import Code, Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Badge:
    """One person's badge; `line` is role and country, `code` what signs them in."""

    name: str
    institution: str
    line: str
    code: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBadges(Content):
    """All badges of a workshop; each carries its name, place and dates."""

    event: str
    place_and_dates: str
    badges: tuple[Badge, ...]


PAPER = Paper("Name badges", "name_badges", NameBadges)

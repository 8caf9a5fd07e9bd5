"""A candidate, and the words that may stand in a candidate's columns."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

import pycountry

from karski.core import places
from karski.core.errors import SelectionError

SECTORS = (
    "defence",
    "interior",
    "foreign affairs",
    "justice",
    "intelligence",
    "other government",
    "research",
    "civil society",
    "youth",
    "international",
)
GENDERS = ("woman", "man", "another")
GREATEST_SCORE = 1_000_000.0
PARTS = 10**6  # a score is counted in millionths, so that sums are exact

_ALSO: Mapping[str, Mapping[str, str]] = {
    "sector": {
        "defense": "defence",
        "home affairs": "interior",
        "foreign": "foreign affairs",
        # as the field abbreviates them
        "mod": "defence",
        "moi": "interior",
        "mfa": "foreign affairs",
        "moj": "justice",
        "int": "intelligence",
        "intel": "intelligence",
        "res": "research",
        "cso": "civil society",
        "intelligence service": "intelligence",
        "intelligence services": "intelligence",
        "government": "other government",
        "researcher": "research",
        "academia": "research",
        "academic": "research",
        "university": "research",
        "ngo": "civil society",
        "international organisation": "international",
        "international organization": "international",
    },
    "gender": {
        "f": "woman",
        "female": "woman",
        "w": "woman",
        "women": "woman",
        "m": "man",
        "male": "man",
        "men": "man",
        "x": "another",
        "other": "another",
        "non binary": "another",
        "nonbinary": "another",
    },
}
_KNOWN = {"sector": SECTORS, "gender": GENDERS}
_NOTHING: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be given a seat; what is None is not known.

    Attributes
    ----------
    id : str
        Unique among the candidates; the lot is drawn from it.
    country : str or None
        ISO 3166-1 alpha-3.
    sector, gender : str or None
        One of `SECTORS`, of `GENDERS`.
    score : float or None
        The reviewers', 0 to 1,000,000, more is better.
    attended : int or None
        Earlier workshops attended.
    more : mapping of str to (str or None)
        Further columns, for rules of one's own.
    """

    id: str
    country: str | None
    sector: str | None
    gender: str | None
    institution: str | None = None
    score: float | None = None
    region: str | None = None
    experience: str | None = None
    attended: int | None = None
    more: Mapping[str, str | None] = field(default_factory=lambda: _NOTHING)

    @property
    def parts(self) -> int | None:
        """Return the score in millionths, exact; None where there is none."""
        return None if self.score is None else round(self.score * PARTS)

    def group(self, column: str) -> str | None:
        """Return the candidate's group in a column; None where it is not known."""
        if column in COLUMNS:
            value: str | None = getattr(self, column)
            return value
        return self.more.get(column)


COLUMNS = ("country", "sector", "gender", "institution", "region", "experience")


def refuse_impossible(candidates: list[Candidate]) -> None:
    """Refuse a candidate who is there twice, or whose score is none.

    Raises
    ------
    SelectionError
    """
    seen: set[str] = set()
    for each in candidates:
        if each.id in seen:
            raise SelectionError(f"candidate {each.id!r} is there twice; remove one")
        seen.add(each.id)
        score = 0.0 if each.score is None else each.score
        if not (math.isfinite(score) and 0 <= score <= GREATEST_SCORE):
            raise SelectionError(
                f"candidate {each.id!r}: the score {score:g} is not in 0 to"
                f" {GREATEST_SCORE:,.0f}; correct it"
            )


def word(column: str, text: str) -> str | None:
    """Return the word for a sector, a gender or a country; None if it is none.

    Examples
    --------
    >>> word("sector", "Ministry of Defence"), word("sector", "MoD")
    ('defence', 'defence')
    >>> word("sector", "civil-society"), word("sector", "cook")
    ('civil society', None)
    >>> word("country", "hun"), word("country", "HU"), word("region", "Spiš")
    ('HUN', None, 'Spiš')
    """
    if column == "country":
        return text.upper() if text.upper() in _countries() else None
    if column not in _KNOWN:
        return text
    plain = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    plain = plain.removeprefix("ministry of ").removeprefix("the ")
    plain = _ALSO[column].get(plain, plain)
    return plain if plain in _KNOWN[column] else None


def nearest(column: str, text: str) -> str:
    """Say what may have been meant by a word that is none.

    Examples
    --------
    >>> nearest("sector", "defenze"), nearest("country", "HU")
    ("did you mean 'defence'?", "did you mean 'HUN'?")
    >>> nearest("gender", "unicorn")
    'known: woman, man, another'
    """
    if column == "country":
        return _nearest_country(text)
    known = {name: name for name in _KNOWN[column]} | dict(_ALSO[column])
    near = get_close_matches(text.lower(), known, n=1)
    if near:
        return f"did you mean {known[near[0]]!r}?"
    return f"known: {', '.join(_KNOWN[column])}"


def _nearest_country(text: str) -> str:
    try:
        return f"did you mean {pycountry.countries.lookup(text).alpha_3!r}?"
    except LookupError:
        near = get_close_matches(text.upper(), sorted(_countries()), n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        return f"{hint}write its three letters of ISO 3166, as in HUN"


@cache
def _countries() -> frozenset[str]:
    """Return the codes in use: of ISO 3166, and of states that ISO leaves out."""
    states = (each.iso3 for each in places.table().values() if each.last is None)
    codes = (each.alpha_3 for each in pycountry.countries)
    return frozenset(code for code in (*states, *codes) if code)

"""The words on charts: a key in the drawing, English here, a page fills it in."""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from karski.briefings.charts._text import Word
from karski.core import places
from karski.explanation.themes import themes

ALTERNATIVE = "alternative"  # what the drawing says, in words: for those who hear it
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
_ROLE = f'role="img" aria-label="{{{ALTERNATIVE}}}"'

_OWN = {
    "recorded": "recorded",
    "forecast": "forecast",
    "middle": "middle",
    "half": "half",
    "nine_in_ten": "nine in ten",
    "state_based": "fighting with a state",
    "non_state": "fighting between groups",
    "one_sided": "attacks on civilians",
    "missed": "missed",
    "said": "what we said",
    "came": "how often it came",
    "better": "closer",
    "worse": "farther",
    "lower": "lower",
    "higher": "higher",
    "all_together": "all together",
    "as_played": "as played",
    "otherwise": "otherwise",
    "your_run": "your run",
    "day": "day",
}


def filled(svg: str, words: Mapping[str, str], alternative: str = "") -> str:
    """Put words into a drawing, escaped.

    Parameters
    ----------
    svg : str
        A chart of this package.
    words : mapping of str to str
        For every key of `WORDS` the word to show.
    alternative : str
        What the drawing says. Without it the drawing is hidden from those who hear
        the page, who must find the same beside it.

    Raises
    ------
    KeyError
        `words` lacks a key of the drawing.

    Examples
    --------
    >>> filled("<text>{middle}</text>", {"middle": "<mitte>"})
    '<text>&lt;mitte&gt;</text>'
    """
    if not alternative:
        svg = svg.replace(_ROLE, 'aria-hidden="true"', 1)
    every = {**words, ALTERNATIVE: alternative}
    return _PLACEHOLDER.sub(lambda found: escape(every[found[1]]), svg)


def of_theme(name: str) -> Word:
    """Return the word of a theme of reasons, by its name in ``themes.yaml``."""
    return _known("theme", name)


def of_region(name: str) -> Word:
    """Return the word of a region (`karski.core.places.Place.region`)."""
    return _known("region", name)


def _known(kind: str, name: str) -> Word:
    key = _key(kind, name)
    assert WORDS.get(key) == name, f"no {kind} named {name!r}"
    return Word(key)


def _key(kind: str, name: str) -> str:
    return f"{kind}_" + re.sub("[^a-z0-9]+", "_", name.lower())


def _all() -> dict[str, str]:
    regions = sorted({place.region for place in places.table().values()})
    topics = [theme.name for theme in themes().themes]
    return {
        **_OWN,
        **{_key("region", name): name for name in regions},
        **{_key("theme", name): name for name in topics},
    }


WORDS: Mapping[str, str] = MappingProxyType(_all())

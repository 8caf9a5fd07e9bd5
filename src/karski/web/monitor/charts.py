"""Charts that were drawn when the edition was published, with words put in."""

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from karski.briefings.charts.words import WORDS, filled
from karski.web.monitor.editions import Shown

FOLDER = "charts"  # of the workspace; a folder for each edition, by its identity
SIZES = ("wide", "narrow")


def chart(shown: Shown, name: str, alternative: str = "") -> SafeString | None:
    """Return a chart in both sizes, or None where it has not been drawn.

    Without an alternative the drawing is silent: the same stands in words beside it.
    """
    folder = settings.ENVIRONMENT.workspace.folder / FOLDER / shown.edition.identity
    words = _words(get_language() or "en")
    try:
        drawn = [_read(folder / f"{name}-{size}.svg") for size in SIZES]
    except OSError:
        return None
    # the file is ours and every word put into it is escaped
    return mark_safe("".join(filled(each, words, alternative) for each in drawn))  # noqa: S308


def _read(file: Path) -> str:
    return file.read_text("utf-8")


@lru_cache(maxsize=8)
def _words(language: str) -> MappingProxyType[str, str]:
    """Return every word of a chart; `language` is the active one."""
    _ = language
    return MappingProxyType({key: gettext(word) for key, word in WORDS.items()})

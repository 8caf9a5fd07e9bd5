"""Charts that were drawn when the edition was published, with words put in."""

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from karski.briefings.charts.words import WORDS, filled
from karski.briefings.edition._charts import SIZES, place_of
from karski.web.monitor.editions import Shown

END = "</svg>"


def chart(shown: Shown, name: str, alternative: str = "") -> SafeString | None:
    """Return a chart in both sizes, or None where it has not been drawn whole.

    Without an alternative the drawing is silent: the same stands in words beside it.
    """
    folder = place_of(settings.ENVIRONMENT.workspace, shown.edition)
    words = _words(get_language() or "en")
    try:
        drawn = [_read(folder / f"{name}-{size}.svg") for size in SIZES]
        worded = [filled(each, words, alternative) for each in drawn]
    except (OSError, ValueError, KeyError):  # cut short, or of words unknown here
        return None
    # the file is ours and every word put into it is escaped
    return mark_safe("".join(worded))  # noqa: S308


def _read(file: Path) -> str:
    text = file.read_text("utf-8")
    if not text.endswith(END):
        raise ValueError(file)
    return text


@lru_cache(maxsize=8)
def _words(language: str) -> MappingProxyType[str, str]:
    """Return every word of a chart; `language` is the active one."""
    _ = language
    return MappingProxyType({key: gettext(word) for key, word in WORDS.items()})

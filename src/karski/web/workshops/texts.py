"""Texts that the people of a series write themselves, in as many languages as they can.

A text that is not there in the reader's language is shown in one that is, marked as
such: better than none, and never passed off as a translation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Texts = Mapping[str, Mapping[str, str]]  # language -> field -> text


@dataclass(frozen=True, slots=True)
class Told:
    """A text, and the language it is in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def told(texts: Texts, field: str) -> Told:
    """Return a field in the reader's language, else in the first that has it."""
    wanted = get_language() or settings.LANGUAGE_CODE
    order = [wanted, *(code for code, _name in settings.LANGUAGES)]
    for language in order:
        text = texts.get(language, {}).get(field, "").strip()
        if text:
            return Told(text, language)
    return Told("", wanted)


def languages_of(texts: Texts, field: str) -> tuple[str, ...]:
    """Return the languages that have the field, in the site's order."""
    return tuple(
        code
        for code, _name in settings.LANGUAGES
        if texts.get(code, {}).get(field, "").strip()
    )


def check_texts(texts: Any) -> None:  # noqa: ANN401 -- JSON can be anything
    """Refuse what is not texts by language and field."""
    known = {code for code, _name in settings.LANGUAGES}
    whole = isinstance(texts, dict) and all(
        language in known and isinstance(fields, dict) and _all_words(fields.values())
        for language, fields in texts.items()
    )
    if not whole:
        raise ValidationError(_("Give texts by language."))


def _all_words(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)

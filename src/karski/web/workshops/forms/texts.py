"""Fields that people fill in once for each language they can."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LONG = 300  # characters: more are written in a larger box


class TextsForm(forms.Form):
    """A form with some texts in every language of the site.

    A subclass names them in `told`: field -> (label, most characters). The first of
    them is needed in one language at least; ``cleaned_data["texts"]`` gathers them.
    """

    told: Mapping[str, tuple[Any, int]]

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **named)
        for code, name in settings.LANGUAGES:
            for field, (label, most) in self.told.items():
                self.fields[f"{field}_{code}"] = forms.CharField(
                    label=_("%(label)s (%(language)s)")
                    % {"label": label, "language": name},
                    max_length=most,
                    required=False,
                    widget=_box(most, code),
                )

    def plain(self) -> list[forms.BoundField]:
        """Return the fields that are the same in every language."""
        texts = {field.name for *_, fields in self.by_language() for field in fields}
        return [field for field in self if field.name not in texts]

    def by_language(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return the texts' fields by language, the reader's own first."""
        languages = sorted(
            settings.LANGUAGES, key=lambda each: each[0] != get_language()
        )
        return [
            (code, str(name), [self[f"{field}_{code}"] for field in self.told])
            for code, name in languages
        ]

    def clean(self) -> dict[str, Any]:
        """Gather the texts by language; refuse a form that has none of the first."""
        data = super().clean() or {}
        first = next(iter(self.told))
        texts = {
            code: {
                field: data.pop(f"{field}_{code}")
                for field in self.told
                if data.get(f"{field}_{code}")
            }
            for code, _name in settings.LANGUAGES
        }
        data["texts"] = {code: said for code, said in texts.items() if said}
        if not any(first in said for said in texts.values()):
            raise ValidationError(_("Give it in one language at least."))
        for code, _name in settings.LANGUAGES:
            for field in self.told:
                data.pop(f"{field}_{code}", None)
        return data


def initial_of(texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return texts as the initial data of such a form."""
    return {
        f"{field}_{code}": text
        for code, said in texts.items()
        for field, text in said.items()
    }


def _box(most: int, language: str) -> forms.Widget:
    attributes = {"lang": language, "dir": "auto"}
    if most > LONG:
        return forms.Textarea(attrs=attributes | {"rows": 3})
    return forms.TextInput(attrs=attributes)

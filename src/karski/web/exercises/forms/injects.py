"""What is filled in to change an inject, or to write one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from karski.exercise.packs.pack import ALL, Pack
from karski.web.exercises.forms.console import (
    cleaned,
    line_field,
    seats_of,
    text_field,
)
from karski.web.exercises.templatetags.exercises import told
from karski.web.exercises.words import CHANNELS, INFORMATION, SOURCES

CHANNELS_OF_PACKS = (
    "cable",
    "intelligence",
    "press",
    "social",
    "radio",
    "field",
    "call",
)
NOTHING: Mapping[str, Any] = MappingProxyType({})
OTHER = ""
TITLE = 60  # characters of a text that stand for its title


def _called(data: Mapping[str, Any]) -> str:
    """Return what lists call an inject without a title: how it begins, if harmless."""
    if data.get("sensitive") or not data.get("text"):
        return str(CHANNELS.get(data.get("channel", ""), ""))
    return Truncator(" ".join(data["text"].split())).chars(TITLE)


class AudienceForm(forms.Form):
    """Whom something reaches."""

    to = forms.MultipleChoiceField(
        label=_("To"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, pack: Pack, chosen: tuple[str, ...] = ()) -> Self:
        """Offer everybody, or each seat."""
        choices = [(ALL, _("Everybody")), *seats_of(pack)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined] # of a choice
        self.fields["to"].initial = list(chosen)
        return self

    def clean_to(self) -> tuple[str, ...]:
        """Return the roles, or all."""
        chosen = self.cleaned_data["to"]
        return (ALL,) if ALL in chosen else tuple(chosen)


class WordsForm(forms.Form):
    """An inject in other words, one text for each language of the pack."""

    def offer(
        self,
        languages: tuple[str, ...],
        text: Mapping[str, Any] = NOTHING,
        title: Mapping[str, Any] = NOTHING,
    ) -> Self:
        """Ask for each language, filled with the words of today."""
        for language in languages:
            self.fields[f"title_{language}"] = line_field(
                _("Title (%(language)s)") % {"language": language}, required=False
            )
            self.fields[f"text_{language}"] = text_field(
                _("Text (%(language)s)") % {"language": language}, rows=6
            )
            self.fields[f"title_{language}"].initial = title.get(language)
            self.fields[f"text_{language}"].initial = text.get(language)
        return self

    def words(self, part: str) -> dict[str, str]:
        """Return ``text`` or ``title`` by language, those that were written."""
        data = cleaned(self)
        return {
            name.removeprefix(f"{part}_"): value
            for name, value in data.items()
            if name.startswith(f"{part}_") and value
        }


class ImproviseForm(AudienceForm):
    """Something that the scenario does not hold, as anybody."""

    field_order = ("sender", "other", "channel", "title", "text", "to")
    sender = forms.ChoiceField(label=_("As"), required=False)
    other = line_field(
        _("As somebody else"), required=False, hint=_("If none of these sends it.")
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[(each, CHANNELS[each]) for each in CHANNELS_OF_PACKS],
    )
    title = line_field(_("Title, for your list"), required=False)
    text = text_field(_("Text"), rows=5)
    source = forms.ChoiceField(
        label=_("Source"),
        required=False,
        choices=[
            ("", _("not graded")),
            *((k, f"{k}: {v}") for k, v in SOURCES.items()),
        ],
    )
    information = forms.TypedChoiceField(
        label=_("Information"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("not graded")),
            *((k, f"{k}: {v}") for k, v in INFORMATION.items()),
        ],
    )
    sensitive = forms.BooleanField(
        label=_("Hide the text behind a link that says what it is"), required=False
    )

    def offer(self, pack: Pack, chosen: tuple[str, ...] = ()) -> Self:
        """Offer everybody who can send, and every seat to receive."""
        super().offer(pack, chosen)
        known = {**pack.actors, **pack.institutions}
        senders = [(name, told(each.title)) for name, each in known.items()]
        choices = [(OTHER, _("somebody else")), *senders, *seats_of(pack)]
        self.fields["sender"].choices = choices  # type: ignore[attr-defined] # of a choice
        return self

    def clean(self) -> dict[str, Any]:
        """Take the sender from either field, and the grade whole or not at all."""
        data = super().clean() or {}
        data["sender"] = data.get("sender") or data.pop("other", "").strip()
        if not data["sender"]:
            self.add_error("sender", _("Choose who sends it, or write who does."))
        source, information = data.pop("source", ""), data.pop("information", None)
        if bool(source) != (information is not None):
            self.add_error("source", _("Grade both the source and the information."))
        data["title"] = data.get("title") or _called(data)
        data["grade"] = (source, information) if source and information else None
        data.pop("other", None)
        return data

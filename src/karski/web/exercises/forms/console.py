"""What those who run an exercise fill in while it runs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from karski.exercise.moments import DAY, HOUR, LAST_DAY, MINUTE, day, time_of_day
from karski.exercise.packs.pack import ALL, Pack
from karski.web.exercises.templatetags.exercises import seat, target, told
from karski.web.exercises.words import CHANNELS, INFORMATION, SOURCES, STAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_TEXT = 10_000
MOST_RATE = 86_400
CHANNELS_OF_PACKS = (
    "cable",
    "intelligence",
    "press",
    "social",
    "radio",
    "field",
    "call",
)
OTHER = ""


def cleaned(form: forms.Form) -> dict[str, Any]:
    """Return what was filled in.

    Raises
    ------
    ValidationError
        What is wrong, field by field, in sentences.
    """
    if form.is_valid():
        return form.cleaned_data
    raise ValidationError(
        [
            f"{form.fields[name].label}: {error}" if name in form.fields else error
            for name, errors in form.errors.items()
            for error in errors
        ]
    )


def _text(label: "Words", *, rows: int = 3, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MOST_TEXT,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _line(
    label: "Words", *, required: bool = True, hint: "Words" = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _number(label: "Words", least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def _seats(pack: Pack) -> list[tuple[str, str]]:
    return [(role, seat(role, pack)) for role in pack.roles]


class RateForm(forms.Form):
    """How fast the clock runs."""

    rate = _number(_("Times as fast as the room"), 1, MOST_RATE)


class MomentForm(forms.Form):
    """A moment of the exercise."""

    day = _number(_("Day"), 1, LAST_DAY)
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    @classmethod
    def at(cls, moment: int) -> Self:
        """Return the form filled with a moment [ms]."""
        return cls(initial={"day": day(moment), "time": time_of_day(moment)})

    def clean(self) -> dict[str, Any]:
        """Add the moment itself [ms]."""
        data = super().clean() or {}
        if "day" in data and "time" in data:
            time = data["time"]
            data["moment"] = (
                (data["day"] - 1) * DAY + time.hour * HOUR + time.minute * MINUTE
            )
        return data


class StageForm(forms.Form):
    """What the room does now."""

    stage = forms.ChoiceField(label=_("Phase"), choices=[*STAGES.items()])
    title = _line(_("Called"), required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = _line(_("Reason"))


class SayForm(forms.Form):
    """Words to everybody."""

    text = _text(_("What everybody should know"))


class HintForm(forms.Form):
    """A private word to a seat."""

    to = forms.ChoiceField(label=_("Seat"))
    text = _text(_("Hint; only this seat sees it"))

    def offer(self, pack: Pack, role: str = "") -> Self:
        """Offer the seats."""
        self.fields["to"].choices = _seats(pack)  # type: ignore[attr-defined] # of a choice
        self.fields["to"].initial = role
        return self


class AnswerForm(forms.Form):
    """An answer."""

    text = _text(_("Your answer"), rows=2)


class AudienceForm(forms.Form):
    """Whom something reaches."""

    to = forms.MultipleChoiceField(
        label=_("To"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, pack: Pack, chosen: tuple[str, ...] = ()) -> Self:
        """Offer everybody, or each seat."""
        choices = [(ALL, _("Everybody")), *_seats(pack)]
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
            self.fields[f"title_{language}"] = _line(
                _("Title (%(language)s)") % {"language": language}, required=False
            )
            self.fields[f"text_{language}"] = _text(
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
    other = _line(
        _("As somebody else"), required=False, hint=_("If none of these sends it.")
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[(each, CHANNELS[each]) for each in CHANNELS_OF_PACKS],
    )
    title = _line(_("Title, for your list"), required=False)
    text = _text(_("Text"), rows=5)
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
        choices = [(OTHER, _("somebody else")), *senders, *_seats(pack)]
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
        data["grade"] = (source, information) if source and information else None
        data.pop("other", None)
        return data


class AdjustForm(forms.Form):
    """The world, changed by hand."""

    community = forms.ChoiceField(label=_("Community"))
    variable = forms.ChoiceField(
        label=_("What"),
        choices=[
            ("phase", _("Phase becomes (0 to 4)")),
            ("trust", _("Trust becomes (0 to 1)")),
            ("factor", _("A risk factor becomes (0 to 1)")),
            ("incidents", _("More incidents")),
            ("deaths", _("More people killed")),
            ("displaced", _("More people displaced")),
        ],
    )
    factor = forms.IntegerField(
        label=_("Number of the risk factor"),
        required=False,
        min_value=1,
        max_value=14,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    value = forms.FloatField(
        label=_("Value"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    reason = _line(_("Reason"))

    def offer(self, pack: Pack) -> Self:
        """Offer the communities."""
        keys = [(each.key, target(each.key, pack)) for each in pack.communities]
        self.fields["community"].choices = keys  # type: ignore[attr-defined] # of a choice
        return self


class QuestionForm(MomentForm):
    """A question of the facilitator's own."""

    text = _text(_("Question, to be answered by a probability"), rows=2)
    field_order = ("text", "day", "time")


def language() -> str:
    """Return the language in which those who run an exercise write now."""
    return (get_language() or "en").split("-")[0]

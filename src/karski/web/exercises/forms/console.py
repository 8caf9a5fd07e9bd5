"""What those who run an exercise fill in while it runs."""

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from karski.exercise.moments import DAY, HOUR, LAST_DAY, MINUTE, day, time_of_day
from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import seat, target
from karski.web.exercises.words import STAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

MOST_TEXT = 10_000
MOST_RATE = 86_400


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


def text_field(
    label: "Words", *, rows: int = 3, required: bool = True
) -> forms.CharField:
    """Return a field for a text."""
    return forms.CharField(
        label=label,
        max_length=MOST_TEXT,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line_field(
    label: "Words", *, required: bool = True, hint: "Words" = ""
) -> forms.CharField:
    """Return a field for a line."""
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def number_field(label: "Words", least: int, most: int) -> forms.IntegerField:
    """Return a field for a whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def seats_of(pack: Pack) -> list[tuple[str, str]]:
    """Return the seats to choose from."""
    return [(role, seat(role, pack)) for role in pack.roles]


class RateForm(forms.Form):
    """How fast the clock runs."""

    rate = number_field(_("Times as fast as the room"), 1, MOST_RATE)


class MomentForm(forms.Form):
    """A moment of the exercise."""

    day = number_field(_("Day"), 1, LAST_DAY)
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
    title = line_field(_("Called"), required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = line_field(_("Reason"))


class SayForm(forms.Form):
    """Words to everybody."""

    text = text_field(_("What everybody should know"))


class HintForm(forms.Form):
    """A private word to a seat."""

    to = forms.ChoiceField(label=_("Seat"))
    text = text_field(_("Hint; only this seat sees it"))

    def offer(self, pack: Pack, role: str = "") -> Self:
        """Offer the seats."""
        self.fields["to"].choices = seats_of(pack)  # type: ignore[attr-defined] # of a choice
        self.fields["to"].initial = role
        return self


class AnswerForm(forms.Form):
    """An answer."""

    text = text_field(_("Your answer"), rows=2)


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
    reason = line_field(_("Reason"))

    def offer(self, pack: Pack) -> Self:
        """Offer the communities."""
        keys = [(each.key, target(each.key, pack)) for each in pack.communities]
        self.fields["community"].choices = keys  # type: ignore[attr-defined] # of a choice
        return self


class QuestionForm(MomentForm):
    """A question of the facilitator's own."""

    text = text_field(_("Question, to be answered by a probability"), rows=2)
    field_order = ("text", "day", "time")


def language() -> str:
    """Return the language in which those who run an exercise write now."""
    return (get_language() or "en").split("-")[0]

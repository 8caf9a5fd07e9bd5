"""What is put to the whole room, and how many hands went up."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import measure, target, told

MOST_HANDS = 999
CHOICE = "choice_"  # begins the name of a field for a choice of the measure


def _hands(label: Any) -> forms.IntegerField:  # noqa: ANN401 -- lazy words
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_HANDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


class MeasureForm(forms.Form):
    """Which measure is put to the room."""

    measure = forms.ChoiceField(label=_("Measure"))

    def offer(self, pack: Pack) -> Self:
        """Offer the measures of a scenario."""
        told_of = [(name, measure(name, pack)) for name in pack.measures]
        self.fields["measure"].choices = told_of  # type: ignore[attr-defined] # of a choice
        return self


class PutForm(forms.Form):
    """For whom a measure is, and what it is to be like."""

    target = forms.ChoiceField(label=_("For whom or where"))

    def offer(self, pack: Pack, name: str) -> Self:
        """Offer what a measure can be aimed at, and its choices."""
        aims = [(each, target(each, pack)) for each in pack.targets(name)]
        self.fields["target"].choices = aims  # type: ignore[attr-defined] # of a choice
        for key, parameter in pack.measures[name].parameters.items():
            self.fields[CHOICE + key] = forms.ChoiceField(
                label=told(parameter.title),
                choices=[(n, told(text)) for n, text in parameter.choices.items()],
            )
        return self

    @property
    def parameters(self) -> dict[str, str]:
        """What was chosen of the measure's choices, by their names."""
        return {
            name.removeprefix(CHOICE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(CHOICE)
        }


class CountForm(forms.Form):
    """How many hands went up."""

    in_favour = _hands(_("For it"))
    against = _hands(_("Against it"))
    abstained = _hands(_("Neither"))

    def clean(self) -> dict[str, Any]:
        """Ask that somebody raised a hand."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Nobody raised a hand; count again."))
        return given

"""What experts and observers fill in."""

from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import told
from karski.web.exercises.words import RATINGS

LONGEST = 2000


class _Sent(forms.Form):
    nonce = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class NoteForm(_Sent):
    """What some seats did, or did not."""

    text = forms.CharField(
        label=_("What you saw"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The time is noted by itself."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Which seats"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.IntegerField(
        label=_("About number"), required=False, min_value=1, widget=forms.HiddenInput
    )

    def of(self, pack: Pack) -> Self:
        """Offer the seats of a pack."""
        field = self.fields["roles"]
        assert isinstance(field, forms.MultipleChoiceField), "choices are offered"
        field.choices = [(name, told(role.title)) for name, role in pack.roles.items()]
        return self


class RateForm(_Sent):
    """How a capability was performed, and what shows it."""

    capability = forms.CharField(max_length=60, widget=forms.HiddenInput)
    rating = forms.ChoiceField(
        label=_("Rating"), choices=list(RATINGS.items()), widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("Because"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What you saw, not what you think of people."),
    )
    events = forms.TypedMultipleChoiceField(
        label=_("Shown by what you marked"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def of(self, marked: list[tuple[int, str]]) -> Self:
        """Offer the events that somebody marked."""
        field = self.fields["events"]
        assert isinstance(field, forms.MultipleChoiceField), "choices are offered"
        field.choices = marked
        return self


class MarkForm(_Sent):
    """An event to come back to."""

    event = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AdviceForm(_Sent):
    """An answer to a seat that asked for advice."""

    asked = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your advice"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

"""What those who run a workshop fill in about its selection."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000  # characters of a document of rules


class RulesForm(forms.Form):
    """The rules as a document, and the seed."""

    rules = forms.CharField(
        label=_("Rules"),
        max_length=LONGEST,
        widget=forms.Textarea(
            attrs={"rows": 24, "spellcheck": "false", "class": "mono"}
        ),
        help_text=_("A YAML document; the comments in it say what each line means."),
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_(
            "A whole number that nobody can choose to suit somebody: drawn in public,"
            " or of a lottery drawn after the list was whole. It decides among equals."
        ),
    )


class TakeBackForm(forms.Form):
    """Why published rules are taken back."""

    why = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("The public reads it.")
    )


class AnnounceForm(forms.Form):
    """Until when seats are offered."""

    answer_by = forms.DateTimeField(
        label=_("Answer by"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    days_to_answer = forms.IntegerField(
        label=_("Days that a substitute has to answer"),
        min_value=1,
        max_value=30,
        initial=5,
    )
    zone = "UTC"

    def clean_answer_by(self) -> datetime:
        """Take the moment as one of the clocks where the workshop is held."""
        given: datetime = self.cleaned_data["answer_by"]
        return given.replace(tzinfo=ZoneInfo(self.zone))

"""What is filled in by and for the people in a room."""

from typing import Self
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models import AudienceQuestion, Session, Workshop
from karski.web.workshops.queries import codes
from karski.web.workshops.queries.questions import askable

MOST_TEAMS, MOST_ROUNDS = 12, 6


class CodeForm(forms.Form):
    """The code on the room's screen."""

    code = forms.CharField(
        label=_("Code on the screen"),
        max_length=20,
        help_text=_("Six letters and digits; it changes each minute."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "size": codes.LENGTH + 2,
            }
        ),
    )


class AskForm(forms.Form):
    """A question to a session."""

    session = forms.ModelChoiceField(
        Session.objects.none(), label=_("Session"), empty_label=None
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=AudienceQuestion._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, workshop: Workshop, day: int | None) -> Self:
        """Offer the sessions of a day, or all."""
        field = self.fields["session"]
        field.queryset = askable(workshop, day)  # type: ignore[attr-defined] # of a choice
        return self


class PollForm(forms.Form):
    """A poll and its answers."""

    text = forms.CharField(label=_("Question"), max_length=300)
    choices = forms.CharField(
        label=_("Answers"),
        help_text=_("One on each line, two to eight."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Session"),
        required=False,
        empty_label=_("The workshop as a whole"),
    )

    def offer(self, workshop: Workshop) -> Self:
        """Offer the sessions of a workshop."""
        field = self.fields["session"]
        field.queryset = workshop.sessions.all()  # type: ignore[attr-defined] # of a choice
        return self

    def clean_choices(self) -> list[str]:
        """Return the answers, one of each line."""
        lines = self.cleaned_data["choices"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class TeamsForm(forms.Form):
    """How many teams, and for how many rounds."""

    number = forms.IntegerField(
        label=_("Teams"),
        min_value=2,
        max_value=MOST_TEAMS,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    rounds = forms.IntegerField(
        label=_("Rounds"),
        min_value=1,
        max_value=MOST_ROUNDS,
        initial=1,
        help_text=_("They follow those there are; nobody meets twice if that can be."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class SlipsForm(forms.Form):
    """Where the room's site is open."""

    address = forms.URLField(
        label=_("Address of the room's site"),
        assume_scheme="http",
        help_text=_("As the site printed it when it started."),
    )

    def clean_address(self) -> str:
        """Keep what comes before the path."""
        parts = urlsplit(self.cleaned_data["address"])
        return f"{parts.scheme}://{parts.netloc}"

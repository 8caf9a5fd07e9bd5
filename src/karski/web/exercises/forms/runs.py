"""What is filled in to make an exercise, and to set it up."""

import secrets
from typing import Self

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from karski.exercise.packs.reading import names, shipped
from karski.web.exercises.models import Exercise, Part
from karski.web.people.models import Organisation
from karski.web.people.names import check_name

MOST_SEED = 999_999_999


class MakeForm(forms.Form):
    """Which scenario is played, for whom, and from which seed."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    pack = forms.ChoiceField(label=_("Scenario"))
    title = forms.CharField(
        label=_("Title"),
        max_length=Exercise._meta.get_field("title").max_length,
        help_text=_("How people in the room know it, such as 'Salt Road, April'."),
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 40}),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=MOST_SEED,
        help_text=_("Same scenario, seed and decisions: the same exercise."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def offer(self, organisations: QuerySet[Organisation]) -> Self:
        """Offer organisations, the scenarios that there are, and any seed."""
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined] # of a choice
        language = get_language() or "en"
        told = [(name, shipped(name).title.told(language)) for name in names()]
        self.fields["pack"].choices = told  # type: ignore[attr-defined] # of a choice
        self.fields["seed"].initial = secrets.randbelow(10_000)
        return self


class JoiningForm(forms.Form):
    """Whether people can join, and where they sit."""

    joining = forms.BooleanField(
        label=_("People can join with the code"), required=False
    )
    choosing = forms.BooleanField(label=_("They choose their own seat"), required=False)


class InviteForm(forms.Form):
    """Somebody who gets a personal link from those who run the exercise."""

    part = forms.ChoiceField(label=_("As"), choices=Part.choices)
    name = forms.CharField(
        label=_("Name or alias"),
        max_length=60,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

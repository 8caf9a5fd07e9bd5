"""What is filled in to make an exercise, and to set it up."""

import re
import secrets
from pathlib import Path
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from karski.core.errors import DocumentError
from karski.exercise.packs.reading import check, names, shipped
from karski.web.exercises.models import Exercise, Part
from karski.web.people.models import Organisation
from karski.web.people.names import check_name

MOST_SEED = 999_999_999
LARGEST = 2_000_000  # bytes of a scenario
LONGEST_NAME = 50  # characters
MISTAKES = 10  # told at once


class MakeForm(forms.Form):
    """Which scenario is played, for whom, and from which seed."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    pack = forms.ChoiceField(label=_("Scenario"))
    file = forms.FileField(
        label=_("Or a scenario of your own"),
        required=False,
        help_text=_("A YAML file. What is wrong with it is told by its line."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )
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

    def clean_file(self) -> tuple[str, str] | None:
        """Return the name and the text of a scenario that was sent, if one was."""
        sent = self.cleaned_data["file"]
        return (slug_of(sent.name), read_own(sent)) if sent else None


def slug_of(name: str) -> str:
    """Return the name of a file as packs are named.

    Examples
    --------
    >>> slug_of("Our own Story (2).yaml"), slug_of("2.yaml")
    ('our_own_story_2', 'own_2')
    """
    words = re.findall(r"[a-z0-9]+", Path(name).stem.lower())
    slug = "_".join(words)[:LONGEST_NAME]
    return slug if slug[:1].isalpha() else f"own_{slug}".strip("_")


def read_own(sent: "UploadedFile[Any]") -> str:
    """Return the text of a scenario that somebody sent.

    Raises
    ------
    ValidationError
        It is too large, not UTF-8, or has mistakes: the first of them, by line.
    """
    if sent.size is None or sent.size > LARGEST:
        raise ValidationError(_("The file is too large: 2 MB is the most."))
    try:
        text: str = sent.read().decode("utf-8")
        found, slips = check(text, sent.name or "")
    except UnicodeDecodeError:
        raise ValidationError(_("The file is not UTF-8; save it as UTF-8.")) from None
    except DocumentError as error:
        raise ValidationError(str(error)) from None
    if found is None:
        told = [f"{sent.name}: line {each.line}, {each.says}" for each in slips]
        raise ValidationError(told[:MISTAKES])
    return text


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

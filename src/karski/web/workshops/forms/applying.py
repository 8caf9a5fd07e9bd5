"""What candidates and nominating institutions fill in."""

from typing import Any, Self

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from karski.web.people.countries import countries
from karski.web.people.names import check_name
from karski.web.workshops import retention
from karski.web.workshops.applications import Application
from karski.web.workshops.models import (
    Call,
    Candidate,
    Experience,
    Gender,
    Needs,
    Sector,
)
from karski.web.workshops.tongues import tongues

EITHER_WAY = {"dir": "auto"}  # names and texts may run from right to left
Words = Any  # a text that is translated when it is shown


def line(
    label: Words, most: int, *, required: bool = True, hint: Words = "", fills: str = ""
) -> forms.CharField:
    """Return a field of one line, in any script."""
    attributes = EITHER_WAY | ({"autocomplete": fills} if fills else {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        validators=[check_name],
        widget=forms.TextInput(attrs=attributes),
    )


def text(label: Words, most: int, *, hint: Words = "") -> forms.CharField:
    """Return a field of several lines that may stay empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.Textarea(attrs={**EITHER_WAY, "rows": 4}),
    )


def address(label: Words) -> forms.EmailField:
    """Return a field for an e-mail address."""
    return forms.EmailField(
        label=label,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def one_of(label: Words, choices: Any, *, required: bool = True) -> forms.ChoiceField:  # noqa: ANN401 -- choices, or what makes them
    """Return a field to choose from a list."""
    return forms.ChoiceField(label=label, choices=choices, required=required)


def letters() -> forms.ChoiceField:
    """Return a field for the language of letters."""
    return one_of(_("Language of letters"), settings.LANGUAGES)


def sectors() -> list[tuple[str, Any]]:
    """Return the sectors to choose from, none first."""
    return [("", ""), *Sector.choices]


class ApplicationForm(forms.Form):
    """An application; for those who change theirs, without the address."""

    name = line(_("Name"), 120, fills="name")
    email = address(_("E-mail address"))
    language = letters()
    country = one_of(_("Country you work in"), countries)
    region = line(_("Region"), 80, required=False)
    sector = one_of(_("Sector"), sectors)
    institution = line(_("Institution"), 160, fills="organization")
    position = line(
        _("What you do there"), 120, required=False, fills="organization-title"
    )
    experience = forms.ChoiceField(
        label=_("Experience in prevention"),
        choices=Experience.choices,
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"),
        choices=tongues,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    motivation = text(_("Why you want to take part"), 2000)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[*Gender.choices, ("", _("I would rather not say"))],
        widget=forms.RadioSelect,
        required=False,
    )
    access = text(_("What you need to get in and take part"), 500)
    diet = text(_("What you eat, or do not"), 500)
    agree_needs = forms.BooleanField(required=False)
    agree_details = forms.BooleanField()

    def about(self, call: Call) -> Self:
        """Say at each group of fields how long it is kept."""
        for name in ("motivation", "gender"):
            self.fields[name].help_text = retention.wording(call, name)
        self.fields["agree_needs"].label = retention.wording(call, "needs")
        self.fields["agree_details"].label = retention.wording(call, "details")
        self.fields["agree_details"].error_messages["required"] = _(
            "Without this nobody can choose or invite you."
        )
        return self

    def without_address(self) -> Self:
        """Take the field of the address away: it is known, and stays."""
        del self.fields["email"]
        return self

    def application(self) -> Application:
        """Return what was filled in."""
        return Application(**self.cleaned_data)


def filled_by(candidate: Candidate) -> dict[str, Any]:
    """Return what a form shows of an application that is there."""
    given = {
        name: getattr(candidate, name)
        for name in Application.__dataclass_fields__
        if hasattr(candidate, name)
    }
    needs = Needs.objects.filter(candidate=candidate).first()
    if needs is not None:
        given |= {"access": needs.access, "diet": needs.diet, "agree_needs": True}
    return given | {"agree_details": candidate.agreements.exists()}


class NominateForm(forms.Form):
    """Somebody whom an institution names."""

    by_name = line(_("Your name"), 120, fills="name")
    name = line(_("Name of the person you name"), 120)
    email = address(_("Their e-mail address"))
    language = letters()
    country = one_of(_("Country they work in"), countries)
    sector = one_of(_("Sector"), sectors)
    position = line(_("What they do with you"), 120, required=False)
    reason = text(_("Why this person"), 1000)

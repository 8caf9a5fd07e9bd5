"""Forms of accounts, organisations, invitations and cohorts."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from karski.web.people.actions.cohorts import LONGEST, MOST_SEATS
from karski.web.people.countries import countries
from karski.web.people.models import Kind, Organisation, User
from karski.web.people.names import check_name
from karski.web.people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Done = TypeVar("Done")
_rules = lazy(password_validators_help_text_html, str, SafeString)


def attempt(form: forms.BaseForm, act: Callable[..., Done]) -> Done | None:
    """Do with a valid form's data; what is refused is said on the form."""
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, _placed(error, form.fields))
    return None


def _placed(error: ValidationError, fields: Iterable[str]) -> ValidationError:
    """Keep to a field what it can correct; the rest is said on top."""
    if not hasattr(error, "error_dict") or set(error.error_dict) <= {*fields}:
        return error
    return ValidationError(error.messages)


def _name_field(
    label: "_StrPromise",
    most: int,
    *,
    required: bool = True,
    hint: "_StrPromise | str" = "",
    fills: str = "off",
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": fills}),
    )


def _language_field(label: "_StrPromise") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=settings.LANGUAGES)


class DetailsForm(forms.Form):
    """How one is called and spoken to."""

    name = _name_field(_("Name"), 120, hint=_("Colleagues see it."), fills="name")
    language = _language_field(_("Language"))


class PasswordForm(forms.Form):
    """A first password, held to the rules; the base of forms that make accounts."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_rules(),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the password to the rules, knowing whose it will be."""
        data = super().clean() or {}
        if "password" in data:
            user = User(email=self.address(data), name=data.get("name", ""))
            try:
                validate_password(data["password"], user)
            except ValidationError as error:
                self.add_error("password", error)
        return data

    def address(self, data: dict[str, Any]) -> str:
        """Return the address that the account will have."""
        return str(data.get("email", ""))


class AcceptForm(DetailsForm, PasswordForm):
    """A new account for an invited address."""

    field_order = ("name", "language", "password")

    email = ""

    def address(self, data: dict[str, Any]) -> str:
        """Return the invited address."""
        return self.email


class FirstForm(PasswordForm):
    """The first account and its organisation."""

    name = _name_field(_("Your name"), 120, fills="name")
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    organisation = _name_field(_("Your organisation"), 160)
    kind = forms.ChoiceField(label=_("Its kind"), choices=Kind.choices)
    field_order = ("name", "email", "password", "organisation", "kind")


class OrganisationForm(forms.Form):
    """An organisation."""

    name = _name_field(_("Name"), 160)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=countries)


class RoleForm(forms.Form):
    """A role that the person who gives it may give."""

    role = forms.ChoiceField(label=_("Role"))

    def offer(self, roles: Iterable[Role]) -> Self:
        """Offer these roles."""
        choice = self.fields["role"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(role.value, role.label) for role in roles]
        return self


class InviteForm(RoleForm):
    """Whom to invite, as what, in which language."""

    email = forms.EmailField(label=_("E-mail address"))
    language = _language_field(_("Language of the letter"))
    field_order = ("email", "role", "language")


class CohortForm(forms.Form):
    """A cohort of one of the organisations that somebody manages."""

    name = _name_field(_("Name"), 120)
    purpose = _name_field(
        _("What it is for"),
        300,
        required=False,
        hint=_("Such as: the spring course on early warning."),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=None,
    )

    def offer(self, organisations: QuerySet[Organisation]) -> Self:
        """Offer these organisations."""
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organisations
        return self


class AddForm(forms.Form):
    """Somebody of the cohort's organisation."""

    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=None
    )

    def offer(self, people: QuerySet[User]) -> Self:
        """Offer these people."""
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = people
        return self


class SeatsForm(forms.Form):
    """How many seats, for how long."""

    seats = forms.IntegerField(
        label=_("How many seats"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=LONGEST,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class SeatForm(forms.Form):
    """The code on one's paper."""

    code = forms.CharField(
        label=_("Seat code"),
        max_length=40,
        help_text=_("It stands on your paper. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

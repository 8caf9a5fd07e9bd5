"""What those who run a workshop fill in about its call and its candidates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from karski.web.people.countries import countries
from karski.web.workshops import tables
from karski.web.workshops.forms.applying import EITHER_WAY, line, one_of, text
from karski.web.workshops.models import Call, Sector, Standing
from karski.web.workshops.models.reviewing import LEAST, MOST

MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Any, hint: Any = "") -> forms.DateTimeField:  # noqa: ANN401 -- translated later
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(
            format=MOMENT, attrs={"type": "datetime-local", "step": "60"}
        ),
    )


def _days(label: Any, least: int, most: int, first: int) -> forms.IntegerField:  # noqa: ANN401 -- translated later
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        initial=first,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class CallForm(forms.Form):
    """When a call opens and closes, what it asks, how long it keeps what it is told."""

    opens = _moment(_("Opens"))
    closes = _moment(_("Closes"), _("From this moment on nobody can apply."))
    blind = forms.BooleanField(
        label=_("Reviewers see no names, addresses or institutions"),
        required=False,
        initial=True,
    )
    keep_unselected_days = _days(
        _("Days after the workshop until the data of people who did not take part go"),
        *(1, 730, 90),
    )
    keep_participants_days = _days(
        _("Days after the workshop until the data of participants go"), 30, 1825, 365
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **named)
        for code, name in settings.LANGUAGES:
            self.fields[f"about_{code}"] = forms.CharField(
                label=name,
                max_length=5000,
                required=False,
                widget=forms.Textarea(attrs={**EITHER_WAY, "lang": code, "rows": 4}),
            )

    def clean(self) -> dict[str, Any]:
        """Gather the texts by language."""
        data = super().clean() or {}
        said = {code: data.pop(f"about_{code}", "") for code, _n in settings.LANGUAGES}
        data["texts"] = {code: {"about": each} for code, each in said.items() if each}
        return data

    @property
    def abouts(self) -> list[forms.BoundField]:
        """The fields of the texts."""
        return [self[f"about_{code}"] for code, _name in settings.LANGUAGES]


def filled_by(call: Call | None) -> dict[str, Any]:
    """Return what the form shows of a call that is there."""
    if call is None:
        return {}
    names = ("opens", "closes", "blind", "keep_unselected_days")
    given = {name: getattr(call, name) for name in (*names, "keep_participants_days")}
    return given | {
        f"about_{code}": fields.get("about", "") for code, fields in call.texts.items()
    }


class FindForm(forms.Form):
    """Which candidates to show; nothing filled in shows all."""

    words = forms.CharField(
        label=_("Plant"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    sector = one_of(_("Sector"), [("", _("Any")), *Sector.choices], required=False)
    country = one_of(_("Country"), countries, required=False)
    standing = one_of(
        _("Standing"), [("", _("Any")), *Standing.choices], required=False
    )


class DecideForm(forms.Form):
    """Whether somebody can be selected."""

    standing = one_of(
        _("Can they be selected?"),
        [
            (Standing.ELIGIBLE.value, Standing.ELIGIBLE.label),
            (Standing.INELIGIBLE.value, Standing.INELIGIBLE.label),
        ],
    )
    reason = line(
        _("Reason"), 300, hint=_("It is told to the candidate, in your own words.")
    )


class ExportForm(forms.Form):
    """Whether the file holds names."""

    names = forms.BooleanField(
        label=_("With names, addresses and motivation"), required=False
    )


class ImportForm(forms.Form):
    """A list of candidates."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in UTF-8 or XLSX, at most 5 MB and 10 000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> tables.Table:
        """Read the list."""
        upload = self.cleaned_data["file"]
        return tables.read(upload.read(tables.MOST_BYTES + 1))


class ConfirmImportForm(forms.Form):
    """The list as it was shown, and a yes."""

    packed = forms.CharField(
        widget=forms.HiddenInput, max_length=tables.MOST_PACKED, strip=True
    )
    agreed = forms.BooleanField(
        label=_("The people in this list know that their data are kept here"),
    )

    def clean_packed(self) -> tables.Table:
        """Read the list again."""
        return tables.unpack(self.cleaned_data["packed"])


class InviteForm(forms.Form):
    """Whom to invite: a person to apply, or an institution to nominate."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = one_of(_("Language of the letter"), settings.LANGUAGES)
    institution = line(
        _("Institution"), 160, required=False, hint=_("If it is to nominate.")
    )
    nominates = forms.IntegerField(
        label=_("How many it may nominate"),
        help_text=_("None: the address itself is invited to apply."),
        min_value=0,
        max_value=50,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ReviewerForm(forms.Form):
    """Who reviews."""

    email = forms.EmailField(label=_("Address of their account"), max_length=254)


class ScoreForm(forms.Form):
    """Points for a candidate."""

    points = forms.TypedChoiceField(
        label=_("Points"),
        coerce=int,
        choices=[(points, str(points)) for points in range(LEAST, MOST + 1)],
        widget=forms.RadioSelect,
        help_text=_("1: does not fit; 5: fits as well as anybody."),
    )
    note = text(_("Why"), 1000)


class ConflictForm(forms.Form):
    """That one is too near to a candidate, or is not."""

    why = line(_("Why"), 300)
    stands = forms.TypedChoiceField(
        label=_("Is there a conflict of interest?"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("Yes: I give no points")), ("no", _("No"))],
        widget=forms.RadioSelect,
        initial="yes",
    )

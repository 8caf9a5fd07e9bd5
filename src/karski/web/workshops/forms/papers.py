"""What is filled in about papers and certificates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from karski.briefings.credential import MOST_BYTES
from karski.web.people.names import check_name
from karski.web.workshops.actions.papers import BOOK_WORDS, YEARS


def _times() -> list[tuple[int, str]]:
    times = [
        (
            years,
            ngettext("For %(count)s year", "For %(count)s years", years)
            % {"count": years},
        )
        for years in YEARS
    ]
    return [(0, str(_("Until my data are erased"))), *times]


class RevokeForm(forms.Form):
    """Why a certificate stands no longer."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        validators=[check_name],
        help_text=_("Whoever verifies the certificate reads it: name nobody."),
    )


class RecommendForm(forms.Form):
    """A recommendation, and to whom."""

    text = forms.CharField(
        label=_("Recommendation"), max_length=600, widget=forms.Textarea
    )
    to = forms.CharField(
        label=_("To whom"), max_length=160, required=False, validators=[check_name]
    )


class VerifyForm(forms.Form):
    """A badge file to verify."""

    badge = forms.FileField(
        label=_("Badge file"),
        max_length=200,
        help_text=_("The .png or .jwt file that came with the certificate."),
    )

    def clean_badge(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file: UploadedFile = self.cleaned_data["badge"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                _("This file is too large for a badge: 1 MB at most.")
            )
        return file


class KeepForm(forms.Form):
    """For how long a certificate stays verifiable once its holder's data are gone."""

    years = forms.TypedChoiceField(
        label=_("How long anybody can verify it"), coerce=int, choices=_times
    )
    keep_name = forms.BooleanField(
        label=_("Show my name then too; else its number, workshop and date alone"),
        required=False,
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **{"auto_id": "keep_%s", **named})


class BookForm(forms.Form):
    """Whether somebody wishes to stand in the participant book."""

    listed = forms.BooleanField(label=BOOK_WORDS, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **{"auto_id": "book_%s", **named})

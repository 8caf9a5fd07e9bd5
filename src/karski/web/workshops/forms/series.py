"""What those who run a series fill in about it and its workshops."""

import zoneinfo
from pathlib import PurePath
from typing import Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karski.web.people.countries import countries
from karski.web.people.models import Organisation
from karski.web.people.names import check_name
from karski.web.programme.aims import AIMS, ORDER
from karski.web.workshops.forms.texts import TextsForm
from karski.web.workshops.models import Part
from karski.web.workshops.models.series import MOST_SEATS

LARGEST = 15_000_000  # bytes of a document
KINDS = (
    *(".pdf", ".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods"),
    *(".csv", ".txt", ".png", ".jpg", ".jpeg"),
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeriesForm(TextsForm):
    """A series: whose it is, its short address, its texts."""

    told = {"title": (_("Title"), 160), "summary": (_("What it is about"), 2000)}

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    slug = forms.SlugField(
        label=_("Short address"),
        max_length=60,
        help_text=_("Small letters, figures and dashes; it stands in the address."),
    )
    published = forms.BooleanField(label=_("Open to the public"), required=False)

    def offer(self, places: QuerySet[Organisation]) -> Self:
        """Offer these organisations."""
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = places
        return self


class PartnerForm(forms.Form):
    """An organisation that carries or pays for a series."""

    name = forms.CharField(label=_("Name"), max_length=200, validators=[check_name])
    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=countries)
    url = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")


class AimForm(forms.Form):
    """What an aim means in a series."""

    aim = forms.ChoiceField(
        label=_("Aim"), choices=lambda: [(name, AIMS[name].title) for name in ORDER]
    )
    meaning = forms.CharField(
        label=_("What it means here"), max_length=500, validators=[check_name]
    )


class WorkshopForm(TextsForm):
    """A workshop: where, when, under which rules."""

    told = {
        "title": (_("Title"), 160),
        "summary": (_("What it is about"), 2000),
        "venue": (_("Venue"), 200),
    }

    city = forms.CharField(label=_("City"), max_length=80, validators=[check_name])
    country = forms.ChoiceField(label=_("Host country"), choices=countries)
    starts = forms.DateField(label=_("First day"), widget=DAY)
    ends = forms.DateField(label=_("Last day"), widget=DAY)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        initial="Europe/Budapest",
        choices=lambda: [
            (name, name) for name in sorted(zoneinfo.available_timezones())
        ],
    )
    language = forms.ChoiceField(
        label=_("Language of the workshop"), choices=settings.LANGUAGES
    )
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=MOST_SEATS, initial=MOST_SEATS
    )
    chatham_house = forms.BooleanField(
        label=_("Chatham House rule: nobody is quoted by name"),
        required=False,
        initial=True,
    )
    published = forms.BooleanField(label=_("Open to the public"), required=False)
    field_order = (
        "city",
        "country",
        "starts",
        "ends",
        "time_zone",
        "language",
        "seats",
    )


class DocumentForm(forms.Form):
    """A file, what it is called, in which language, and for whom."""

    title = forms.CharField(label=_("Title"), max_length=200, validators=[check_name])
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    public = forms.BooleanField(label=_("Open to the public"), required=False)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, office document, picture or text, at most 15 MB."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large, or of a kind that nobody can open safely."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise ValidationError(_("The file is larger than 15 MB."))
        if PurePath(given.name or "").suffix.lower() not in KINDS:
            raise ValidationError(_("Give a PDF, office document, picture or text."))
        return given

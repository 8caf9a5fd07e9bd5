"""What coordinators fill in about forecasting questions."""

from datetime import UTC, datetime, time
from typing import Any, Self
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from karski.briefings.edition import Edition
from karski.web.workshops.forms.texts import TextsForm
from karski.web.workshops.models import Workshop
from karski.web.workshops.queries import ahead, moments

WHOLE = 100  # percent
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class QuestionForm(TextsForm):
    """A question that will be answered by yes or no, and how that will be known."""

    told = {
        "question": (_("Question"), 400),
        "resolution": (_("How the answer will be known"), 400),
    }

    closes = forms.DateField(label=_("Last day on which a forecast counts"), widget=DAY)
    base_rate = forms.IntegerField(
        label=_("How often such a thing happens, in percent"),
        required=False,
        min_value=1,
        max_value=WHOLE - 1,
        help_text=_("From the past, as far as it is known; people see it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def of(self, workshop: Workshop) -> Self:
        """Take days as they are where a workshop meets."""
        self.zone = ZoneInfo(workshop.time_zone)
        return self

    def clean(self) -> dict[str, Any]:
        """Turn a day into its end, and percent into a share."""
        data = super().clean()
        if "closes" in data:
            end = datetime.combine(data["closes"], time(23, 59, 59), self.zone)
            data["closes"] = end.astimezone(UTC)
        if data.get("base_rate") is not None:
            data["base_rate"] /= WHOLE
        return data


class MonitorForm(forms.Form):
    """A forecast of the monitor's newest edition, as a question."""

    country = forms.TypedChoiceField(label=_("Country"), coerce=int)
    months = forms.TypedChoiceField(
        label=_("Within how many months"),
        coerce=int,
        choices=[(n, str(n)) for n in ahead.MONTHS],
        initial=ahead.MONTHS[-1],
    )
    least = forms.TypedChoiceField(
        label=_("At least how many civilians killed"),
        coerce=int,
        choices=[(n, str(n)) for n in ahead.LEAST],
        initial=ahead.LEAST[1],
    )

    def of(self, edition: Edition, workshop: Workshop) -> Self:
        """Offer the countries of an edition."""
        self.edition, self.workshop = edition, workshop
        choice = self.fields["country"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = ahead.countries_of(edition)
        return self

    def clean(self) -> dict[str, Any]:
        """Find what the edition says; it must not be over."""
        data = super().clean() or {}
        if not {"country", "months", "least"} <= data.keys():
            return data
        day = moments.today(self.workshop)
        rows = ahead.ahead(self.edition, data["months"], data["least"], day)
        found = next((each for each in rows if each.country == data["country"]), None)
        if found is None:
            raise ValidationError(
                _(
                    "The newest edition says nothing of these months that is still"
                    " ahead: choose more months, or publish a newer edition."
                )
            )
        return {
            "texts": found.texts(),
            "closes": found.closes,
            "model_probability": found.probability,
            "model_source": found.source,
        }


class ResolveForm(forms.Form):
    """What came of a question."""

    came = forms.TypedChoiceField(
        label=_("Did it come about?"),
        coerce=lambda said: said == "1",
        choices=[(1, _("Yes")), (0, _("No"))],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("How it is known"),
        max_length=500,
        help_text=_("A source with its date."),
    )

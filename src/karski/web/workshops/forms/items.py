"""What coordinators fill in about items of tests, and participants about themselves."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.names import check_name
from karski.web.workshops.forms.texts import TextsForm
from karski.web.workshops.models import Item, Objective, Test

MOST = 6  # choices
CHOICES = tuple(f"choice {n}" for n in range(1, MOST + 1))


class ItemForm(TextsForm):
    """An item: its question and choices by language, which is right, and why."""

    told = {
        "question": (_("Question"), 600),
        **{f"choice {n}": (_("Choice %d") % n, 300) for n in range(1, MOST + 1)},
    }

    right = forms.IntegerField(
        label=_("Which choice is right"),
        min_value=1,
        max_value=MOST,
        help_text=_("Its number; the same in every language."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        validators=[check_name],
        help_text=_("Where it can be read that this answer is right."),
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=60, required=False, validators=[check_name]
    )

    def clean(self) -> dict[str, Any]:
        """Hold every language to the same number of choices, without a gap."""
        data = super().clean()
        numbers = {_choices(said) for said in data["texts"].values()}
        if len(numbers) != 1 or min(numbers, default=0) < 2:
            raise ValidationError(
                _(
                    "Give a question and the same number of choices, at least two and"
                    " without a gap, in each language that you fill in."
                )
            )
        (data["choices"],) = numbers
        if data.get("right", 0) > data["choices"]:
            raise ValidationError({"right": _("There is no choice of this number.")})
        return data


class NewItemForm(ItemForm):
    """An item that is not there yet: whose it is, and its short name."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    code = forms.SlugField(
        label=_("Short name"),
        max_length=60,
        help_text=_("Small letters, figures and dashes; it stays the same."),
    )
    field_order = ("organisation", "code", "topic", "right", "source")

    def offer(self, places: QuerySet[Organisation]) -> Self:
        """Offer these organisations."""
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = places
        return self


class TestForm(forms.Form):
    """Which items a test has, and which objective each serves."""

    __test__ = False

    def __init__(
        self,
        *given: Any,  # noqa: ANN401 -- passed on
        items: list[Item],
        objectives: list[Objective],
        test: Test | None,
        **named: Any,  # noqa: ANN401 -- passed on
    ) -> None:
        super().__init__(*given, **named)
        places = {each.item_id: each for each in test.places.all()} if test else {}
        self.rows = [(item, f"item_{item.pk}", f"for_{item.pk}") for item in items]
        self.objectives = {str(each.pk): each for each in objectives}
        served: list[tuple[str, Any]] = [("", _("no objective named"))]
        served += [(str(each.pk), f"{each.code}: {each.text}") for each in objectives]
        for item, chosen, objective in self.rows:
            place = places.get(item.pk)
            self.fields[chosen] = forms.BooleanField(
                required=False, initial=place is not None, label=str(item)
            )
            self.fields[objective] = forms.ChoiceField(
                required=False,
                choices=served,
                initial=place.objective_id if place else "",
                label=_("Objective of %s") % item,
            )

    def lines(self) -> list[tuple[Item, forms.BoundField, forms.BoundField]]:
        """Return each item with its two fields."""
        return [
            (item, self[chosen], self[served]) for item, chosen, served in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """Gather the places of the test."""
        data = super().clean() or {}
        return {
            "places": [
                (item, self.objectives.get(data.get(served, "")))
                for item, chosen, served in self.rows
                if data.get(chosen)
            ]
        }


def _choices(said: dict[str, str]) -> int:
    """Count the choices of a language; 0 where a gap is among them, or no question."""
    given = [name in said for name in CHOICES]
    whole = "question" in said and given == sorted(given, reverse=True)
    return sum(given) if whole else 0

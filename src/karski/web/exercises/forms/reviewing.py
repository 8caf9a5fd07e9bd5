"""What people fill in about a review."""

from typing import Self

from django import forms
from django.utils.translation import gettext_lazy as _

from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import told
from karski.web.people.models import Organisation, User
from karski.web.people.person import Person
from karski.web.programme import queries
from karski.web.programme.aims import AIMS, ORDER
from karski.web.programme.forms import CommitmentForm


class _OfCapability(forms.Form):
    capability = forms.ChoiceField(
        label=_("Which capability it is about"), required=False
    )

    def of(self, pack: Pack) -> Self:
        """Offer the capabilities of a pack."""
        known = [(name, told(each.title)) for name, each in pack.capabilities.items()]
        field = self.fields["capability"]
        assert isinstance(field, forms.ChoiceField), "a choice is offered"
        field.choices = [("", _("None of them in particular")), *known]
        return self


class LessonForm(_OfCapability):
    """What the room learned."""

    text = forms.CharField(
        label=_("What we learned"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names: the Chatham House rule holds."),
    )
    field_order = ("text", "capability")


class PlanForm(_OfCapability):
    """What will change, who sees to it, and by when."""

    text = forms.CharField(
        label=_("What will change"),
        max_length=300,
        help_text=_("One act that can be checked."),
    )
    owner = forms.CharField(
        label=_("Owner"),
        max_length=120,
        help_text=_("A post or an office, rather than a name."),
    )
    by_when = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ("text", "owner", "by_when", "capability")


class CommitForm(forms.Form):
    """Who promises a planned action, and who says whether it was kept."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    aim = forms.ChoiceField(
        label=_("Which aim it serves"),
        choices=lambda: [(name, AIMS[name].title) for name in ORDER],
    )
    reviewer = forms.EmailField(
        label=_("Who says whether it was kept"),
        help_text=_("The address of somebody in another organisation."),
    )

    def offer(self, person: Person) -> Self:
        """Offer the organisations whose commitments somebody records."""
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField), "a choice is offered"
        field.queryset = queries.managed(person)
        return self

    def clean_reviewer(self) -> User:
        """Find the account of the address."""
        return CommitmentForm.clean_reviewer(self)  # type: ignore[arg-type] # the same field

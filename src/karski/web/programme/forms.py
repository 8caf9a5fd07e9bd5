"""What people fill in about commitments."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation, User
from karski.web.people.person import Person
from karski.web.programme import queries
from karski.web.programme.aims import AIMS, ORDER
from karski.web.programme.models import State


class CommitmentForm(forms.Form):
    """Who will do what by when, and who says whether they did."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Person"),
        required=False,
        empty_label=_("The organisation as a whole"),
    )
    what = forms.CharField(
        label=_("What"), max_length=300, help_text=_("One act that can be checked.")
    )
    aim = forms.ChoiceField(
        label=_("Which aim it serves"),
        choices=lambda: [(name, AIMS[name].title) for name in ORDER],
    )
    by_when = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reviewer = forms.EmailField(
        label=_("Who says whether it was kept"),
        help_text=_("The address of somebody in another organisation."),
    )

    def offer(self, person: Person) -> Self:
        """Offer the organisations of somebody, and their people."""
        places = queries.managed(person)
        for name, rows in (
            ("organisation", places),
            ("person", queries.people_of(places)),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined] # of a choice
        return self

    def clean_reviewer(self) -> User:
        """Find the account of the address."""
        found = User.objects.filter(email=self.cleaned_data["reviewer"].lower()).first()
        if found is None:
            raise ValidationError(_("Nobody here has this address: invite them first."))
        return found


class ReviewForm(forms.Form):
    """Whether a commitment was kept."""

    state = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[(State.KEPT, _("It was kept")), (State.BROKEN, _("It was not kept"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What you saw"), max_length=1000, widget=forms.Textarea
    )


class WithdrawForm(forms.Form):
    """Why a commitment is taken back."""

    note = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea)

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **{"auto_id": "withdraw_%s", **named})

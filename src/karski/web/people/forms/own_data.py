"""What people fill in about their own data, and to find something in the trail."""

from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from karski.web.people.audit_actions import ACTIONS
from karski.web.people.models import Event, User


class EraseForm(forms.Form):
    """Nobody erases themselves by a slip."""

    address = forms.CharField(
        label=_("Type the address of your account"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class EventsForm(forms.Form):
    """Which events to show; nothing filled in shows all."""

    action = forms.ChoiceField(label=_("What was done"), required=False)
    who = forms.CharField(
        label=_("By whom"),
        required=False,
        max_length=254,
        help_text=_("A name, an address, or a number from this page."),
    )
    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type] # passed on as given
        words = sorted((str(_(each)), each) for each in ACTIONS)
        choices = [("", _("Anything")), *((each, word) for word, each in words)]
        self.fields["action"].choices = choices  # type: ignore[attr-defined] # of a choice

    def events(self) -> QuerySet[Event]:
        """Return what was asked for, newest first."""
        rows = Event.objects.order_by("-number")
        if not self.is_valid():
            return rows
        asked = self.cleaned_data
        if asked["action"]:
            rows = rows.filter(action=asked["action"])
        if asked["since"]:
            rows = rows.filter(at__date__gte=asked["since"])
        if asked["until"]:
            rows = rows.filter(at__date__lte=asked["until"])
        return rows.filter(person__in=_people(asked["who"])) if asked["who"] else rows


def _people(who: str) -> list[UUID]:
    try:
        return [UUID(who.strip())]
    except ValueError:
        named = Q(name__icontains=who.strip()) | Q(email__icontains=who.strip())
        return list(User.objects.filter(named).values_list("public_id", flat=True))

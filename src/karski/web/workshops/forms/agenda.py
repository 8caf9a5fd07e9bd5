"""What people fill in about an agenda."""

from datetime import time
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from karski.agenda import templates
from karski.agenda.sessions import MINUTES_AN_HOUR, clock
from karski.web.people.countries import countries
from karski.web.people.models import User
from karski.web.people.names import check_name
from karski.web.workshops.models import (
    Expert,
    ExpertOrigin,
    Objective,
    Room,
    SessionKind,
    Workshop,
)
from karski.web.workshops.models.agenda import CLOSES, OPENS
from karski.web.workshops.queries.agenda import days_of

NATIONAL_FIRST = Case(When(origin=ExpertOrigin.NATIONAL, then=0), default=1)
SHORT = {"autocomplete": "off"}


class ClockField(forms.TimeField):
    """A time of day, as minutes after midnight."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def prepare_value(self, value: object) -> object:
        """Show minutes as a time of day."""
        return clock(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:  # noqa: ANN401 -- as Django has it
        """Return minutes after midnight."""
        found = super().clean(value)
        if not isinstance(found, time):
            return None
        return found.hour * MINUTES_AN_HOUR + found.minute


def _words(label: Any, most: int, **more: Any) -> forms.CharField:  # noqa: ANN401 -- passed on
    return forms.CharField(
        label=label,
        max_length=most,
        validators=[check_name],
        widget=forms.TextInput(attrs=SHORT),
        **more,
    )


class SessionForm(forms.Form):
    """A session."""

    title = _words(_("Title"), 200)
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices)
    day = forms.TypedChoiceField(label=_("Day"), coerce=int)
    starts = ClockField(label=_("Starts"))
    ends = ClockField(label=_("Ends"))
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=_("Room"),
        required=False,
        empty_label=_("not known yet"),
    )
    about = forms.CharField(
        label=_("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    exercise = _words(
        _("Exercise played"),
        120,
        required=False,
        help_text=_("The name of the scenario, where the session plays one."),
    )
    experts = forms.ModelMultipleChoiceField(
        Expert.objects.none(),
        label=_("Who holds it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=_("What people can do afterwards"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, workshop: Workshop) -> Self:
        """Offer the days, rooms, experts and objectives of a workshop."""
        days = self.fields["day"]
        assert isinstance(days, forms.ChoiceField)
        days.choices = [
            (day.number, f"{day.number}: {date_format(day.date)}")
            for day in days_of(workshop)
        ]
        for name, rows in (
            ("room", workshop.rooms.all()),
            ("experts", workshop.experts.order_by(NATIONAL_FIRST, "name")),
            ("objectives", workshop.objectives.all()),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined] # of a choice
        return self


class DayForm(forms.Form):
    """What a day is about, and when the house is open."""

    title = _words(_("What the day is about"), 120, required=False)
    opens = ClockField(label=_("The house opens"), initial=OPENS)
    closes = ClockField(label=_("The house closes"), initial=CLOSES)


class StartForm(forms.Form):
    """Which ready-made agenda to start from."""

    template = forms.ChoiceField(
        label=_("Agenda"),
        choices=lambda: [
            (name, _now(each.title)) for name, each in templates.catalogue().items()
        ],
    )


class StepForm(forms.Form):
    """One place earlier or later."""

    step = forms.ChoiceField(choices=[("up", _("Earlier")), ("down", _("Later"))])


class PlaceForm(forms.Form):
    """Before which session of which day."""

    day = forms.IntegerField(min_value=1)
    before = forms.UUIDField(required=False)


class PublishForm(forms.Form):
    """Whether the public reads the agenda."""

    open_ = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")], coerce=lambda told: told == "yes"
    )


class RoomForm(forms.Form):
    """A room."""

    name = _words(_("Name"), 80)


class ExpertForm(forms.Form):
    """Somebody who holds sessions."""

    name = _words(_("Name"), 120)
    origin = forms.ChoiceField(
        label=_("Whose capacity"),
        choices=ExpertOrigin.choices,
        help_text=_("Those of the host country come first."),
    )
    institution = _words(_("Institution"), 160, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=countries)
    user = forms.EmailField(
        label=_("Address of their account here"),
        required=False,
        help_text=_("If they have one."),
        widget=forms.EmailInput(attrs=SHORT),
    )
    public = forms.BooleanField(
        label=_("Named on public pages"),
        required=False,
        help_text=_("Only if they agreed to it."),
    )

    def clean_user(self) -> User | None:
        """Find the account of the address."""
        address = self.cleaned_data["user"].lower()
        if not address:
            return None
        found = User.objects.filter(email=address).first()
        if found is None:
            raise ValidationError(_("Nobody here has this address: invite them first."))
        return found


class ObjectiveForm(forms.Form):
    """What people can do after the workshop."""

    code = _words(_("Short name"), 20, help_text=_("Such as: law."))
    text = _words(
        _("What people can do afterwards"),
        300,
        help_text=_("Begin with what can be seen: name, choose, show, agree."),
    )

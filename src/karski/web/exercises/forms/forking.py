"""What people ask of a journal: what if it had been otherwise."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from karski.exercise.forking import Added, Change, Dropped, Moved
from karski.exercise.moments import DAY, HOUR
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.web.exercises.templatetags.exercises import measure, moment, target

EARLIER, LATER, NEVER = "earlier", "later", "never"
HOURS = 24 * 30  # most that a decision can be moved by


class MoveForm(forms.Form):
    """A decision that was taken, at another time or not at all."""

    decision = forms.TypedChoiceField(
        label=gettext_lazy("Which decision"), coerce=int, empty_value=None
    )
    how = forms.ChoiceField(
        label=gettext_lazy("What if it had been taken"),
        choices=[
            (EARLIER, gettext_lazy("earlier")),
            (LATER, gettext_lazy("later")),
            (NEVER, gettext_lazy("not at all")),
        ],
    )
    hours = forms.IntegerField(
        label=gettext_lazy("By how many hours"),
        min_value=1,
        max_value=HOURS,
        required=False,
        initial=48,
    )

    def of(self, state: State, numbers: list[int]) -> "MoveForm":
        """Offer the decisions that were taken."""
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField), "a choice is offered"
        field.choices = [(number, _decision(state, number)) for number in numbers]
        return self

    def clean(self) -> dict[str, Any]:
        """Ask for hours where they are needed."""
        given = super().clean() or self.cleaned_data
        lacks = given.get("how") != NEVER and not given.get("hours")
        if lacks and "hours" not in self.errors:
            said = _("Say by how many hours, from 1 to %(most)s.")
            raise ValidationError({"hours": said % {"most": HOURS}})
        return given

    def change(self) -> Change:
        """Return what is asked."""
        given = self.cleaned_data
        number, hours = given["decision"], given["hours"] or 0
        if given["how"] == NEVER:
            return Dropped(number)
        return Moved(number, -hours if given["how"] == EARLIER else hours)


class AddForm(forms.Form):
    """A decision that nobody took."""

    what = forms.ChoiceField(label=gettext_lazy("Which measure, where"))
    day = forms.IntegerField(label=gettext_lazy("Decided on day"), min_value=1)
    hour = forms.IntegerField(
        label=gettext_lazy("At which hour"), min_value=0, max_value=23, initial=12
    )

    def of(self, pack: Pack) -> "AddForm":
        """Offer the measures of a pack for each of their targets."""
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField), "a choice is offered"
        field.choices = [
            (f"{name}|{where}", _aimed(name, where, pack))
            for name in pack.measures
            for where in pack.targets(name)
        ]
        return self

    def change(self) -> Change:
        """Return what is asked."""
        given: Mapping[str, Any] = self.cleaned_data
        name, _bar, where = given["what"].partition("|")
        return Added(name, where, (given["day"] - 1) * DAY + given["hour"] * HOUR)


def _decision(state: State, number: int) -> str:
    each = state.decisions[number]
    said = {
        "what": _aimed(each.measure, each.target, state.pack),
        "when": moment(each.taken or each.proposed),
    }
    return _("%(what)s, %(when)s") % said


def _aimed(name: str, where: str, pack: Pack) -> str:
    said = {"measure": measure(name, pack), "target": target(where, pack)}
    return _("%(measure)s: %(target)s") % said

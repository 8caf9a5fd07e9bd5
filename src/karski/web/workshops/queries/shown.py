"""Figures of what is closed: as they were when it was, or as they are now.

What was shown stays as it was. Figures before and after somebody's data left would
differ by what that person answered.
"""

from dataclasses import asdict
from typing import Any, TypeAlias

from django.db.models import QuerySet
from pydantic import TypeAdapter

from karski.learning import levels
from karski.learning.change import change
from karski.learning.sittings import Item as Kind
from karski.learning.sittings import Sitting as Sat
from karski.web.workshops.asked import questions_of
from karski.web.workshops.models import (
    Asked,
    Closing,
    Form,
    ItemAnswer,
    Moment,
    Response,
    Sitting,
    Workshop,
)
from karski.web.workshops.queries import moments
from karski.web.workshops.queries.plain import plain
from karski.web.workshops.queries.seats import participants

Ratings: TypeAlias = tuple[levels.Rating, ...]
Conduct: TypeAlias = tuple[levels.Behaviour, ...]
_RATINGS = TypeAdapter(Ratings)
_CONDUCT = TypeAdapter(Conduct)
_LEARNING = TypeAdapter(levels.Learning)


def ratings(workshop: Workshop) -> Ratings:
    """Return what people thought of a workshop, once that is closed."""
    if (kept := _kept(workshop, Asked.REACTION)) is not None:
        return _RATINGS.validate_python(kept)
    return _ratings(workshop) if moments.is_closed(workshop, Asked.REACTION) else ()


def learning(workshop: Workshop) -> levels.Learning | None:
    """Return what the test says, once it is closed; None without a test."""
    if (kept := _kept(workshop, Asked.TEST)) is not None:
        return _LEARNING.validate_python(kept)
    return _learning(workshop) if moments.is_closed(workshop, Asked.TEST) else None


def behaviours(workshop: Workshop) -> Conduct:
    """Return what people did since, of the forms that are closed."""
    found: Conduct = ()
    for form in moments.MONTHS:
        if (kept := _kept(workshop, form)) is not None:
            found += _CONDUCT.validate_python(kept)
        elif moments.is_closed(workshop, form):
            found += _conduct(workshop, form)
    return found


def to_keep(workshop: Workshop, what: str) -> Any:  # noqa: ANN401 -- JSON
    """Return the figures of what is being closed, as JSON; None where none are."""
    if what == Asked.TEST:
        learnt = _learning(workshop)
        return None if learnt is None else plain(asdict(learnt))
    rows: Ratings | Conduct = (
        _ratings(workshop) if what == Asked.REACTION else _conduct(workshop, Form(what))
    )
    return [plain(asdict(each)) for each in rows]


def sittings(workshop: Workshop, moment: Moment) -> QuerySet[Sitting]:
    """Return the participants' sittings of a moment."""
    rows = Sitting.objects.filter(test__workshop=workshop, moment=moment)
    return rows.filter(participant__in=participants(workshop)).order_by("pk")


def sat(rows: QuerySet[Sitting]) -> list[Sat]:
    """Return sittings as the science knows them."""
    right: dict[int, dict[Kind, bool]] = {each.pk: {} for each in rows}
    given = ItemAnswer.objects.filter(sitting__in=right).select_related("item")
    for row in given:
        kind = Kind(row.item.code, row.item.version)
        right[row.sitting_id][kind] = row.chosen == row.item.right
    return [Sat(str(each.participant_id), right[each.pk]) for each in rows]


def answers(workshop: Workshop, form: str) -> list[dict[str, object]]:
    """Return what was answered to a form, in no order of arrival."""
    rows = Response.objects.filter(workshop=workshop, form=form).order_by("pk")
    return list(rows.values_list("answers", flat=True))


def _kept(workshop: Workshop, what: str) -> Any:  # noqa: ANN401 -- JSON
    rows = Closing.objects.filter(workshop=workshop, what=what)
    return rows.values_list("figures", flat=True).first()


def _ratings(workshop: Workshop) -> Ratings:
    rows, people = answers(workshop, Form.REACTION), participants(workshop).count()
    given = {
        name: [points for row in rows if isinstance(points := row.get(name), int)]
        for name in questions_of(Form.REACTION)
    }
    return levels.ratings(given, max(people, len(rows)))


def _learning(workshop: Workshop) -> levels.Learning | None:
    if not Sitting.objects.filter(test__workshop=workshop).exists():
        return None
    found = change(
        sat(sittings(workshop, Moment.BEFORE)), sat(sittings(workshop, Moment.AFTER))
    )
    return levels.learning(found, participants(workshop).count())


def _conduct(workshop: Workshop, form: Form) -> Conduct:
    rows, people = answers(workshop, form), participants(workshop).count()
    given = {
        name: [did for row in rows if isinstance(did := row.get(name), bool)]
        for name in questions_of(form)
    }
    return levels.behaviours(moments.MONTHS[form], given, max(people, len(rows)))

"""Selections: made from published rules, looked at, announced."""

from datetime import datetime
from time import perf_counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.core.errors import ReportableError
from karski.selection import selecting
from karski.selection.candidates import Candidate as Entry
from karski.selection.quotas import quotas
from karski.selection.reasons import Reason
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.workshops.actions.locks import run_by
from karski.web.workshops.actions.offering import offer, write_to_the_others
from karski.web.workshops.models import (
    Outcome,
    Result,
    RuleBook,
    Selection,
    Workshop,
)
from karski.web.workshops.queries import chosen, pool
from karski.web.workshops.queries.candidates import eligible
from karski.web.workshops.queries.seating import in_order
from karski.web.workshops.queries.selection_numbers import numbers_of
from karski.web.workshops.queries.vacancy import kept_relaxation, starts
from karski.web.workshops.queries.whose import RUN
from karski.web.workshops.rule_words import SEATS, part_of

Parts = dict[str, dict[str, Any]]


@transaction.atomic
def make(workshop: Workshop, *, by: User) -> Selection:
    """Let the published rules choose, and keep what they gave, to be looked at."""
    kept = run_by(workshop, by)
    book, entries = chosen.book_of(kept), pool.entries(kept)
    _refuse_unready(kept, book, entries)
    rules, here = chosen.rules_of(book), pool.host(kept)
    began = perf_counter()
    try:
        found = selecting.select(entries, rules, here, int(book.seed))
    except ReportableError as error:
        raise ValidationError(str(error)) from error
    seconds = perf_counter() - began
    parts = {each.label: part_of(each) for each in quotas(rules, entries, here)}
    kept.selections.all().delete()
    selection = _kept(book, by, found, parts)
    selection.seconds = seconds
    selection.candidates_sha256 = pool.sha256(pool.table(entries))
    selection.full_clean()
    selection.save()
    _keep_results(selection, found, entries, parts)
    detail = {"status": found.status, "selected": len(found.selected)}
    audit.record("made a selection", by=by, on=selection, detail=detail)
    return selection


def _kept(
    book: RuleBook, by: User, found: selecting.Selection, parts: Parts
) -> Selection:
    return Selection(
        workshop=book.workshop,
        by=by,
        rules=book.rules,
        seed=book.seed,
        status=found.status,
        relaxed=[kept_relaxation(each, parts) for each in found.relaxed],
        conflicts=[
            {
                "rules": [_part(label, parts) for label in each.rules],
                "candidates": list(each.candidates),
            }
            for each in found.conflicts
        ],
    )


def _refuse_unready(workshop: Workshop, book: RuleBook, entries: list[Entry]) -> None:
    if book.published is None:
        raise ValidationError(_("Publish the rules and the seed first."))
    if chosen.announced(workshop) is not None:
        raise ValidationError(_("The selection is announced; it stands."))
    listed = {*book.listed}
    others = [
        alias for alias, each in pool.digests(entries).items() if each not in listed
    ]
    if others:
        words = _(
            "These candidates are not on the published list as they stand now: %s. Take"
            " the rules back and publish them anew."
        )
        raise ValidationError(words % ", ".join(others))


def _part(label: str, parts: Parts) -> dict[str, Any] | None:
    """Return a rule as it is kept; none stands for the people seated already."""
    if label.startswith(f"{SEATS}: "):
        return {"column": SEATS, "high": int(label.rpartition(" ")[2])}
    return parts.get(label)


def _keep_results(
    selection: Selection,
    found: selecting.Selection,
    entries: list[Entry],
    parts: Parts,
) -> None:
    rows = {row.alias: row for row in eligible(selection.workshop)}
    places = {alias: at for at, alias in enumerate(found.substitutes, 1)}
    chances = found.chances
    Result.objects.bulk_create(
        Result(
            selection=selection,
            candidate=rows[each.id],
            outcome=_outcome(each.id, found, places),
            order=places.get(each.id),
            reason=_reason(found.reasons[each.id], parts),
            probability=float(chances[each.id]) if chances else None,
            score=each.score,
        )
        for each in sorted(entries, key=lambda one: one.id)
    )


def _outcome(alias: str, found: selecting.Selection, places: dict[str, int]) -> Outcome:
    if alias in found.selected:
        return Outcome.SELECTED
    return Outcome.SUBSTITUTE if alias in places else Outcome.NOT_SELECTED


def _reason(reason: Reason, parts: Parts) -> dict[str, Any]:
    """Return what is kept of a reason: no words, so that any language can tell it."""
    kept: dict[str, Any] = {
        "key": reason.key,
        "parameters": {
            name: each for name, each in reason.parameters.items() if name != "rule"
        },
    }
    if "rule" in reason.parameters:
        kept["rule"] = _part(str(reason.parameters["rule"]), parts)
    return kept


@transaction.atomic
def announce(
    workshop: Workshop, *, by: User, answer_by: datetime, days_to_answer: int
) -> Selection:
    """Offer the seats, and write to everybody who stood on the list."""
    kept = run_by(workshop, by)
    selection = _to_announce(kept)
    now = timezone.now()
    if not now < answer_by <= starts(kept):
        words = _("Choose a moment from now on, before the workshop begins.")
        raise ValidationError({"answer_by": words})
    selection.announced, selection.days_to_answer = now, days_to_answer
    selection.numbers = numbers_of(selection)
    selection.full_clean()
    selection.save()
    audit.record("announced a selection", by=by, on=selection)
    for seat, row in enumerate(in_order(selection), 1):
        offer(kept, row.candidate, seat, answer_by, by=by, letter="selected")
    write_to_the_others(selection)
    return selection


def _to_announce(workshop: Workshop) -> Selection:
    selection = chosen.newest(workshop)
    if selection is None:
        raise ValidationError(_("Make the selection first."))
    if selection.announced:
        raise ValidationError(_("The selection is announced; it stands."))
    if not selection.results.filter(outcome=Outcome.SELECTED).exists():
        raise ValidationError(_("Nobody is selected: there is no seat to offer."))
    now = pool.sha256(pool.table(pool.entries(workshop)))
    if now != selection.candidates_sha256:
        raise ValidationError(
            _("The list has changed since the selection was made: make it again.")
        )
    return selection


@transaction.atomic
def download(selection: Selection, *, by: User) -> str:
    """Return the list that a selection was made from as CSV, no names in it."""
    require(by, RUN, selection.workshop.series.organisation_id)
    entries = pool.entries_of(selection)
    audit.record(
        "downloaded the list of candidates",
        by=by,
        on=selection,
        detail={"candidates": len(entries)},
    )
    return pool.table(entries)

"""The rules and the seed of a selection: written, published, taken back."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.core.errors import DocumentError, ReportableError
from karski.selection.quotas import quotas
from karski.selection.rules import Rules, parse_rules
from karski.web.people import audit
from karski.web.people.models import User
from karski.web.workshops.actions.locks import run_by
from karski.web.workshops.models import RuleBook, Selection, Workshop
from karski.web.workshops.queries import chosen, pool

SEED = re.compile(r"\d{1,18}")


@transaction.atomic
def write(workshop: Workshop, *, by: User, rules: str, seed: str = "") -> RuleBook:
    """Write the rules and the seed, in place of what stood there."""
    kept = run_by(workshop, by)
    book = chosen.book_of(kept)
    if book.published:
        raise ValidationError(_("The rules are published; take them back first."))
    book.rules = "\n".join(rules.strip().splitlines()) + "\n"
    parse(book.rules, kept)
    book.seed = checked_seed(seed)
    book.full_clean(exclude=["seed"])
    book.save()
    audit.record(
        "wrote the rules of a selection",
        by=by,
        on=kept,
        detail={"sha256": pool.sha256(book.rules)},
    )
    return book


def parse(text: str, workshop: Workshop) -> Rules:
    """Read rules; refuse what is none, or asks for more seats than there are."""
    try:
        rules = parse_rules(text, chosen.FILE)
    except DocumentError as error:
        raise ValidationError({"rules": str(error)}) from error
    if rules.seats > workshop.seats:
        line = 1 + next(
            at for at, each in enumerate(text.splitlines()) if each.startswith("seats")
        )
        words = _("%(file)s: line %(line)d, the workshop has %(seats)d seats.")
        said = {"file": chosen.FILE, "line": line, "seats": workshop.seats}
        raise ValidationError({"rules": words % said})
    return rules


def checked_seed(seed: str) -> str:
    """Return a seed as a whole number; it may still be missing."""
    found = re.sub(r"[\s-]", "", seed)
    if found and not SEED.fullmatch(found):
        words = _("Give a whole number of at most 18 figures.")
        raise ValidationError({"seed": words})
    return found and str(int(found))


@transaction.atomic
def publish(workshop: Workshop, *, by: User) -> RuleBook:
    """Freeze rules, seed and list, and show the public what it can check later."""
    kept = run_by(workshop, by)
    book = chosen.book_of(kept)
    entries = pool.entries(kept)
    _refuse_unready(kept, book, len(entries))
    try:
        quotas(parse(book.rules, kept), entries, pool.host(kept))
    except ReportableError as error:
        raise ValidationError(str(error)) from error
    book.published = timezone.now()
    book.listed = sorted(pool.digests(entries).values())
    book.save()
    audit.record(
        "published the rules of a selection",
        by=by,
        on=kept,
        detail={
            "sha256": pool.sha256(book.rules),
            "seed": book.seed,
            "candidates": len(entries),
        },
    )
    return book


def _refuse_unready(workshop: Workshop, book: RuleBook, candidates: int) -> None:
    if book.published:
        raise ValidationError(_("The rules are published already."))
    if not book.pk or not book.seed:
        raise ValidationError(_("Write the rules and a seed first, then publish them."))
    call = getattr(workshop, "call", None)
    if call is not None and timezone.now() < call.closes:
        raise ValidationError(
            _("The call is still open: publish when the list of candidates is whole.")
        )
    if not candidates:
        raise ValidationError(_("Nobody is eligible yet: there is no list to publish."))


@transaction.atomic
def take_back(workshop: Workshop, *, by: User, why: str) -> RuleBook:
    """Take a publication back, saying why; the public still sees that it stood."""
    kept = run_by(workshop, by)
    book = chosen.book_of(kept)
    if book.published is None:
        raise ValidationError(_("The rules are not published."))
    if chosen.announced(kept) is not None:
        raise ValidationError(_("The selection is announced: its rules stay."))
    if not why.strip():
        raise ValidationError({"why": _("Say why; the public reads it.")})
    book.earlier = [*book.earlier, _remembered(book, why.strip())]
    book.version, book.published, book.listed = book.version + 1, None, []
    book.full_clean(exclude=["seed"])
    book.save()
    Selection.objects.filter(workshop=kept).delete()
    audit.record("took the rules of a selection back", by=by, on=kept)
    return book


def _remembered(book: RuleBook, why: str) -> dict[str, object]:
    assert book.published is not None, "asked before"
    return {
        "version": book.version,
        "published": book.published.isoformat(),
        "taken_back": timezone.now().isoformat(),
        "rules_sha256": pool.sha256(book.rules),
        "seed": book.seed,
        "candidates": len(book.listed),
        "why": why[:300],
    }

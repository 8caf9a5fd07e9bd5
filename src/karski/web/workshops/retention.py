"""How long what candidates say is kept, field by field, in the words they agree to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models import Call, Candidate

UNCONFIRMED_DAYS = 14  # after the call closes


def unselected(call: Call) -> date:
    """Return until when the data of those are kept who do not take part."""
    return call.workshop.ends + timedelta(call.keep_unselected_days)


def participants(call: Call) -> date:
    """Return until when the data of those are kept who take part."""
    return call.workshop.ends + timedelta(call.keep_participants_days)


def unconfirmed(call: Call) -> date:
    """Return until when the data of those are kept who never confirm."""
    return call.closes.date() + timedelta(UNCONFIRMED_DAYS)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are kept for one purpose and equally long."""

    wording: Promise
    until: Callable[[Call], date]


GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        "details": Group(
            _(
                "I agree that my details are kept to choose who takes part and to write"
                " to me: until %(until)s, and if I take part, until %(later)s."
            ),
            unselected,
        ),
        "motivation": Group(
            _(
                "Reviewers read it, without your name where they are to see none. It is"
                " kept until the first day of the workshop, %(until)s."
            ),
            lambda call: call.workshop.starts,
        ),
        "gender": Group(
            _("It serves a fair balance, nothing else, and is kept until %(until)s."),
            unselected,
        ),
        "needs": Group(
            _(
                "I agree that what I need is kept apart and encrypted, opened only by"
                " those who run the workshop, and gone after its last day, %(until)s."
            ),
            lambda call: call.workshop.ends,
        ),
    }
)


def wording(call: Call, name: str) -> str:
    """Return the words that somebody agrees to, in the reader's language."""
    group = GROUPS[name]
    said = {
        "until": date_format(group.until(call), "DATE_FORMAT"),
        "later": date_format(participants(call), "DATE_FORMAT"),
    }
    return str(group.wording) % said


def given(candidate: Candidate, *, needs: bool) -> set[str]:
    """Return the groups that somebody filled in."""
    filled = {"details", "needs"} if needs else {"details"}
    filled |= {name for name in ("motivation", "gender") if getattr(candidate, name)}
    return filled

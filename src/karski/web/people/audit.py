"""The audit trail: who did what to what, each event tied to the one before.

An event is written in the transaction of what it tells of, so neither is there
without the other. A person stands in it by public id alone: when an account is
erased, the trail stays whole and no longer leads to anybody.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import rfc8785
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from karski.web.people.models.audit import DIGEST, Event, Head

if TYPE_CHECKING:
    from karski.web.people.models import User

START = "0" * DIGEST
LONGEST = 200  # characters of a detail: a word or two, never a text
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
Detail: TypeAlias = Mapping[str, str | int | bool | None]
NOTHING: Detail = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the audit trail is whole.

    Attributes
    ----------
    count : int
        Events that hold, from the first on.
    head : str
        Digest of the last of them; note it down elsewhere to prove the trail later.
    broken : int or None
        Number of the first event that does not hold.
    why : str
    """

    count: int
    head: str
    broken: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None


def record(
    action: str, *, by: "User | None", on: Model | None = None, detail: Detail = NOTHING
) -> Event:
    """Add an event to the trail, in the caller's transaction."""
    assert connection.in_atomic_block, "an event belongs to the transaction it tells of"
    Head.objects.get_or_create(id=1)
    head = Head.objects.select_for_update().get()
    event = Event(
        number=head.count + 1,
        at=timezone.now(),
        action=action,
        person=by.public_id if by else None,
        subject=subject(on) if on else "",
        detail={name: _impersonal(value) for name, value in detail.items()},
        previous=head.digest,
    )
    event.digest = digest(event)
    event.save(force_insert=True)
    head.count, head.digest = event.number, event.digest
    head.save(force_update=True)
    return event


def subject(on: Model) -> str:
    """Return how the trail names a row: its kind and public id, or its number."""
    return f"{on._meta.label_lower}:{getattr(on, 'public_id', on.pk)}"


def digest(event: Event) -> str:
    """Return the SHA-256 of an event's content in canonical JSON."""
    return hashlib.sha256(rfc8785.dumps(event.content())).hexdigest()


def verify(noted: str | None = None) -> Verdict:
    """Hold every event to its digest, and the end to what the head says of it.

    The head is read before and after the events: others may write meanwhile. A head
    `noted` down earlier must still be one of the digests.
    """
    before = Head.objects.first() or Head()
    count, last, seen, at_head = 0, START, noted in (None, START), START
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        if why := _wrong(event, count, last):
            return Verdict(count, last, count + 1, why)
        count, last = event.number, event.digest
        seen = seen or last == noted
        at_head = last if count == before.count else at_head
    after = Head.objects.first() or Head()
    if count < before.count:
        return Verdict(count, last, count + 1, f"of {before.count} events it is gone")
    if at_head != before.digest:
        return Verdict(count, last, before.count, "the trail's head says otherwise")
    if count > after.count:
        return Verdict(count, last, after.count + 1, "the trail's head ends before it")
    if not seen:
        return Verdict(count, last, count, "up to it, none has the digest noted down")
    return Verdict(count, last)


def _wrong(event: Event, count: int, last: str) -> str:
    if event.number != count + 1:
        return "it is not there"
    if event.previous != last:
        return "it does not follow from the one before"
    if event.digest != digest(event):
        return "it was changed after it was written"
    return ""


def _impersonal(value: str | int | bool | None) -> str | int | bool | None:
    """Leave addresses and long texts out: what is here cannot be erased."""
    if not isinstance(value, str):
        return value
    return _ADDRESS.sub("(address)", value)[:LONGEST]

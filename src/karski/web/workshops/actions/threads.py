"""Talk across sectors: threads, posts, summaries.

Under the Chatham House rule a post stores no participant; the mark on it lets whoever
holds the writer's link mend it. The trail never says who wrote.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.marks import mark
from karski.web.workshops.models import Candidate, Post, Thread, Workshop
from karski.web.workshops.queries import threads as queries

LEAD = Permission.LEAD_ROOM


@transaction.atomic
def open_thread(
    workshop: Workshop, *, by: User, title: str, whole_series: bool = False
) -> Thread:
    """Open a thread to the participants of a workshop, or of all its series."""
    require(by, LEAD, workshop.series.organisation_id)
    thread = Thread(
        series=workshop.series,
        workshop=None if whole_series else workshop,
        title=title.strip(),
    )
    thread.full_clean()
    thread.save()
    audit.record("opened a thread", by=by, on=thread)
    return thread


@transaction.atomic
def set_open(thread: Thread, *, by: User, is_open: bool) -> Thread:
    """Close a thread to new posts, or open it again."""
    kept = _led(thread, by)
    if kept.open == is_open:
        return kept
    kept.open = is_open
    kept.save(update_fields=["open"])
    if is_open:
        audit.record("reopened a thread", by=by, on=kept)
    else:
        audit.record("closed a thread", by=by, on=kept)
    return kept


@transaction.atomic
def write(
    thread: Thread,
    candidate: Candidate,
    *,
    by: User | None,
    token: str,
    body: str,
    signed: str = queries.NOBODY,
) -> Post:
    """Say something in a thread, signed as far as the participant chose."""
    kept = _open(thread)
    if not queries.threads_of(candidate).filter(pk=kept.pk).exists():
        raise PermissionDenied
    named = queries.named(candidate)
    tells = named or signed in (queries.SECTOR, queries.BOTH)
    post = Post(
        thread=kept,
        participant=candidate if named else None,
        sector=candidate.sector if tells else "",
        country=candidate.country if named or signed == queries.BOTH else "",
        body=body.strip(),
    )
    post.mark = "" if named else mark(token, post)
    return _said(post, "wrote in a thread", by if named else None)


@transaction.atomic
def write_as_host(
    thread: Thread, *, by: User, body: str, summary: bool = False
) -> Post:
    """Say something as somebody who leads the talk, or sum it up."""
    kept = _led(thread, by)
    if not summary:  # a closed thread can still be summed up
        kept = _open(kept)
    post = Post(thread=kept, user=by, body=body.strip(), summary=summary)
    if summary:
        return _said(post, "summed up a thread", by)
    return _said(post, "wrote in a thread", by)


@transaction.atomic
def change(post: Post, candidate: Candidate, *, token: str, body: str) -> Post:
    """Change what one said, while the thread is open."""
    kept = _own(post, candidate, token)
    _open(kept.thread)
    kept.body, kept.changed = body.strip(), timezone.now()
    return _said(kept, "changed a post", None)


@transaction.atomic
def take_back(post: Post, candidate: Candidate, *, token: str) -> None:
    """Erase what one said."""
    kept = _own(post, candidate, token)
    audit.record("erased a post", by=None, on=kept.thread)
    kept.delete()


@transaction.atomic
def erase(post: Post, *, by: User) -> None:
    """Erase what should not have been said, as somebody who leads the talk."""
    _led(post.thread, by)
    audit.record("erased a post", by=by, on=post.thread)
    post.delete()


def _led(thread: Thread, by: User) -> Thread:
    kept = Thread.objects.select_for_update().get(pk=thread.pk)
    require(by, LEAD, kept.series.organisation_id)
    return kept


def _open(thread: Thread) -> Thread:
    kept = Thread.objects.select_for_update().get(pk=thread.pk)
    if not kept.open:
        raise ValidationError(_("This thread is closed."))
    return kept


def _own(post: Post, candidate: Candidate, token: str) -> Post:
    kept = Post.objects.select_for_update().get(pk=post.pk)
    if not queries.wrote(kept, candidate, token):
        raise PermissionDenied
    return kept


def _said(post: Post, action: str, by: User | None) -> Post:
    post.full_clean()
    post.save()
    audit.record(action, by=by, on=post.thread)
    return post

"""Talk across sectors: which threads somebody reads, and how posts are signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from karski.core.small_cells import LEAST
from karski.web.workshops.marks import mark
from karski.web.workshops.models import Answer, Candidate, Post, Thread, Workshop
from karski.web.workshops.queries.seats import is_participant

NOBODY, SECTOR, BOTH = "", "sector", "sector and country"


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post, and whether whoever looks wrote it."""

    post: Post
    mine: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """A way to sign a post, and how many participants it fits."""

    name: str
    people: int

    @property
    def safe(self) -> bool:
        """Whether so many fit it that it tells of nobody."""
        return self.people >= LEAST


def threads_in(workshop: Workshop) -> QuerySet[Thread]:
    """Return the threads of a workshop, and those of all its series."""
    whole = Q(workshop=None, series=workshop.series_id)
    rows = Thread.objects.filter(Q(workshop=workshop) | whole)
    return rows.annotate(said=Count("posts")).order_by("-open", "-pk")


def threads_of(candidate: Candidate) -> QuerySet[Thread]:
    """Return the threads in which somebody takes part."""
    if not is_participant(candidate):
        return Thread.objects.none()
    return threads_in(candidate.workshop)


def posts_of(thread: Thread) -> QuerySet[Post]:
    """Return what was said, in order."""
    return thread.posts.select_related("participant", "user")


def seen_by(thread: Thread, candidate: Candidate, token: str) -> list[PostShown]:
    """Return what was said, as the holder of a personal link sees it."""
    return [PostShown(each, wrote(each, candidate, token)) for each in posts_of(thread)]


def wrote(post: Post, candidate: Candidate, token: str) -> bool:
    """Say whether the holder of a personal link wrote a post."""
    if post.participant_id is not None:
        return bool(post.participant_id == candidate.pk)
    return bool(post.mark) and post.mark == mark(token, post)


def named(candidate: Candidate) -> bool:
    """Say whether posts of a participant bear their name."""
    return not candidate.workshop.chatham_house


def signatures(thread: Thread, candidate: Candidate) -> Sequence[Signature]:
    """Return the ways in which a participant can sign, the least telling first."""
    rows = Candidate.objects.filter(offers__answer=Answer.ACCEPTED)
    if thread.workshop_id is not None:
        rows = rows.filter(workshop=thread.workshop_id)
    else:
        rows = rows.filter(workshop__series=thread.series_id)
    sector = rows.filter(sector=candidate.sector)
    both = sector.filter(country=candidate.country)
    counted = ((NOBODY, rows), (SECTOR, sector), (BOTH, both))
    return [Signature(name, people.count()) for name, people in counted]


def talk(candidate: Candidate) -> dict[str, object] | None:
    """Return the threads for a participant's own page; nothing where there is none."""
    threads = threads_of(candidate)
    return {"threads": threads} if threads.exists() else None

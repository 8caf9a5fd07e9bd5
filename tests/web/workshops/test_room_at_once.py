"""Twenty-five votes at once: none is lost, none counts twice, whatever the database."""

from beside import Host

MAKE = """
from datetime import date, datetime, UTC
from karski.web.people.models import Kind, Organisation
from karski.web.people.tokens import digest
from karski.web.workshops.models import *
place = Organisation.objects.create(name="Quay Centre", kind=Kind.CIVIL_SOCIETY)
series = Series.objects.create(slug="lanterns", organisation=place)
workshop = Workshop.objects.create(
    series=series, city="Quay", country="SK",
    starts=date(2032, 4, 14), ends=date(2032, 4, 16),
)
now = datetime(2032, 3, 1, tzinfo=UTC)
for n in range(1, 26):
    who = Candidate.objects.create(
        workshop=workshop, token_hash=digest(f"token-{n}"), alias=f"Plant {n}",
        name=f"Person {n}", email=f"person{n}@hill.example", country="SK",
        sector=Sector.RESEARCH, institution="Hill", origin=Origin.APPLIED,
        standing=Standing.ELIGIBLE, keep_until=date(2033, 4, 16),
    )
    Offer.objects.create(
        workshop=workshop, candidate=who, seat=n, answer=Answer.ACCEPTED,
        answer_by=now, answered=now,
    )
poll = Poll.objects.create(workshop=workshop, text="Who acts?", state=PollState.OPEN)
for text in ("States", "Cities", "EU"):
    Choice.objects.create(poll=poll, text=text)
"""
VOTE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.core.exceptions import ValidationError
from django.db import connection
from karski.web.workshops.actions import polls
from karski.web.workshops.models import Candidate, Choice
people, choices = list(Candidate.objects.all()), list(Choice.objects.all())
start = Barrier(len(people))
def vote(number):
    start.wait()
    try:
        polls.vote(people[number], by=None, choice=choices[number % 3])
    except ValidationError:
        return 0
    finally:
        connection.close()
    return 1
with ThreadPoolExecutor(len(people)) as threads:
    print(sum(threads.map(vote, range(len(people)))))
"""
COUNT = """
from karski.web.people import audit
from karski.web.people.models import Event
from karski.web.workshops.models import Ballot, Choice
print(
    list(Choice.objects.values_list("tally", flat=True)), Ballot.objects.count(),
    Event.objects.filter(action="voted in a poll").count(), audit.verify().whole,
)
"""


def test_votes_of_two_processes_at_once_are_each_counted_once(host: Host) -> None:
    host.python(MAKE)
    both = [host.start(VOTE) for _ in range(2)]
    ended = [each.communicate(timeout=120) for each in both]
    assert [err for _, err in ended] == ["", ""]
    assert sum(int(out) for out, _ in ended) == 25
    assert host.python(COUNT) == "[9, 8, 8] 25 25 True"

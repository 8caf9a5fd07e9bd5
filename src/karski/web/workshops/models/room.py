"""In the room: who is there, what they ask and think, which teams they form.

Nothing that somebody says or thinks is stored with who said it where the Chatham
House rule holds: a ballot says who has voted, a tally what was voted, and no row ties
the two together. What somebody supports is kept under a mark (see `marks`) that their
personal link alone can make again.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models.agenda import Session
from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import Workshop


class Attendance(models.Model):
    """That a participant was there on a day."""

    participant = models.ForeignKey(
        Candidate, models.CASCADE, related_name="attendances"
    )
    day = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by_hand = models.BooleanField(default=False)  # else by a code that was scanned

    class Meta:
        """Once a day."""

        ordering: ClassVar = ["day", "at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "day"], name="signed_in_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} on day {self.day}"


class AudienceQuestion(models.Model):
    """Something asked in a session; by whom is stored only where it may be."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="questions")
    text = models.CharField(_("Question"), max_length=500)
    asked_by = models.ForeignKey(
        Candidate, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    shown = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)
    supporters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """What most want to hear first."""

        ordering: ClassVar = ["-supporters", "pk"]

    def __str__(self) -> str:
        return self.text


class Support(models.Model):
    """That somebody supports a question, under a mark: so nobody counts twice."""

    question = models.ForeignKey(AudienceQuestion, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "mark"],
                name="support_once",
                violation_error_message=_("You support this question already."),
            )
        ]

    def __str__(self) -> str:
        return f"support of {self.question_id}"


class PollState(models.TextChoices):
    """How a poll stands."""

    DRAFT = "draft", _("Not open yet")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Poll(models.Model):
    """A question with answers to choose from; votes are hidden until it is closed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="polls")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="polls"
    )
    text = models.CharField(_("Question"), max_length=300)
    state = models.CharField(max_length=10, choices=PollState, default=PollState.DRAFT)
    closed = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest last."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=PollState.values), name="known_state_of_a_poll"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """An answer to choose, and how many chose it."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="choices")
    text = models.CharField(max_length=200)
    tally = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """In the order in which they were written."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """That a participant has voted; not what."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    participant = models.ForeignKey(Candidate, models.CASCADE, related_name="+")

    class Meta:
        """One vote each."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["poll", "participant"],
                name="one_ballot_each",
                violation_error_message=_("You have voted already."),
            )
        ]

    def __str__(self) -> str:
        return f"ballot of {self.poll_id}"


class Round(models.Model):
    """Teams that work together once."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=80)
    repeated_pairs = models.PositiveSmallIntegerField(default=0)  # unavoidable ones
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Rounds are counted."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "number"], name="round_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"round {self.number} of {self.workshop}"


class TeamMember(models.Model):
    """In which team of a round a participant works."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="members")
    team = models.PositiveSmallIntegerField()  # 1 is the first
    participant = models.ForeignKey(Candidate, models.CASCADE, related_name="+")

    class Meta:
        """In one team a round."""

        ordering: ClassVar = ["team", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "participant"], name="one_team_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"team {self.team}: {self.participant}"

"""How the seats were given: rule and seed, who was chosen and why, who said yes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import MOST_SEATS, Workshop


class RuleBook(models.Model):
    """The rules and the seed of a selection, published before it is made."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="rule_book")
    rules = models.TextField(_("Rules"))  # the document, as it was written
    seed = models.CharField(_("Seed"), max_length=80)
    published = models.DateTimeField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    listed = models.JSONField(default=list, blank=True)  # digest of each candidate
    earlier = models.JSONField(default=list, blank=True)  # publications taken back

    def __str__(self) -> str:
        return f"rules of {self.workshop}"


class Selection(models.Model):
    """One run of the rules; the newest that stands is the one in force."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="selections")
    made = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    rules = models.TextField()
    seed = models.CharField(max_length=80)
    status = models.CharField(max_length=20)
    relaxed = models.JSONField(default=list, blank=True)
    conflicts = models.JSONField(
        default=list, blank=True
    )  # rules that cannot hold together
    seconds = models.FloatField()
    candidates_sha256 = models.CharField(max_length=64)  # of what was selected from
    announced = models.DateTimeField(null=True, blank=True)
    days_to_answer = models.PositiveSmallIntegerField(default=5)  # of a substitute
    numbers = models.JSONField(default=dict, blank=True)  # as the public sees them

    class Meta:
        """Newest last; what was announced stands."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop"],
                condition=Q(announced__isnull=False),
                name="one_selection_is_announced",
            )
        ]

    def __str__(self) -> str:
        return f"selection for {self.workshop}"


class Outcome(models.TextChoices):
    """What the rules gave a candidate."""

    SELECTED = "selected", _("Selected")
    SUBSTITUTE = "substitute", _("On the waiting list")
    NOT_SELECTED = "not selected", _("Not selected")


class Result(models.Model):
    """What a selection says of one candidate, and why."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="results")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="results")
    outcome = models.CharField(max_length=12, choices=Outcome)
    order = models.PositiveSmallIntegerField(null=True, blank=True)  # on the list
    reason = models.JSONField(default=dict)  # key and what it names
    probability = models.FloatField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)  # as it stood then

    class Meta:
        """A candidate has one result in a selection."""

        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["selection", "candidate"], name="one_result_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.outcome}"


class Answer(models.TextChoices):
    """How an offer stands."""

    OPEN = "open", _("Offer open")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Not answered in time")
    WITHDRAWN = "withdrawn", _("Withdrew later")


HOLDING = (Answer.OPEN, Answer.ACCEPTED)  # an offer that holds its seat


class Offer(models.Model):
    """A seat offered to a candidate; the database itself lets no seat go twice."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="offers")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="offers")
    seat = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    offered = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateTimeField()
    answered = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        """One holder a seat, one seat a candidate, and never a 26th seat."""

        ordering: ClassVar = ["seat", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "seat"],
                condition=Q(answer__in=HOLDING),
                name="one_holder_a_seat",
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(answer__in=HOLDING),
                name="one_seat_a_candidate",
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=MOST_SEATS), name="seat_in_the_room"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.OPEN, answered=None)
                | (~Q(answer=Answer.OPEN) & Q(answered__isnull=False)),
                name="answered_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.seat} of {self.workshop}: {self.answer}"

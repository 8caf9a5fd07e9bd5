"""What a workshop changed: tests, a game of forecasts, reactions, what came of it.

What people think of a workshop is stored without who thinks it; that they answered is
stored apart. Tests and forecasts are tied to a participant: change is measured
person by person.
"""

import secrets
import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Organisation
from karski.web.people.names import check_name
from karski.web.programme.models import Commitment
from karski.web.workshops.models.agenda import Objective
from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import Workshop
from karski.web.workshops.texts import Told, check_texts, told


class Item(models.Model):
    """A question with one right answer; what was used is never changed, but followed.

    `texts` holds ``question`` and ``choice 1``, ``choice 2``, ... by language.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="test_items"
    )
    code = models.SlugField(_("Short name"), max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    texts = models.JSONField(validators=[check_texts])
    choices = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(2), MaxValueValidator(6)]
    )
    right = models.PositiveSmallIntegerField(_("Right answer"))  # 1 is the first
    topic = models.CharField(
        _("Topic"), max_length=60, blank=True, validators=[check_name]
    )
    source = models.CharField(_("Source"), max_length=300, validators=[check_name])
    retired = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A version of an item is one thing; its right answer is one of its choices."""

        ordering: ClassVar = ["code", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version"], name="one_item_a_version"
            ),
            models.CheckConstraint(
                condition=Q(right__gte=1, right__lte=models.F("choices")),
                name="right_answer_is_a_choice",
                violation_error_message=_("The right answer is none of the choices."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def told(self) -> dict[str, Told]:
        """Its texts in the reader's language, or in one that has them."""
        return {"question": told(self.texts, "question")}


class Test(models.Model):
    """The items that participants of a workshop answer before and after it."""

    __test__ = False  # no test of ours, for pytest

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="test")
    items = models.ManyToManyField(Item, through="TestItem", related_name="tests")
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"test of {self.workshop}"


class TestItem(models.Model):
    """An item's place in a test, and the objective it serves."""

    __test__ = False

    test = models.ForeignKey(Test, models.CASCADE, related_name="places")
    item = models.ForeignKey(Item, models.PROTECT, related_name="places")
    order = models.PositiveSmallIntegerField()
    objective = models.ForeignKey(
        Objective, models.SET_NULL, null=True, blank=True, related_name="items"
    )

    class Meta:
        """An item stands once in a test."""

        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["test", "item"], name="item_once_in_a_test")
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.item}"


class Moment(models.TextChoices):
    """When something was answered."""

    BEFORE = "before", _("Before")
    DURING = "during", _("During")
    AFTER = "after", _("After")
    MONTHS_3 = "3 months", _("After three months")
    MONTHS_6 = "6 months", _("After six months")


class Sitting(models.Model):
    """A participant's test, before or after."""

    test = models.ForeignKey(Test, models.CASCADE, related_name="sittings")
    participant = models.ForeignKey(Candidate, models.CASCADE, related_name="sittings")
    moment = models.CharField(max_length=10, choices=Moment)
    at = models.DateTimeField()

    class Meta:
        """Once before, once after."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["test", "participant", "moment"],
                name="one_sitting_a_moment",
                violation_error_message=_("You have answered this test already."),
            ),
            models.CheckConstraint(
                condition=Q(moment__in=(Moment.BEFORE, Moment.AFTER)),
                name="tested_before_or_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.moment}"


class ItemAnswer(models.Model):
    """What somebody chose; an item without a row was not answered."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    chosen = models.PositiveSmallIntegerField()

    class Meta:
        """One answer an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "item"], name="one_answer_an_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.chosen}"


class ForecastingQuestion(models.Model):
    """Something with the answer yes or no, to be forecast by participants."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="forecasting_questions"
    )
    texts = models.JSONField(validators=[check_texts])  # question, resolution
    base_rate = models.FloatField(
        _("Base rate"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    model_probability = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    model_source = models.CharField(max_length=300, blank=True)  # edition and target
    closes = models.DateTimeField(_("Closes"))
    resolved = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(_("It came about"), null=True, blank=True)
    evidence = models.CharField(_("How it is known"), max_length=500, blank=True)

    class Meta:
        """What is resolved says when and how."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(resolved=None, came=None)
                | Q(resolved__isnull=False, came__isnull=False),
                name="resolved_says_what_came",
            )
        ]

    def __str__(self) -> str:
        return f"forecasting question {self.pk}"

    @property
    def told(self) -> dict[str, Told]:
        """Its texts in the reader's language, or in one that has them."""
        return {name: told(self.texts, name) for name in ("question", "resolution")}


class ParticipantForecast(models.Model):
    """A participant's probability at a moment."""

    question = models.ForeignKey(
        ForecastingQuestion, models.CASCADE, related_name="forecasts"
    )
    participant = models.ForeignKey(Candidate, models.CASCADE, related_name="forecasts")
    moment = models.CharField(max_length=10, choices=Moment)
    probability = models.FloatField(
        validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    at = models.DateTimeField()

    class Meta:
        """One probability a moment."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "participant", "moment"],
                name="one_forecast_a_moment",
                violation_error_message=_(
                    "You have forecast this; you will be asked again later."
                ),
            ),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1),
                name="forecast_is_a_probability",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.probability:.2f}"


class Form(models.TextChoices):
    """What is asked without a name."""

    REACTION = "reaction", _("What you think of the workshop")
    MONTHS_3 = "3 months", _("What came of it after three months")
    MONTHS_6 = "6 months", _("What came of it after six months")


def random_key() -> int:
    """Return a number that tells nothing, not even what came before what."""
    return secrets.randbelow(2**62) + 1


class Response(models.Model):
    """Somebody's answers to a form, without who they are.

    Its key is drawn by lot: numbers in the order of arrival, beside those of who
    answered, would tell who said what.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="responses")
    form = models.CharField(max_length=10, choices=Form)
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.form} of {self.workshop_id}"


class Responded(models.Model):
    """That a participant answered a form; not what."""

    participant = models.ForeignKey(Candidate, models.CASCADE, related_name="responded")
    form = models.CharField(max_length=10, choices=Form)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "form"],
                name="responded_once",
                violation_error_message=_("You have answered this already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.form}"


class Asked(models.TextChoices):
    """What participants are asked until it is closed."""

    TEST = "test", _("The test")
    REACTION = "reaction", _("What you think of the workshop")
    MONTHS_3 = "3 months", _("What came of it after three months")
    MONTHS_6 = "6 months", _("What came of it after six months")


class Closing(models.Model):
    """That no more answers are taken, and the figures of all of them, as shown.

    They stay as they were shown, also when people's data leave: figures before and
    after somebody left would tell what that person answered.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="closings")
    what = models.CharField(max_length=10, choices=Asked)
    figures = models.JSONField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once each."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workshop", "what"],
                name="closed_once",
                violation_error_message=_("It is closed already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.workshop_id} closed"


class WorkshopCommitment(models.Model):
    """That a commitment was made in a workshop."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="commitments")
    commitment = models.OneToOneField(
        Commitment, models.CASCADE, related_name="made_in_workshop"
    )

    def __str__(self) -> str:
        return str(self.commitment)

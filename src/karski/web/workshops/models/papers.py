"""Papers: certificates that can be verified, recommendations, numbers that stay."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from karski.web.workshops.models.calls import Candidate
from karski.web.workshops.models.series import Workshop


class Certificate(models.Model):
    """That somebody took part; it can be verified by its number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="certificates")
    participant = models.OneToOneField(
        Candidate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="certificate",
    )
    name = models.CharField(max_length=120, blank=True)  # gone when its date comes
    days = models.PositiveSmallIntegerField()  # attended
    language = models.CharField(max_length=5)
    issued = models.DateTimeField()
    credential = models.TextField(blank=True)  # the signed Open Badge; personal data
    credential_sha256 = models.CharField(max_length=64)
    revoked = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(_("Why"), max_length=300, blank=True)
    # what its holder agreed to: until when it can be verified once their data are gone
    keep_until = models.DateField(null=True, blank=True)
    keep_name = models.BooleanField(default=False)

    class Meta:
        """Newest last."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.public_id)


class IssuerKey(models.Model):
    """A public key that certificates were signed with; the newest signs, all verify."""

    public = models.TextField(unique=True)  # PEM; the private one lies in a file
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"key {self.pk}"


class Kept(models.Model):
    """Numbers that stay when people's data leave, as they may be shown.

    And what the six aims count: sums of what people did, small ones too, and the
    sectors and countries they came from, of which no page says more than how many.
    """

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="kept")
    numbers = models.JSONField(default=dict)  # see queries.numbers, counts, forecasts
    made = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"numbers of {self.workshop}"


class Recommendation(models.Model):
    """What a workshop recommends, for its report."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="recommendations"
    )
    text = models.CharField(_("Recommendation"), max_length=600)
    to = models.CharField(_("To whom"), max_length=160, blank=True)

    class Meta:
        """In the order in which they were written."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text

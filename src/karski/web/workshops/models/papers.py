"""Certificates: what was attested to whom, and whether it still stands."""

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

    class Meta:
        """Newest last."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.public_id)


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

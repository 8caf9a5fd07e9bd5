"""The audit trail's rows."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

DIGEST = 64  # hexadecimal digits of a SHA-256


class Event(models.Model):
    """What somebody did: a link of the chain, never changed and never removed."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    person = models.UUIDField(null=True)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=DIGEST)
    digest = models.CharField(max_length=DIGEST, unique=True)

    class Meta:
        """Read newest first, and by what, by whom, to what."""

        indexes: ClassVar = [
            models.Index(fields=["action", "number"], name="audit_by_action"),
            models.Index(fields=["person", "number"], name="audit_by_person"),
            models.Index(fields=["subject", "number"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def content(self) -> dict[str, Any]:
        """Return what the digest is made of, as JSON knows it."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "action": self.action,
            "person": str(self.person) if self.person else None,
            "subject": self.subject,
            "detail": self.detail,
            "previous": self.previous,
        }


class Head(models.Model):
    """How long the audit trail is and where it ends: what betrays a lost tail."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    count = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=DIGEST, default="0" * DIGEST)

    class Meta:
        """There is one."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="one_audit_head")
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"

"""Accounts, and the link that makes the first of them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from karski.web.people.names import check_name


class Accounts(BaseUserManager["User"]):
    """Finds and makes accounts; an address is the same in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address."""
        return self.get(email__iexact=username)

    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Make an account; without a password nobody can log in to it."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.full_clean()
        user.save()
        return user


class User(AbstractBaseUser):
    """A person with an account; the e-mail address is the name to log in with."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(
        _("Name"), max_length=120, blank=True, validators=[check_name]
    )
    language = models.CharField(
        _("Language"), max_length=5, default="en", choices=settings.LANGUAGES
    )
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        """One account for an address, in whatever case it is typed."""

        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="address_in_small_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class FirstLink(models.Model):
    """Lets one person make the first account; of its token only a hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()

    class Meta:
        """A link cannot end before it begins."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("made")), name="first_link_lives"
            )
        ]

    def __str__(self) -> str:
        return f"first link until {self.expires:%Y-%m-%d %H:%M}"

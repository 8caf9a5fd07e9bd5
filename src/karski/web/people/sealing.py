"""What lies encrypted in the database, so that a copy of it tells nothing."""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import BaseExpression
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from karski.core.errors import ReportableError

if TYPE_CHECKING:
    TextField = models.TextField[str, str]  # generic for the checker alone
else:
    TextField = models.TextField


def seal(text: str, purpose: str) -> str:
    """Encrypt with a key for this purpose, derived from the site's secret."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str:
    """Undo `seal`.

    Raises
    ------
    ReportableError
        It was sealed under another secret.
    """
    try:
        return _cipher(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ReportableError(
            _("This was sealed under another secret of the site: put that one back.")
        ) from error


class SealedField(TextField):
    """A text that lies encrypted; it is neither searched nor sorted by."""

    def get_prep_value(self, value: str | None) -> str | None:
        """Encrypt what is kept; what is empty stays so."""
        return seal(value, self._purpose) if value else value

    def from_db_value(
        self,
        value: str | None,
        _expression: BaseExpression,
        _connection: BaseDatabaseWrapper,
    ) -> str | None:
        """Decrypt what was kept."""
        return unseal(value, self._purpose) if value else value

    @property
    def _purpose(self) -> str:
        return f"karski.{self.model._meta.label_lower}.{self.name}"


def _cipher(purpose: str) -> Fernet:
    key = salted_hmac(purpose, "secret", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))

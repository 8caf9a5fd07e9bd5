"""Names as people give them: any script, nothing that cannot be seen."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

JOINERS = "\u200c\u200d"  # shape letters in Persian and in Indian scripts
UNSEEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def check_name(name: str) -> None:
    """Refuse control characters and those that turn the direction of writing."""
    for letter in name:
        if unicodedata.category(letter) in UNSEEN and letter not in JOINERS:
            raise ValidationError(
                _("The name holds a sign that cannot be seen (%(code)s): type it."),
                params={"code": f"U+{ord(letter):04X}"},
            )

"""What somebody says of themselves when they apply."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DETAILS = (  # fields of a candidate that the candidate gives
    *("name", "language", "country", "region", "sector", "institution", "position"),
    *("gender", "experience", "languages", "motivation"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application as it was filled in; what may stay unsaid is empty."""

    name: str
    language: str
    country: str
    sector: str
    institution: str
    email: str = ""
    region: str = ""
    position: str = ""
    gender: str = ""
    experience: str = ""
    languages: tuple[str, ...] | list[str] = ()
    motivation: str = ""
    access: str = ""
    diet: str = ""
    agree_details: bool = False
    agree_needs: bool = False

    @property
    def details(self) -> Mapping[str, object]:
        """The fields of a candidate, by name."""
        given = {name: getattr(self, name) for name in DETAILS}
        return given | {"languages": list(self.languages)}

    def check_agreed(self) -> None:
        """Refuse what may not be kept: nothing is without its owner's word.

        Raises
        ------
        ValidationError
        """
        if not self.agree_details:
            raise ValidationError(
                {"agree_details": _("Without this nobody can choose or invite you.")}
            )
        if (self.access or self.diet) and not self.agree_needs:
            raise ValidationError(
                {"agree_needs": _("Agree to this, or leave access and diet empty.")}
            )

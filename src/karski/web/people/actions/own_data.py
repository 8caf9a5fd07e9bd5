"""What people decide about their own data."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit, own_data, queries
from karski.web.people.models import Choice, User


@transaction.atomic
def choose(user: User, *, by: User, counted: bool) -> Choice:
    """Agree to being counted, or refuse it."""
    assert user == by, "people choose for themselves only"
    choice = Choice.objects.filter(user=user).first() or Choice(user=user)
    choice.counted, choice.at = counted, timezone.now()
    choice.full_clean()
    choice.save()
    said = "agreed to being counted" if counted else "refused being counted"
    audit.record(said, by=by, on=user)
    return choice


@transaction.atomic
def erase(
    user: User, *, by: User, password: str, address: str
) -> dict[str, dict[str, int]]:
    """Erase one's account in every area, for good."""
    assert user == by, "people erase themselves only"
    if not user.check_password(password):
        raise ValidationError({"password": _("This is not your password.")})
    if address.strip().lower() != user.email:
        raise ValidationError({"address": _("This is not the address above.")})
    _keep_an_administrator(user)
    erased = own_data.erase(user)
    # last, as in every action: whoever holds the trail's end waits for no other row
    audit.record("erased their account", by=by, on=user)
    return erased


def _keep_an_administrator(user: User) -> None:
    rows = queries.administrators().select_for_update()
    if {row.user_id for row in rows} == {user.pk}:
        raise ValidationError(
            _("You are the last administrator; make somebody else one first.")
        )

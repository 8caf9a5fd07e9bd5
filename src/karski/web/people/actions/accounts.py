"""One's own account, and the first of all."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from karski.web.people import audit, queries
from karski.web.people.actions.invitations import own_address
from karski.web.people.models import FirstLink, Membership, Organisation, User
from karski.web.people.roles import Role
from karski.web.people.tokens import digest, new_token

LIFE = timedelta(hours=24)


@transaction.atomic
def change_details(user: User, *, by: User, name: str, language: str) -> User:
    """Change one's own name and language."""
    assert user == by, "people change their own details only"
    user.name, user.language = name, language
    user.full_clean()
    user.save(update_fields=["name", "language"])
    audit.record("changed their details", by=by, on=user)
    return user


@transaction.atomic
def renew_first_link() -> str:
    """Make the link for the first account; an earlier one ends."""
    FirstLink.objects.all().delete()
    token = new_token()
    link = FirstLink(token_hash=digest(token), expires=timezone.now() + LIFE)
    link.full_clean()
    link.save()
    audit.record("made the link for the first account", by=None)
    return token


@transaction.atomic
def make_first_administrator(
    link: FirstLink,
    *,
    name: str,
    email: str,
    password: str,
    organisation: str,
    kind: str,
    language: str,
) -> User:
    """Make the first account, its organisation and its role; the link ends."""
    used = FirstLink.objects.filter(pk=link.pk).delete()[0]
    if not used or queries.administrators().exists():
        raise ValidationError(_("There is an administrator already: ask them."))
    user = User.objects.create_user(email, password, name=name, language=language)
    own_address(user)
    place = _first_organisation(organisation, kind)
    Membership.objects.create(user=user, organisation=place, role=Role.ADMINISTRATOR)
    audit.record("made the first account", by=user, on=place)
    return user


def _first_organisation(name: str, kind: str) -> Organisation:
    place = Organisation(name=name, kind=kind)
    try:
        place.full_clean()
    except ValidationError as error:
        raise ValidationError({"organisation": error.messages}) from error
    place.save()
    return place

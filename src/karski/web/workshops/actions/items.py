"""The bank of items: what was used is never changed, but followed by a new version."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from karski.learning import bank
from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import Organisation, User
from karski.web.people.roles import Permission
from karski.web.workshops.models import Item
from karski.web.workshops.texts import Texts

RUN = Permission.MANAGE_WORKSHOPS


@transaction.atomic
def add_item(
    organisation: Organisation,
    *,
    by: User,
    code: str,
    texts: Texts,
    choices: int,
    right: int,
    source: str,
    topic: str = "",
) -> Item:
    """Add an item to an organisation's bank."""
    require(by, RUN, organisation.pk)
    if Item.objects.filter(organisation=organisation, code=code).exists():
        raise ValidationError({"code": _("There is an item of this short name.")})
    item = Item(
        organisation=organisation,
        code=code,
        texts=texts,
        choices=choices,
        right=right,
        source=source,
        topic=topic,
    )
    return _kept(item, "added an item to the bank", by)


@transaction.atomic
def change_item(
    item: Item,
    *,
    by: User,
    texts: Texts,
    choices: int,
    right: int,
    source: str,
    topic: str = "",
) -> Item:
    """Change an item; one that stands in a test is followed by a new version."""
    require(by, RUN, item.organisation_id)
    kept = Item.objects.select_for_update().get(pk=item.pk)
    same = Item.objects.filter(organisation=kept.organisation_id, code=kept.code)
    if same.filter(version__gt=kept.version).exists():
        raise ValidationError(_("There is a newer version: change that one."))
    if kept.places.exists():
        kept.retired = True
        kept.save(update_fields=["retired"])
        kept = Item(
            organisation=kept.organisation, code=kept.code, version=kept.version + 1
        )
    kept.texts, kept.choices, kept.right = texts, choices, right
    kept.source, kept.topic = source, topic
    return _kept(kept, "changed an item of the bank", by)


@transaction.atomic
def retire_item(item: Item, *, by: User, retired: bool) -> Item:
    """Offer an item for new tests no longer, or again; tests that have it keep it."""
    require(by, RUN, item.organisation_id)
    kept = Item.objects.select_for_update().get(pk=item.pk)
    newer = Item.objects.filter(
        organisation=kept.organisation_id, code=kept.code, version__gt=kept.version
    )
    if not retired and newer.exists():
        raise ValidationError(_("There is a newer version: offer that one."))
    kept.retired = retired
    if retired:
        return _kept(kept, "retired an item", by)
    return _kept(kept, "offered an item again", by)


@transaction.atomic
def take_starting_items(organisation: Organisation, *, by: User) -> list[Item]:
    """Copy the items that come with the software; those that are there stay."""
    require(by, RUN, organisation.pk)
    there = Item.objects.filter(organisation=organisation).values_list("code")
    known = {code for (code,) in there}
    new = [
        Item(
            organisation=organisation,
            code=name,
            texts=_texts(each),
            choices=each.choices,
            right=each.right,
            source=each.source,
            topic=each.topic,
        )
        for name, each in bank.catalogue().items()
        if name not in known
    ]
    for item in new:
        item.full_clean()
        item.save()
    audit.record(
        "took the starting items", by=by, on=organisation, detail={"items": len(new)}
    )
    return new


def _texts(item: bank.StartingItem) -> dict[str, dict[str, str]]:
    return {
        language: {
            "question": told.question,
            **{f"choice {n}": text for n, text in enumerate(told.choices, 1)},
        }
        for language, told in item.texts.items()
    }


def _kept(item: Item, action: str, by: User) -> Item:
    item.full_clean()
    item.save()
    audit.record(
        action, by=by, on=item, detail={"code": item.code, "version": item.version}
    )
    return item

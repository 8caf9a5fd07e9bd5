"""Items and tests: what was used stays as it was."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from karski.learning import bank as starting
from karski.web.people.models import Event, Organisation, User
from karski.web.workshops.actions import items as bank
from karski.web.workshops.actions import measuring
from karski.web.workshops.models import Item, Moment, Objective, TestItem, Workshop
from web.workshops.conftest import LogIn, MakeParticipants
from web.workshops.measured import BEFORE, On, item_of, on, set_test

__all__ = ["on"]  # a fixture


def changed(item: Item, cora: User, question: str, right: int = 2) -> Item:
    texts = {"en": {"question": question, "choice 1": "One", "choice 2": "Two"}}
    return bank.change_item(
        item, by=cora, texts=texts, choices=2, right=right, source="Another book"
    )


def test_an_item_in_no_test_is_changed_as_it_is(
    centre: Organisation, cora: User
) -> None:
    now = changed(item_of(centre, cora, "law"), cora, "Which law?")
    assert (Item.objects.get(), now.version, now.right) == (now, 1, 2)


def test_an_item_in_a_test_is_followed_by_a_version_and_stays(
    workshop: Workshop, centre: Organisation, cora: User
) -> None:
    test = set_test(workshop, cora, "law")
    old = test.items.get()
    new = changed(old, cora, "Which law?")
    old.refresh_from_db()
    assert (old.version, old.right, old.retired) == (1, 1, True)
    assert old.texts["en"]["question"] == "On law?"
    assert (new.version, new.right, new.retired) == (2, 2, False)
    assert test.items.get() == old
    with pytest.raises(ValidationError, match="newer version: change that"):
        changed(old, cora, "Again?")
    with pytest.raises(ValidationError, match="newer version: offer that"):
        bank.retire_item(old, by=cora, retired=False)


def test_only_who_runs_the_workshops_of_a_place_touches_its_items(
    workshop: Workshop, centre: Organisation, cora: User, mika: User, ines: User
) -> None:
    item = item_of(centre, cora, "law")
    for by in (mika, ines):
        with pytest.raises(PermissionDenied):
            changed(item, by, "Which law?")
        with pytest.raises(PermissionDenied):
            bank.take_starting_items(centre, by=by)
        with pytest.raises(PermissionDenied):
            measuring.set_test(workshop, by=by, places=[(item, None)])


def test_the_starting_items_are_taken_once_in_five_languages(
    centre: Organisation, cora: User, log_in: LogIn
) -> None:
    client = log_in(cora)
    client.post("/workshops/items/start/")
    client.post("/workshops/items/start/")
    rows = Item.objects.all()
    assert {row.code for row in rows} == {*starting.catalogue()}
    one = rows.get(code="four_crimes")
    assert set(one.texts) == {"en", "hu", "sk", "cs", "pl"}
    assert one.texts["pl"][f"choice {one.right}"].startswith("Ludobójstwa")
    page = client.get("/sk/workshops/items/").content.decode()
    assert "Na čo sa vzťahuje zodpovednosť chrániť" in page


def test_an_item_is_written_on_its_page_and_gaps_are_told(
    centre: Organisation, cora: User, log_in: LogIn
) -> None:
    client = log_in(cora)
    given = {
        "organisation": centre.pk,
        "code": "law",
        "right": 2,
        "source": "A book",
        "question_en": "Which?",
        "choice 1_en": "One",
        "choice 3_en": "Three",
    }
    page = client.post("/workshops/items/new/", given).content.decode()
    assert "without a gap" in page
    assert Item.objects.count() == 0
    client.post("/workshops/items/new/", given | {"choice 2_en": "Two"})
    row = Item.objects.get()
    assert (row.choices, row.right, row.texts["en"]["choice 3"]) == (3, 2, "Three")
    twice = client.post("/workshops/items/new/", given | {"choice 2_en": "Two"})
    assert "There is an item of this short name." in twice.content.decode()
    wrong = given | {"choice 2_en": "Two", "code": "b", "right": 4}
    page = client.post("/workshops/items/new/", wrong).content.decode()
    assert "There is no choice of this number." in page


def test_a_test_is_set_with_objectives_until_somebody_sat_it(
    workshop: Workshop,
    cora: User,
    log_in: LogIn,
    participants: MakeParticipants,
    on: On,
) -> None:
    place = workshop.series.organisation
    law, roles = (item_of(place, cora, code) for code in ("law", "roles"))
    aim = Objective.objects.create(workshop=workshop, code="A", text="Name the crimes")
    client = log_in(cora)
    page = f"/workshops/{workshop.public_id}/measuring/test/"
    assert "Choose one item at least." in client.post(page, {"x": 1}).content.decode()
    client.post(page, {f"item_{law.pk}": "on", f"for_{law.pk}": aim.pk})
    client.post(page, {f"item_{law.pk}": "on", f"item_{roles.pk}": "on"})
    client.post(
        page,
        {f"item_{law.pk}": "on", f"for_{law.pk}": aim.pk, f"item_{roles.pk}": "on"},
    )
    rows = TestItem.objects.order_by("order")
    assert [(row.item, row.objective) for row in rows] == [(law, aim), (roles, None)]
    (person,) = participants(1)
    on(BEFORE)
    measuring.sit(person, by=None, moment=Moment.BEFORE, chosen={law: 1})
    client.post(page, {f"item_{law.pk}": "on"})
    assert TestItem.objects.count() == 2
    with pytest.raises(ValidationError, match="stays the same to the end"):
        measuring.set_test(workshop, by=cora, places=[(law, None)])


def test_every_change_is_in_the_trail(
    workshop: Workshop, centre: Organisation, cora: User
) -> None:
    set_test(workshop, cora, "law")
    item = Item.objects.get()
    changed(item, cora, "Which law?")
    bank.retire_item(Item.objects.get(version=2), by=cora, retired=True)
    assert [event.action for event in Event.objects.order_by("number")] == [
        "added an item to the bank",
        "set a test",
        "changed an item of the bank",
        "retired an item",
    ]

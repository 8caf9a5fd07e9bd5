"""The demonstration: whole, made once, told for what it is; nobody is written to."""

from django.test import Client

from karski.web.due import letters
from karski.web.due.models import Work
from karski.web.people import audit, first_start
from karski.web.programme.aims import AIMS
from karski.web.workshops import demonstration, evidence
from karski.web.workshops.demonstration.invented import ninety
from karski.web.workshops.models import Answer, Certificate, Selection, Series, Workshop


def test_ninety_people_are_invented_and_the_same_each_time() -> None:
    people = ninety()
    assert people == ninety()
    assert len({each.email for each in people}) == 90
    assert {each.name.rpartition(" ")[2] for each in people} == {"(invented)"}


def test_the_demonstration_is_whole_and_made_once(db: None, browser: Client) -> None:
    centre = first_start.demonstration()
    demonstration.make(centre)
    demonstration.make(centre)
    assert Series.objects.count() == 2
    held = Workshop.objects.get(city="Bratislava", series__historical=False)
    assert Selection.objects.get(workshop=held).status == "optimal"
    taken = held.offers.filter(answer=Answer.ACCEPTED)
    states = sorted(taken.values_list("candidate__country", flat=True))
    assert states == ["CZ", "HU", "PL", *["SK"] * 22]
    assert Certificate.objects.filter(workshop=held).count() == 25
    assert not Work.objects.filter(act=letters.ACT).exists()
    assert audit.verify().whole
    assert [evidence.evidence(aim) for aim in AIMS.values()] == [[]] * 6
    effect = browser.get(f"/workshops/{held.public_id}/effect/").content.decode()
    assert "How often it came, of what was given a chance" in effect
    assert effect.count("<svg") >= 2  # the curve, wide and narrow
    page = browser.get(f"/workshops/series/{demonstration.SLUG}/").content.decode()
    assert "24 people answered the same test before and after" in page
    assert "its people and results are invented" in page

"""Salt Road, the pack of a day: whole, branching, and bearable for every seat."""

import re
from itertools import pairwise
from typing import get_args

import pytest

from karski.core.documents import Document
from karski.exercise.moments import MINUTE, moment
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import check, shipped, source
from karski.exercise.packs.roles import Sector

JUMPS = (("3 22:00", "7 06:00"), ("9 22:00", "12 06:00"), ("14 22:00", "18 06:00"))
STANDING = 15  # minutes of the room: before each part the clock stands
HALF_HOUR, LIMIT, LONGEST_SILENCE = 30, 4, 45

# Real places and peoples that invented names could fall upon.
REAL = (
    "Sudeten",
    "Galicia",
    "Moravia",
    "Bohemia",
    "Silesia",
    "Transylvania",
    "Ruthenia",
    "Kosovo",
    "Bosnia",
    "Serbia",
    "Croatia",
    "Albania",
    "Moldova",
    "Georgia",
    "Ossetia",
    "Abkhazia",
    "Armenia",
    "Chechnya",
    "Rwanda",
    "Darfur",
    "Roma",
    "Jews",
    "Hutu",
    "Tutsi",
    "Kurds",
    "Tatars",
    "Hungarian",
    "Slovak",
    "Czech",
    "Polish",
    "Ukrainian",
    "Russian",
    "Muslim",
    "Christian",
    "Orthodox",
    "Catholic",
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped("salt_road")


def in_the_room(pack: Pack, at: int) -> float:
    """Return when a moment comes in the room [minutes], with the guide's jumps."""
    jumps = [(moment(start), moment(end)) for start, end in JUMPS]
    left_out = sum(end - start for start, end in jumps if at >= end)
    stood = STANDING * (1 + sum(at >= end for _, end in jumps))
    return (at - pack.starts - left_out) / MINUTE / pack.rate + stood


def holds(condition: Condition | None, *, decided: bool) -> bool:
    """Say whether a condition holds where all measures are in effect, or none is."""
    if condition is None:
        return True
    if condition.none_of is not None:
        return not holds(condition.none_of, decided=decided)
    if condition.all_of is not None:
        return all(holds(part, decided=decided) for part in condition.all_of)
    if condition.any_of is not None:
        return any(holds(part, decided=decided) for part in condition.any_of)
    return decided if condition.decided is not None else True


def things_of(pack: Pack, role: str, *, decided: bool) -> list[float]:
    news = [
        in_the_room(pack, inject.at)
        for inject in pack.injects.values()
        if inject.at is not None
        and role in pack.audience(inject.to)
        and holds(inject.when, decided=decided)
    ]
    asked = [
        in_the_room(pack, question.at)
        for question in pack.questions.values()
        if role in pack.audience(question.to)
    ]
    return sorted(news + asked)


def negated(condition: Condition) -> bool:
    return condition.none_of is not None or any(map(negated, condition.parts()))


def words(part: object) -> str:
    assert isinstance(part, Document)
    return str(part.model_dump(mode="json"))


def test_nothing_is_wrong_with_it() -> None:
    assert check(source("salt_road"), "salt_road.yaml")[1] == []


def test_it_holds_what_a_day_of_25_people_needs(pack: Pack) -> None:
    branches = [each.when for each in pack.injects.values() if each.when is not None]
    assert len(pack.roles) == 18
    assert {role.sector for role in pack.roles.values()} == set(get_args(Sector))
    assert len(pack.injects) >= 45
    assert len(branches) >= 15
    assert sum(map(negated, branches)) >= 8
    assert sum(each.by_hand for each in pack.injects.values()) == 4
    assert len(pack.milestones) >= 6
    assert 4 <= len(pack.questions) <= 6
    assert 14 <= len(pack.measures) <= 25
    assert len(pack.debrief) >= 8
    assert {each.truth for each in pack.injects.values()} == {
        "true",
        "false",
        "unknown",
    }


def test_its_texts_have_the_length_that_a_desk_can_read(pack: Pack) -> None:
    for name, inject in pack.injects.items():
        assert 40 <= len(inject.text.en.split()) <= 110, name
    for name, role in pack.roles.items():
        assert 80 <= len(role.brief.en.split()) <= 160, name
        assert 2 <= len(role.objectives) <= 3, name
    assert 300 <= len(pack.guide.en.split()) <= 500


def test_the_room_s_time_and_the_jumps_cover_it(pack: Pack) -> None:
    assert in_the_room(pack, pack.ends) <= pack.room_minutes
    hidden = [(moment(start), moment(end)) for start, end in JUMPS]
    due = [each.at for each in pack.injects.values() if each.at is not None]
    assert not [at for at in due for start, end in hidden if start < at < end]
    for start, end in JUMPS:
        for at in (start, end):
            assert f"day {at}" in pack.guide.en


@pytest.mark.parametrize("decided", [False, True])
def test_no_seat_is_overloaded(pack: Pack, decided: bool) -> None:
    for role in pack.roles:
        due = things_of(pack, role, decided=decided)
        for first in due:
            at_once = sum(first <= each < first + HALF_HOUR for each in due)
            assert at_once <= LIMIT, (role, first)


def test_no_seat_is_forgotten(pack: Pack) -> None:
    for role in pack.roles:
        sure = [
            in_the_room(pack, inject.at)
            for inject in pack.injects.values()
            if inject.at is not None
            and inject.when is None
            and role in pack.audience(inject.to)
        ]
        marks = [0.0, *sorted(sure), in_the_room(pack, pack.ends)]
        gaps = [later - earlier for earlier, later in pairwise(marks)]
        assert max(gaps) <= LONGEST_SILENCE, role


def test_nobody_sees_the_whole(pack: Pack) -> None:
    signs = {"register_queries", "old_salt_store", "rifles_counted", "open_radio"}
    for role in pack.roles:
        seen = {name for name in signs if role in pack.audience(pack.injects[name].to)}
        assert len(seen) <= 2, role


def test_every_measure_needs_somebody_who_can_be_asked(pack: Pack) -> None:
    needs_others = [each for each in pack.measures.values() if each.cosign or each.vote]
    assert len(needs_others) >= 8
    for offer in pack.measures.values():
        assert not set(offer.decides) & set(offer.cosign)


def test_hateful_words_are_hidden_until_asked_for(pack: Pack) -> None:
    for name, inject in pack.injects.items():
        if re.search(r"\b(pests?|vermin|cleaning)\b", inject.text.en):
            assert inject.sensitive or name == "radio_changes_tone", name


def test_no_real_place_or_people_is_named(pack: Pack) -> None:
    told = words(pack)
    assert [name for name in REAL if re.search(rf"\b{name}\b", told)] == []

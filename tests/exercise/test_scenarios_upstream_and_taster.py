"""The long campaign and First warning: whole, branching, bearable, and invented."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

import pytest

from karski.core.documents import Document
from karski.exercise.moments import MINUTE, moment
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import check, shipped, source
from karski.exercise.packs.roles import Sector
from karski.exercise.packs.texts import Text

LIMIT = 4  # things that reach one seat within a stretch of the room's time


@dataclass(frozen=True, slots=True)
class Plan:
    """How a pack is played: where its clock jumps, and how much a seat can bear."""

    name: str
    jumps: tuple[tuple[str, str], ...]
    stretch: int  # minutes of the room
    silence: int  # minutes of the room
    words: tuple[int, int]  # of an inject


CAMPAIGN = Plan(
    "the_long_campaign",
    (
        ("3 08:00", "15 08:00"),
        ("17 08:00", "29 08:00"),
        ("31 08:00", "42 08:00"),
        ("44 08:00", "48 08:00"),
        ("50 08:00", "54 08:00"),
    ),
    stretch=30,
    silence=45,
    words=(40, 110),
)
WARNING = Plan(
    "first_warning",
    (("1 22:00", "2 07:00"), ("2 22:00", "3 07:00")),
    stretch=15,
    silence=20,
    words=(20, 50),
)
both = pytest.mark.parametrize("plan", [CAMPAIGN, WARNING], ids=lambda plan: plan.name)

# Real places, peoples and faiths that invented names could fall upon.
REAL = {
    "Albania",
    "Armenia",
    "Balkan",
    "Belarus",
    "Bohemia",
    "Bosnia",
    "Bratislava",
    "Budapest",
    "Catholic",
    "Christian",
    "Croatia",
    "Czech",
    "Danube",
    "Darfur",
    "Donbas",
    "Galicia",
    "Georgia",
    "Gypsy",
    "Hungarian",
    "Hutu",
    "Israel",
    "Jew",
    "Jewish",
    "Kosovo",
    "Kurd",
    "Moldova",
    "Moravia",
    "Muslim",
    "Orthodox",
    "Ossetia",
    "Polish",
    "Prague",
    "Roma",
    "Romania",
    "Russian",
    "Ruthenia",
    "Rwanda",
    "Serbia",
    "Silesia",
    "Sinti",
    "Slovak",
    "Sudeten",
    "Tatar",
    "Transylvania",
    "Tutsi",
    "Ukrainian",
    "Vell",
    "Visegrad",
    "Warsaw",
    "Yugoslavia",
}


def in_the_room(plan: Plan, pack: Pack, at: int) -> float:
    """Return when a moment comes in the room [minutes], with the guide's jumps."""
    jumps = [(moment(start), moment(end)) for start, end in plan.jumps]
    left_out = sum(end - start for start, end in jumps if at >= end)
    return (at - left_out - pack.starts) / pack.rate / MINUTE


def on_time(pack: Pack) -> dict[str, Inject]:
    """Return the injects of a fixed moment, one only of two that exclude each other."""
    found: dict[str, Inject] = {}
    for name, inject in pack.injects.items():
        if inject.at is not None and not any(
            _exclude_each_other(inject, other) for other in found.values()
        ):
            found[name] = inject
    return found


def _exclude_each_other(one: Inject, other: Inject) -> bool:
    if one.at != other.at or one.to != other.to or not (one.when and other.when):
        return False
    return _contrary(one.when, other.when) or _contrary(other.when, one.when)


def _contrary(one: Condition, other: Condition) -> bool:
    if one.none_of is not None:
        return one.none_of == other
    world, against = one.world, other.world
    return bool(
        world
        and against
        and (world.variable, world.community) == (against.variable, against.community)
        and world.at_least == against.below
    )


def minutes(plan: Plan, pack: Pack, role: str) -> list[float]:
    return sorted(
        in_the_room(plan, pack, inject.at)
        for inject in on_time(pack).values()
        if inject.at is not None and role in pack.audience(inject.to)
    )


def texts(part: object) -> list[str]:
    if isinstance(part, Text):
        return [part.en]
    if isinstance(part, Document):
        return [
            each
            for name in type(part).model_fields
            for each in texts(getattr(part, name))
        ]
    if isinstance(part, dict):
        return [each for value in part.values() for each in texts(value)]
    if isinstance(part, tuple):
        return [each for value in part for each in texts(value)]
    return []


@both
def test_the_pack_keeps_every_rule(plan: Plan) -> None:
    pack, slips = check(source(plan.name), f"{plan.name}.yaml")
    assert slips == []
    assert pack is not None


@both
def test_it_is_as_large_as_an_exercise_must_be(plan: Plan) -> None:
    pack = shipped(plan.name)
    assert len(pack.roles) >= 12
    assert {role.sector for role in pack.roles.values()} == set(get_args(Sector))
    assert len(pack.injects) >= 40
    assert sum(each.when is not None for each in pack.injects.values()) >= 15
    assert sum(each.by_hand for each in pack.injects.values()) >= 3
    assert sum(each.truth != "true" for each in pack.injects.values()) >= 5
    assert any(each.report for each in pack.injects.values())
    assert any(each.shocks for each in pack.injects.values())
    assert len(pack.milestones) >= 6
    assert 4 <= len(pack.questions) <= 6
    assert 14 <= len(pack.measures) <= 20
    assert 4 <= len(pack.communities) <= 7
    assert 6 <= len(pack.capabilities) <= 8
    assert len(pack.debrief) >= 8


@both
def test_authority_is_shared(plan: Plan) -> None:
    pack = shipped(plan.name)
    assert sum(bool(each.cosign) for each in pack.measures.values()) >= 5
    deciding = {role for each in pack.measures.values() for role in each.decides}
    signing = {role for each in pack.measures.values() for role in each.cosign}
    voting = {
        role for each in pack.measures.values() if each.vote for role in each.vote.of
    }
    assert deciding | signing | voting == set(pack.roles)
    for offer in pack.measures.values():
        assert not set(offer.decides) <= set(offer.cosign)


@both
def test_texts_are_as_long_as_people_can_read(plan: Plan) -> None:
    pack = shipped(plan.name)
    fewest, most = plan.words
    lengths = {name: len(each.text.en.split()) for name, each in pack.injects.items()}
    assert {
        n: words for n, words in lengths.items() if not fewest <= words <= most
    } == {}
    for role in pack.roles.values():
        assert 80 <= len(role.brief.en.split()) <= 160
        assert 2 <= len(role.objectives) <= 3
    assert 300 <= len(pack.guide.en.split()) <= 500


@both
def test_nothing_is_due_while_the_clock_jumps_and_the_room_is_filled(
    plan: Plan,
) -> None:
    pack = shipped(plan.name)
    for start, end in plan.jumps:
        for name, each in pack.injects.items():
            assert each.at is None or not moment(start) < each.at < moment(end), name
        assert f"from {start} to {end}" in pack.guide.en
    assert in_the_room(plan, pack, pack.ends) == pack.room_minutes


@both
def test_no_seat_is_overloaded_and_none_is_forgotten(plan: Plan) -> None:
    pack = shipped(plan.name)
    for role in pack.roles:
        times = minutes(plan, pack, role)
        within = [
            sum(start <= each < start + plan.stretch for each in times)
            for start in times
        ]
        assert max(within) <= LIMIT, role
        for earlier, later in pairwise((0, *times, pack.room_minutes)):
            assert later - earlier <= plan.silence, (role, earlier)


@both
def test_nobody_sees_the_whole(plan: Plan) -> None:
    pack = shipped(plan.name)
    for role in pack.roles:
        seen = sum(role in pack.audience(each.to) for each in pack.injects.values())
        assert seen < len(pack.injects) / 2


@both
def test_places_and_peoples_are_invented(plan: Plan) -> None:
    words = set(re.findall(r"\w+", " ".join(texts(shipped(plan.name)))))
    assert words & REAL == set()


def test_the_two_stories_share_neither_country_nor_groups() -> None:
    campaign, warning = shipped("the_long_campaign"), shipped("first_warning")
    assert not set(campaign.groups) & set(warning.groups)
    assert not set(campaign.regions) & set(warning.regions)

"""What a pack must keep beside its schema: names that exist, times, languages, ways.

Each rule yields where in the pack something is wrong, and what.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias

from karski import measures
from karski.core.documents import Document, Path
from karski.exercise.events import CLOCK, EXPERT, FACILITATOR, OBSERVER, WORLD
from karski.exercise.moments import written
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import ALL, Pack
from karski.exercise.packs.reaching import out_of_reach
from karski.exercise.packs.texts import Text

Found: TypeAlias = Iterator[tuple[Path, str]]
LONGEST = 10_000  # characters of one text
ACTORS = (FACILITATOR, EXPERT, OBSERVER, WORLD, CLOCK)


def mistakes(pack: Pack) -> Found:
    """Yield everything that is wrong with a pack, where and what."""
    for rule in (_texts, _story, _roles, _offers, _events, _times, _ways):
        yield from rule(pack)


def _texts(pack: Pack) -> Found:
    for path, text in _all_texts(pack, ()):
        for language in pack.languages:
            if getattr(text, language) is None:
                yield (*path, "en"), f"lacks the text in {language}; add it"
        longest = max(len(each or "") for each in dict(text).values())
        if longest > LONGEST:
            yield path, f"is {longest} characters long; {LONGEST} is the most"
    if "en" not in pack.languages:
        yield ("languages",), "must hold en"


def _all_texts(part: object, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, Document):
        for name in type(part).model_fields:
            yield from _all_texts(getattr(part, name), (*path, name))
    elif isinstance(part, Mapping):
        for name, each in part.items():
            yield from _all_texts(each, (*path, name))
    elif isinstance(part, tuple):
        for number, each in enumerate(part):
            yield from _all_texts(each, (*path, number))


def _known(name: str, known: Iterable[str], kind: str, path: Path) -> Found:
    names = list(known)
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
        yield path, f"names no {kind} of this pack: {name!r}; {hint}"


def _targets(pack: Pack) -> list[str]:
    return [ALL, *pack.regions, *(each.key for each in pack.communities)]


def _story(pack: Pack) -> Found:
    for name, region in pack.regions.items():
        for other in region.neighbours:
            path = ("regions", name, "neighbours")
            yield from _known(other, pack.regions, "region", path)
            if other == name:
                yield path, f"{name!r} is its own neighbour; remove it"
    seen: set[str] = set()
    for number, each in enumerate(pack.communities):
        at: Path = ("communities", number)
        yield from _known(each.region, pack.regions, "region", (*at, "region"))
        yield from _known(each.group, pack.groups, "group", (*at, "group"))
        if missing := sorted(set(range(1, 15)) - set(each.factors)):
            lacks = ", ".join(map(str, missing))
            yield (*at, "factors"), f"lacks the risk factors {lacks}; add them"
        if each.key in seen:
            yield at, f"{each.key!r} stands twice; remove one"
        seen.add(each.key)
    if not pack.communities:
        yield ("communities",), "must hold at least one community"


def _roles(pack: Pack) -> Found:
    if not pack.roles:
        yield ("roles",), "must hold at least one role"
    for name, role in pack.roles.items():
        if name == ALL:
            yield ("roles", name), "'all' means every role; name it otherwise"
        if name in ACTORS:
            yield (
                ("roles", name),
                f"{name!r} is who acts beside roles; name it otherwise",
            )
        if role.institution:
            path = ("roles", name, "institution")
            yield from _known(role.institution, pack.institutions, "institution", path)
        if pack.teams:
            yield from _known(role.team, pack.teams, "team", ("roles", name, "team"))
    for team in pack.teams:
        yield from _known(
            team, {r.team for r in pack.roles.values()}, "team", ("teams", team)
        )


def _offers(pack: Pack) -> Found:
    known = measures.catalogue()
    for name, offer in pack.measures.items():
        at: Path = ("measures", name)
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            yield at, f"is no preventive measure{hint}"
        if not offer.decides:
            yield (*at, "decides"), "must name a role that can decide"
        for field in ("decides", "cosign"):
            yield from _seats(pack, getattr(offer, field), (*at, field))
        for target in offer.targets:
            yield from _known(target, _targets(pack), "target", (*at, "targets"))
        if offer.vote:
            yield from _seats(pack, offer.vote.of, (*at, "vote", "of"))
            if offer.vote.needed > len(offer.vote.of):
                yield (*at, "vote", "needed"), "is more than the seats that vote"


def _seats(pack: Pack, named: tuple[str, ...], path: Path) -> Found:
    for role in dict.fromkeys(named):
        yield from _known(role, pack.roles, "role", path)
        if named.count(role) > 1:
            yield path, f"names {role!r} twice; remove one"


def _events(pack: Pack) -> Found:
    senders = [*pack.actors, *pack.institutions, *pack.roles]
    for name, inject in pack.injects.items():
        at: Path = ("injects", name)
        yield from _known(
            inject.sender, senders, "actor, institution or role", (*at, "sender")
        )
        yield from _to(pack, inject.to, (*at, "to"))
        for field, known in (
            ("objective", pack.objectives),
            ("capability", pack.capabilities),
        ):
            if (given := getattr(inject, field)) is not None:
                yield from _known(given, known, field, (*at, field))
        yield from _report(pack, inject.text, inject.report, at)
        for number, shock in enumerate(inject.shocks):
            yield from _known(
                shock.community,
                _targets(pack),
                "community",
                (*at, "shocks", number, "community"),
            )
    for name, question in pack.questions.items():
        yield from _to(pack, question.to, ("questions", name, "to"))
    for path, condition in _conditions(pack):
        for at_leaf, leaf in _leaves(condition, path):
            yield from _leaf_names(pack, leaf, at_leaf)


def _to(pack: Pack, to: tuple[str, ...], path: Path) -> Found:
    if not to:
        yield path, "must name a role, or all"
    for role in to:
        yield from _known(role, [ALL, *pack.roles], "role", path)


def _report(pack: Pack, text: Text, report: Any, at: Path) -> Found:  # noqa: ANN401 -- Report or None
    marks = {"{low}", "{high}"}
    for language, words in dict(text).items():
        if words is None:
            continue
        there = {mark for mark in marks if mark in words}
        if report is None and there:
            yield (*at, "text", language), "has {low} or {high} but no report"
        if report is not None and there != marks:
            yield (*at, "text", language), "must tell the report as {low} and {high}"
    if report is not None:
        yield from _known(
            report.community, _targets(pack), "community", (*at, "report")
        )


def _conditions(pack: Pack) -> Iterator[tuple[Path, Condition]]:
    for name, inject in pack.injects.items():
        if inject.when:
            yield ("injects", name, "when"), inject.when
    for name, milestone in pack.milestones.items():
        yield ("milestones", name, "when"), milestone.when
    for name, question in pack.questions.items():
        yield ("questions", name, "true_when"), question.true_when


def _leaves(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Yield the simple conditions of one, with the way to each in the YAML."""
    for name, parts in (("all", condition.all_of), ("any", condition.any_of)):
        for number, part in enumerate(parts or ()):
            yield from _leaves(part, (*path, name, number))
    if condition.none_of is not None:
        yield from _leaves(condition.none_of, (*path, "not"))
    if not condition.parts():
        yield path, condition


def _leaf_names(pack: Pack, leaf: Condition, path: Path) -> Found:
    if leaf.inject is not None:
        yield from _known(leaf.inject, pack.injects, "inject", (*path, "inject"))
    if leaf.milestone is not None:
        at: Path = (*path, "milestone")
        yield from _known(leaf.milestone, pack.milestones, "milestone", at)
    if leaf.decided is not None:
        at = (*path, "decided")
        measure, target = leaf.decided.measure, leaf.decided.target
        yield from _known(measure, pack.measures, "measure", (*at, "measure"))
        if target is not None:
            yield from _known(target, _targets(pack), "target", (*at, "target"))
    if leaf.world is not None:
        at = (*path, "world", "community")
        yield from _known(leaf.world.community, _targets(pack), "community", at)
    yield from _inside(pack, leaf.after, (*path, "after"))
    yield from _inside(pack, leaf.before, (*path, "before"))


def _times(pack: Pack) -> Found:
    for name, inject in pack.injects.items():
        yield from _inside(pack, inject.at, ("injects", name, "at"))
    for name, question in pack.questions.items():
        for field in ("at", "closes", "resolves"):
            moment = getattr(question, field)
            yield from _inside(pack, moment, ("questions", name, field))
    last = pack.starts
    for number, phase in enumerate(pack.phases):
        path: Path = ("phases", number, "at")
        yield from _inside(pack, phase.at, path)
        if phase.at < last:
            yield path, "lies before the phase above it; put phases in order"
        last = max(last, phase.at)


def _inside(pack: Pack, at: int | None, path: Path) -> Found:
    if at is not None and not pack.starts <= at <= pack.ends:
        yield (
            path,
            f"{written(at)!r} lies outside the exercise,"
            f" which lasts from {written(pack.starts)!r} to {written(pack.ends)!r}",
        )


def _ways(pack: Pack) -> Found:
    for kind, name, why in out_of_reach(pack):
        yield (kind, name, "when"), why

"""Role folders: what a seat knows, may do and can take, to hold in one's hands."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from django.utils.translation import gettext

from karski.briefings.papers.role_folders import (
    Fact,
    Folder,
    MeasureCard,
    Part,
    RoleFolders,
)
from karski.exercise.deciding import involved
from karski.exercise.packs.offers import Offer
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.roles import Role
from karski.exercise.packs.story import Named, Region
from karski.web.exercises import wording
from karski.web.exercises.papers.occasion import Occasion, banner, frame, warnings
from karski.web.exercises.templatetags.exercises import (
    measure,
    target,
    team,
    told,
)

Facts: TypeAlias = tuple[Fact, ...]


def role_folders(occasion: Occasion, roles: Iterable[str] = ()) -> RoleFolders:
    """Return the folders of some seats, or else of all."""
    pack = occasion.pack
    chosen = tuple(roles) or tuple(pack.roles)
    more = tuple(_shared(pack))
    return RoleFolders(
        **frame(occasion, gettext("Role folders")),
        banner=banner(),
        warnings=warnings(occasion),
        folders=tuple(_folder(role, pack, more) for role in chosen),
    )


def _folder(name: str, pack: Pack, more: tuple[Part, ...]) -> Folder:
    role = pack.roles[name]
    return Folder(
        role=told(role.title),
        line=_line(role, pack),
        private=gettext(
            "This folder is for you alone. Tell others what you choose to tell, in"
            " your own words; do not show it."
        ),
        parts=tuple(_own(role)),
        measures_heading=gettext("Measures that need you"),
        measures=tuple(
            _card(each, pack)
            for each, offer in pack.measures.items()
            if name in involved(offer)
        ),
        more=(*_of_others(name, pack), *more),
    )


def _line(role: Role, pack: Pack) -> str:
    said = gettext("Team: {team}").format(team=team(role.team, pack))
    if role.institution is None:
        return said
    return f"{told(pack.institutions[role.institution].title)}. {said}"


def _own(role: Role) -> Iterator[Part]:
    yield Part(gettext("What you know"), (told(role.brief),))
    yield Part(gettext("What you may do, and what not"), (told(role.authority),))
    if role.objectives:
        points = tuple(told(each) for each in role.objectives)
        yield Part(gettext("What you want"), points=points)


def _card(name: str, pack: Pack) -> MeasureCard:
    offer = pack.measures[name]
    facts = [
        (gettext("Who must agree"), wording.agreed(offer, pack)),
        (gettext("Legal basis"), told(offer.legal_basis)),
        (gettext("Until it works"), wording.lead(name, offer)),
        (gettext("For whom"), _targets(name, pack)),
        *_parameters(offer),
        (gettext("Possible harm"), wording.harm(name)),
        (gettext("What is known"), wording.evidence(name)),
    ]
    return MeasureCard(
        measure(name, pack), wording.summary(name), tuple(Fact(*each) for each in facts)
    )


def _targets(name: str, pack: Pack) -> str:
    return "; ".join(target(each, pack) for each in pack.targets(name))


def _parameters(offer: Offer) -> Iterator[tuple[str, str]]:
    for each in offer.parameters.values():
        choices = "; ".join(told(choice) for choice in each.choices.values())
        yield told(each.title), choices


def _of_others(name: str, pack: Pack) -> Iterator[Part]:
    """Tell which measures others decide on, so that one knows whom to ask."""
    facts = tuple(
        Fact(measure(each, pack), wording.either(offer.decides, pack))
        for each, offer in pack.measures.items()
        if name not in involved(offer)
    )
    if facts:
        words = (gettext("You can ask those who decide. They may not know of it yet."),)
        yield Part(gettext("Measures of others"), words, facts=facts)


def _shared(pack: Pack) -> Iterator[Part]:
    yield Part(gettext("How to play with paper"), points=_rules())
    yield Part(gettext("The story"), (told(pack.summary),))
    yield Part(gettext("Places"), facts=_named(pack.regions.values()))
    yield Part(gettext("Peoples"), facts=_named(pack.groups.values()))
    yield Part(gettext("Institutions"), facts=_named(pack.institutions.values()))
    yield Part(gettext("Others in the story"), facts=_named(pack.actors.values()))
    yield Part(gettext("Who sits in the room"), facts=tuple(_others(pack)))


def _rules() -> tuple[str, ...]:
    return (
        gettext("News comes to you on cards. Keep them; nobody else may have them."),
        gettext(
            "Write to another seat on a message form, and give it to the facilitator,"
            " who notes the time and passes it on."
        ),
        gettext(
            "To take a measure, fill in a decision form, collect the signatures that it"
            " needs, and hand it in. It counts from then."
        ),
        gettext(
            "Say where a thing is from when you pass it on: letters are for the source"
            " (A the best, F not known), numbers for the information (1 the best, 6"
            " not known)."
        ),
        gettext(
            "Step out whenever you want to; you need not say why, and your seat is"
            " covered. If anybody calls a stop, all play stops at once."
        ),
    )


def _named(found: Iterable[Region | Named]) -> Facts:
    return tuple(Fact(told(each.title), told(each.about)) for each in found)


def _others(pack: Pack) -> Iterator[Fact]:
    for role in pack.roles.values():
        yield Fact(told(role.title), _line(role, pack))

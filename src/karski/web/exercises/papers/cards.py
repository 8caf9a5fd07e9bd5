"""Inject cards: what comes to whom, without what only the facilitator knows."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from karski.briefings.papers.inject_cards import Card, InjectCards
from karski.exercise.numbering import numbers
from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack
from karski.web.exercises import wording
from karski.web.exercises.papers.occasion import Occasion, banner, frame
from karski.web.exercises.templatetags.exercises import grade, moment

SPARE = 4  # cards to write on, for what is improvised


def inject_cards(occasion: Occasion, roles: Iterable[str] = ()) -> InjectCards:
    """Return a card for each inject; or those of some seats, a copy for each."""
    pack = occasion.pack
    chosen = tuple(roles)
    cards = [
        _card(number, pack.injects[name], pack, single=bool(chosen))
        for name, number in numbers(pack).items()
        if not chosen or set(chosen) & set(pack.audience(pack.injects[name].to))
    ]
    if not chosen:
        cards += [_spare()] * SPARE
    return InjectCards(
        **frame(occasion, _title(chosen, pack)),
        banner=banner(),
        hints=_hints(single=bool(chosen)),
        moment=gettext("Time:"),
        read=gettext("Read:"),
        passed=gettext("Passed on to:"),
        cards=tuple(cards),
    )


def _title(roles: tuple[str, ...], pack: Pack) -> str:
    if not roles:
        return gettext("Inject cards")
    who = wording.seats(roles, pack)
    return gettext("Inject cards: {who}").format(who=who)


def _card(number: str, inject: Inject, pack: Pack, *, single: bool) -> Card:
    fixed = inject.at is not None and inject.when is None
    return Card(
        number=number,
        when=moment(inject.at) if fixed and inject.at is not None else "",
        to=wording.audience(inject.to, pack),
        copies="" if single else _copies(len(pack.audience(inject.to))),
        line=wording.origin(inject, pack),
        grade=grade(inject.grade) if inject.grade else "",
        warning=_warning() if inject.sensitive else "",
        text=wording.spoken(inject),
    )


def _spare() -> Card:
    return Card("", "", gettext("To:"), "", gettext("From:"), "", "", "")


def _copies(count: int) -> str:
    return ngettext("{count} copy", "{count} copies", count).format(count=count)


def _warning() -> str:
    return gettext(
        "Fold along the dashed line before you hand this out. Under the fold: words"
        " that may treat people as less than human. Open it only if you want to."
    )


def _hints(*, single: bool) -> tuple[str, ...]:
    copies = gettext(
        "Print as many of each page as the card with the most copies on it needs; a"
        " seat's own file has one of each of its cards."
    )
    cut = gettext("Cut each page along the two dashed lines: four cards.")
    sort = gettext(
        "Put the cards in the order of their numbers, which are those of the"
        " facilitator's book. It says when each is due and on what it waits."
    )
    write = gettext(
        "Write the time on a card that has none as you hand it out, and fill in what"
        " is left blank: the number of people killed or displaced so far."
    )
    return (cut, sort, write) if single else (copies, cut, sort, write)

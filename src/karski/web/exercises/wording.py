"""Who, how long, how well known: what several papers and pages say."""

from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext, ngettext

from karski.exercise.packs.injects import Inject
from karski.exercise.packs.offers import Offer
from karski.exercise.packs.pack import ALL, Pack
from karski.measures import Measure, catalogue
from karski.measures import words as of_measures
from karski.web.exercises.templatetags.exercises import channel, seat, sender, told

DAY = 24.0  # hours
LONG = 2 * DAY  # from which a time is told in days
BLANK = "_______"  # to be written in by hand


def measure_of(name: str) -> Measure:
    """Return what is known of a measure that a pack offers."""
    return catalogue()[name]


def seats(roles: Iterable[str], pack: Pack) -> str:
    """Name seats one after another."""
    return ", ".join(seat(role, pack) for role in roles)


def audience(to: tuple[str, ...], pack: Pack) -> str:
    """Name those to whom something goes."""
    return gettext("Everybody") if ALL in to else seats(pack.audience(to), pack)


def origin(inject: Inject, pack: Pack) -> str:
    """Say by which channel and from whom an inject comes."""
    return f"{channel(inject.channel)}: {sender(inject.sender, pack)}"


def spoken(inject: Inject) -> str:
    """Return an inject's text, with blanks for what the world would count."""
    text = told(inject.text)
    if inject.report is None:
        return text
    return text.replace("{low}", BLANK).replace("{high}", BLANK)


def agreed(offer: Offer, pack: Pack) -> str:
    """Say who must agree to a measure."""
    said = [gettext("Decides: {who}").format(who=either(offer.decides, pack))]
    if offer.cosign:
        signs = gettext("Must sign too: {who}")
        said.append(signs.format(who=seats(offer.cosign, pack)))
    if offer.vote:
        votes = ngettext(
            "Vote: {count} for it is needed, of {who}",
            "Votes: {count} for it are needed, of {who}",
            offer.vote.needed,
        )
        who = seats(offer.vote.of, pack)
        said.append(votes.format(count=offer.vote.needed, who=who))
    return ". ".join(said)


def either(roles: tuple[str, ...], pack: Pack) -> str:
    """Name seats of which any one is enough."""
    return gettext(" or ").join(seat(role, pack) for role in roles)


def lead(name: str, offer: Offer) -> str:
    """Say how long it takes from a decision to its effect."""
    if offer.lead_hours is None:
        found = measure_of(name).lead_days
        return _days(found.low, found.best, found.high)
    hours = offer.lead_hours
    if hours.best >= LONG:
        return _days(*(each / DAY for each in (hours.low, hours.best, hours.high)))
    said = ngettext(
        "about {best} hour ({low} to {high})",
        "about {best} hours ({low} to {high})",
        _counted(hours.best),
    )
    return _ranged(said, hours.low, hours.best, hours.high)


def _days(low: float, best: float, high: float) -> str:
    said = ngettext(
        "about {best} day ({low} to {high})",
        "about {best} days ({low} to {high})",
        _counted(best),
    )
    return _ranged(said, low, best, high)


def _ranged(said: str, low: float, best: float, high: float) -> str:
    return said.format(best=number(best), low=number(low), high=number(high))


def _counted(value: float) -> int:
    """Return the whole number whose plural form a number takes."""
    return 1 if value == 1 else max(2, round(value))


def number(value: float) -> str:
    """Write a number as the reader's language does, without needless zeros."""
    written = f"{round(value, 1):.15g}" if value >= 1 else f"{value:.2g}"
    text = formats.number_format(written, use_l10n=True, force_grouping=True)
    return str(text)


def evidence(name: str) -> str:
    """Say how well the effect of a measure is known, with the counts behind it."""
    found = measure_of(name).evidence
    said = f"{found.grade}: {gettext(of_measures.GRADES[found.grade])}"
    if found.reports is None:
        return said
    counted = gettext("{said} ({reports} reports, {direct} of atrocity crimes)")
    return counted.format(said=said, reports=found.reports, direct=found.direct)


def summary(name: str) -> str:
    """Say what is done in a measure."""
    return gettext(measure_of(name).summary)


def harm(name: str) -> str:
    """Say which harm a measure can do."""
    return gettext(measure_of(name).harm)

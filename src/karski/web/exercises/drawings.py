"""Drawings of a review, in both widths, with words of the reader's language."""

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from karski.briefings.charts._drawing import Size
from karski.briefings.charts.courses import Course, courses
from karski.briefings.charts.reliability import Bin, reliability
from karski.briefings.charts.telling import Told, telling
from karski.briefings.charts.words import WORDS, filled
from karski.exercise.moments import day
from karski.exercise.review.flowing import Flow
from karski.exercise.review.forecasting import Forecasts
from karski.exercise.review.reviewing import Review
from karski.exercise.world.pairing import Band, Difference
from karski.web.exercises.queries.reviewing import Seat

SIZES: tuple[Size, Size] = ("wide", "narrow")


def _both(draw: Callable[[Size], str]) -> SafeString:
    """Draw in both widths, silent: the same stands in words beside it."""
    words = {key: gettext(word) for key, word in WORDS.items()}
    drawn = "".join(filled(draw(size), words) for size in SIZES)
    return mark_safe(drawn)  # noqa: S308 -- ours, and every word put into it is escaped


def both_courses(found: Review, difference: Difference) -> SafeString:
    """Draw people killed so far as played and otherwise, and the exercise's own run."""
    deaths = difference.deaths
    own = [float(each.total("deaths")) for each in found.days]
    first = day(found.pack.starts)
    return _both(
        lambda size: courses(
            _course(deaths.played), _course(deaths.otherwise), own, first, size
        )
    )


def _course(band: Band) -> Course:
    return Course(band.low_90, band.middle, band.high_90)


def who_told_whom(flow: Flow, seats: Sequence[Seat]) -> SafeString:
    """Draw who told whom, seats by their numbers."""
    place = {seat.role: index for index, seat in enumerate(seats)}
    ties = [Told(place[t.giver], place[t.taker], t.times) for t in flow.ties]
    numbers = [seat.number for seat in seats]
    return _both(lambda size: telling(numbers, ties, size))


def calibration(forecasts: Forecasts) -> SafeString | None:
    """Draw how often it came over what was said; None without resolved answers."""
    bins = [Bin(each.said, each.share, *each.interval) for each in forecasts.bins]
    return _both(lambda size: reliability(bins, size)) if bins else None

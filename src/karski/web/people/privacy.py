"""What the site keeps of people, why, and how long; the page and the broom share it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karski.web.people.models import Visits

COUNTS_KEPT = timedelta(days=760)  # two years can be compared
LETTERS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of data about people."""

    what: Promise
    why: Promise
    how_long: Promise


KEPT = (
    Kept(
        _("Your account: address, name, language, password (only as a hash)"),
        _("So that you can log in and colleagues know you."),
        _("Until you erase it."),
    ),
    Kept(
        _("Your second factor: its kind, when it was made and used, an encrypted key"),
        _("So that a stolen password opens nothing."),
        _("Until you remove it or erase your account."),
    ),
    Kept(
        _("Where you belong: organisations, roles, cohorts, invitations"),
        _("It decides what you may see and do."),
        _("Until you leave or erase your account."),
    ),
    Kept(
        _("Commitments you made or reviewed"),
        _("So that promises can be followed."),
        _("They stay; your name goes when you erase your account."),
    ),
    Kept(
        _(
            "The audit trail: who did what and when, logging in too, under a number"
            " instead of a name"
        ),
        _("So that what was done here can be proven later."),
        _("For good. Once your account is erased, its number leads to nobody."),
    ),
    Kept(
        _("A cookie that keeps you logged in"),
        _("Without it each page would ask for your password."),
        _("12 hours after you log in, or until you log out."),
    ),
    Kept(
        _("On the days of a workshop, a cookie that remembers whose page was opened"),
        _("So that you can sign in by scanning the screen of the room."),
        _("12 hours."),
    ),
    Kept(
        _("In an exercise: your name or alias, and the link back to your desk"),
        _("So that you find your seat again, on any device."),
        _("90 days after the end of the exercise."),
    ),
    Kept(
        _("In an exercise: your private notes"),
        _("For your eyes; nobody who runs the exercise sees them."),
        _("30 days after the end of the exercise."),
    ),
    Kept(
        _("In an exercise: what your seat did, read and wrote, under a number"),
        _("It is the journal that the review is made of."),
        _("As long as the exercise is kept; the number then leads to nobody."),
    ),
    Kept(
        _("A cookie that guards forms"),
        _("So that no other site can act in your name."),
        _("One year."),
    ),
    Kept(
        _("Your choice about being counted"),
        _("So that we do not have to ask again."),
        _("In your account; in a browser without one, 400 days."),
    ),
    Kept(
        _("Day or night colours, if you chose them"),
        _("So that every page has them."),
        _("In your browser alone, until you clear it; it is sent nowhere."),
    ),
    Kept(
        _("Only if you agree: how often a page was opened on a day, by all together"),
        _("To see which pages are of use."),
        _("25 months. It holds no address and no person, so it cannot be erased."),
    ),
    Kept(
        _("Attempts to log in that failed, by address of the network"),
        _("To stop those who guess passwords."),
        _("They count for five minutes, and are deleted within a day."),
    ),
    Kept(
        _("Letters that wait to be sent, or that could not be"),
        _("So that a letter is not lost while the post is away."),
        _("Until they are sent; 90 days at most."),
    ),
)


def sweep(now: datetime) -> None:
    """Delete what was kept for long enough."""
    Visits.objects.filter(day__lt=(now - COUNTS_KEPT).date()).delete()
    SessionStore.clear_expired()
    _sweep_attempts(now)
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        _sweep_letters(Path(settings.EMAIL_FILE_PATH), now - LETTERS_KEPT)


def _sweep_attempts(now: datetime) -> None:
    """Delete counts of attempts that count no longer: the cache only hides them."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    moment = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 -- our own name


def _sweep_letters(folder: Path, before: datetime) -> None:
    for letter in folder.glob("*.log"):
        if letter.stat().st_mtime < before.timestamp():
            letter.unlink(missing_ok=True)

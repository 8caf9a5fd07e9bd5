"""Everything of an exercise on paper, for when there are no screens."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from karski.briefings.papers import UnprintableError
from karski.exercise.packs.pack import Pack
from karski.web.exercises import states
from karski.web.exercises.models import Exercise
from karski.web.exercises.papers.occasion import Occasion
from karski.web.exercises.papers.printable import PRINTABLE, printed
from karski.web.exercises.queries.whose import RUN, exercise_of
from karski.web.people.access import members
from karski.web.people.person import AuthenticatedRequest

PDF = "application/pdf"
UNPROCESSABLE = 422


@members(RUN, room=True)
def paper(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Show what can be printed, in each language of the scenario."""
    exercise = exercise_of(request.person, key)
    pack = states.pack_of(exercise)
    said = {
        "exercise": exercise,
        "section": "paper",
        "pack": pack,
        "printable": PRINTABLE,
        "of_seats": {n: each for n, each in PRINTABLE.items() if each.of_roles},
        "tongues": tongues(pack),
    }
    return render(request, "exercises/paper/paper.html", said)


@members(RUN, room=True)
def paper_file(
    request: AuthenticatedRequest, key: UUID, name: str, language: str
) -> HttpResponse:
    """Print a paper for all seats."""
    return _printed(request, key, name, language)


@members(RUN, room=True)
def paper_of_seat(
    request: AuthenticatedRequest, key: UUID, name: str, role: str, language: str
) -> HttpResponse:
    """Print a paper for one seat."""
    if name in PRINTABLE and PRINTABLE[name].of_roles is None:
        raise Http404
    return _printed(request, key, name, language, role)


def tongues(pack: Pack) -> dict[str, str]:
    """Return the languages that a pack is complete in, each by its own name."""
    known = dict(settings.LANGUAGES)
    return {code: known[code] for code in pack.languages}


def handed_out(file: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be saved."""
    answer = HttpResponse(file, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def unprintable(request: HttpRequest, error: UnprintableError) -> HttpResponse:
    """Say in a sentence which letters cannot be printed."""
    refused = _(
        "'%(letters)s' cannot be printed: no font of this machine has it. Have a font"
        " installed that has it, or use another language."
    ) % {"letters": error.letters}
    page = "exercises/paper/unprintable.html"
    return render(request, page, {"refused": refused}, status=UNPROCESSABLE)


def _printed(
    request: AuthenticatedRequest, key: UUID, name: str, language: str, role: str = ""
) -> HttpResponse:
    exercise = exercise_of(request.person, key)
    pack = states.pack_of(exercise)
    known = name in PRINTABLE and language in pack.languages
    if not known or (role and role not in pack.roles):
        raise Http404
    occasion = Occasion(
        pack, exercise.title, str(exercise.organisation), timezone.localdate()
    )
    try:
        file = printed(name, occasion, language, role)
    except UnprintableError as error:
        return unprintable(request, error)
    return handed_out(file, PDF, _name_of(exercise, name, role, language))


def _name_of(exercise: Exercise, name: str, role: str, language: str) -> str:
    parts = [name.replace("_", "-"), slugify(exercise.title) or "exercise"]
    parts += [role.replace("_", "-")] if role else []
    return f"{'-'.join(parts)}-{language}.pdf"

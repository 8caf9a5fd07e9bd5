"""Papers handed out as files."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from karski.briefings.papers import UnprintableError, catalogue, document
from karski.briefings.papers._content import Content
from karski.web.workshops.models import Workshop

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNPROCESSABLE = 422


def printed(
    request: HttpRequest,
    workshop: Workshop,
    paper: str,
    language: str,
    content: Callable[[], Content],
) -> HttpResponse:
    """Print a paper in a language; letters that no font has are told in a sentence."""
    require_language(language)
    with override(language):
        said = content()
    try:
        file = document(catalogue()[paper], said)
    except UnprintableError as error:
        refused = _(
            "'%(letters)s' cannot be printed: no font of this machine has it. Write it"
            " in other letters too, or have a font installed that has it."
        ) % {"letters": error.letters}
        words = {"workshop": workshop, "refused": refused}
        page = "workshops/papers/unprintable.html"
        return render(request, page, words, status=UNPROCESSABLE)
    return handed_out(file, PDF, name_of(workshop, paper, language, "pdf"))


def handed_out(file: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be saved."""
    answer = HttpResponse(file, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def name_of(workshop: Workshop, paper: str, language: str, ending: str) -> str:
    """Return what a paper's file is called."""
    place = slugify(workshop.city) or "workshop"
    return (
        f"{paper.replace('_', '-')}-{place}-{workshop.starts.year}-{language}.{ending}"
    )


def require_language(language: str) -> None:
    """Say that there is no paper in a language that the site does not have."""
    if language not in dict(settings.LANGUAGES):
        raise Http404

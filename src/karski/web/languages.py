"""The site's texts: found in code, templates and documents, and kept in catalogues.

English is what the code says. ``locale/<language>/LC_MESSAGES/django.po`` holds each
other language; what Django loads is compiled from it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import cast

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from karski.core.files import whole

HERE = Path(__file__).parent
LOCALE = HERE / "locale"
LANGUAGES = ("hu", "sk", "cs", "pl")  # beside English
AREAS = ("people", "due", "programme", "monitor", "workshops", "exercises")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WIDTH = 100  # characters
DATE = datetime(2014, 1, 27, tzinfo=UTC)  # any fixed one: same texts, same bytes


def template() -> Catalog:
    """Return every text that a person may see, untranslated."""
    found = Catalog(charset="utf-8")
    for file in sorted(HERE.rglob("*.py")):
        _add(found, "python", file.read_bytes())
    for file in sorted([*HERE.rglob("*.html"), *HERE.rglob("*.txt")]):
        marked = templatize(file.read_text("utf-8"), origin=str(file))
        # what templatize gives is no Python, but its calls read the same in JavaScript
        _add(found, "javascript", marked.encode())
    for message in _of_documents():
        found.add(message)
    return found


def _add(found: Catalog, method: str, text: bytes) -> None:
    options = {"encoding": "utf-8", "template_string": "false"}
    for _, message, _, context in extract(
        method, BytesIO(text), keywords=KEYWORDS, options=options
    ):
        found.add(cast(str, message), context=context)


def _of_documents() -> Iterator[str]:
    """Yield texts that stand in documents and science packages, area by area."""
    for area in AREAS:
        name = f"karski.web.{area}.messages"
        if find_spec(name) is not None:
            yield from cast(Iterable[str], import_module(name).messages())


def file_of(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue; an empty one where there is none yet."""
    file = file_of(language)
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def renew() -> None:
    """Bring every catalogue to the texts of today; what is new stands empty."""
    texts = template()
    for language in LANGUAGES:
        kept = read(language)
        renewed = _empty(language)
        for message in texts:
            if message.id:
                renewed.add(message.id, _kept(kept, message), context=message.context)
        with whole(file_of(language)) as draft, draft.open("wb") as opened:
            write_po(opened, renewed, width=WIDTH, no_location=True, sort_output=True)


def _kept(catalogue: Catalog, message: Message) -> str | tuple[str, ...]:
    found = catalogue.get(message.id, message.context)
    return "" if found is None or found.fuzzy else cast(str, found.string)


def _empty(language: str) -> Catalog:
    """Return a catalogue with Django's plural forms, which Babel's differ from."""
    own = Path(django.__file__).parent / "conf" / "locale" / language
    with (own / "LC_MESSAGES" / "django.po").open("rb") as opened:
        forms = read_po(opened).mime_headers
    catalogue = Catalog(
        locale=language,
        header_comment="# Karski's texts; `make messages` keeps what they are.",
        project="Karski",
        version="1",
        msgid_bugs_address="-",
        last_translator="Karski",
        language_team="Karski",
        creation_date=DATE,
        revision_date=DATE,
        fuzzy=False,
    )
    plural = dict(forms)["Plural-Forms"]
    catalogue.mime_headers = [("Plural-Forms", plural)]
    return catalogue


def template_texts() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """Return the texts of today as (context, text or texts by number)."""
    return {(m.context, key(m)) for m in template() if m.id}


def key(message: Message) -> str | tuple[str, ...]:
    """Return a text as a key."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def build() -> None:
    """Compile the catalogues that are newer than what was compiled from them."""
    for language in LANGUAGES:
        source = file_of(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with whole(target) as draft, draft.open("wb") as opened:
            write_mo(opened, read(language))


if __name__ == "__main__":
    django.setup()
    renew()

"""Five languages, each whole."""

import re
from gettext import c2py
from pathlib import Path
from shutil import copytree
from string import Formatter

import pytest
from babel.messages.catalog import Message

from karski.web import languages

PERCENT = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string)


def named(text: str) -> tuple[set[str], set[str]]:
    try:
        fields = {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:  # a lone brace is a brace
        fields = set()
    return {found.group() for found in PERCENT.finditer(text)}, fields


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_every_text_is_translated_and_no_translation_is_stale_or_fuzzy(
    language: str,
) -> None:
    catalogue = languages.read(language)
    wanted = languages.template_texts()
    held = {(m.context, languages.key(m)): m for m in catalogue if m.id}
    assert wanted - set(held) == set(), "texts without an entry: run `make messages`"
    assert set(held) - wanted == set(), "stale entries: run `make messages`"
    empty = [languages.key(m) for m in held.values() if not all(translations(m))]
    assert empty == []
    assert [languages.key(m) for m in held.values() if m.fuzzy] == []


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_a_translation_holds_what_varies_as_its_text_does(language: str) -> None:
    wrong = []
    for message in languages.read(language):
        if not message.id:
            continue
        every = [named(text) for text in texts(message)]
        allowed = (
            set.union(*(each[0] for each in every)),
            set.union(*(each[1] for each in every)),
        )
        for said in filter(None, translations(message)):
            found = named(said)
            # a plural form may leave the number out, and nothing else
            same = found == allowed or (
                len(every) > 1 and found[0] <= allowed[0] and found[1] <= allowed[1]
            )
            if not same:
                wrong.append((languages.key(message), said))
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "forms"), [("hu", 2), ("sk", 4), ("cs", 4), ("pl", 4)]
)
def test_plural_forms_are_those_that_django_counts_by(
    language: str, forms: int
) -> None:
    assert languages.read(language).num_plurals == forms


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        ("hu", [{1}, {0, 2, 5, 12, 22, 25}]),
        ("sk", [{1}, {2}, {0, 5, 12, 22, 25}]),
        ("cs", [{1}, {2}, {0, 5, 12, 22, 25}]),
        ("pl", [{1}, {2, 22}, {0, 5, 12, 25}]),
    ],
)
def test_numbers_take_the_form_of_the_language(
    language: str, groups: list[set[int]]
) -> None:
    form = c2py(languages.read(language).plural_expr)
    found = [{form(n) for n in group} for group in groups]
    assert [len(each) for each in found] == [1] * len(groups)
    assert len(set.union(*found)) == len(groups)


def test_renewing_changes_nothing_that_is_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = Path(copytree(languages.LOCALE, tmp_path / "locale"))
    monkeypatch.setattr(languages, "LOCALE", copied)
    before = {
        each: languages.file_of(each).read_bytes() for each in languages.LANGUAGES
    }
    languages.renew()
    after = {each: languages.file_of(each).read_bytes() for each in languages.LANGUAGES}
    assert after == before

"""Packs with mistakes: each is found, on its line, in a sentence."""

import pytest

from exercise_pack import TEXT
from karski.core.errors import DocumentError
from karski.exercise.packs.reading import check, parse_pack

WAITING = """    when:
      milestone: warned
    delay_minutes: 90
"""


def slips(old: str = "", new: str = "", text: str = TEXT) -> list[tuple[str, str]]:
    """Return what is wrong with the small pack once something in it is changed.

    Each is the text of its line, and what is said.
    """
    assert old in text, "the small pack holds it"
    written = text.replace(old, new, 1)
    lines = ["", *written.splitlines()]
    found = check(written, "low_water.yaml")[1]
    return [(lines[each.line].strip(), each.says) for each in found]


def test_the_small_pack_has_no_mistake() -> None:
    assert slips() == []


def the_one(old: str, new: str) -> tuple[str, str]:
    (slip,) = slips(old, new)
    return slip


def test_a_loop_is_found() -> None:
    """An inject and a milestone wait for each other, whatever anybody does."""
    text = TEXT.replace(
        "  bad:\n    title:\n      en: Violence has begun\n    when:\n      world:\n"
        "        variable: incidents\n        at_least: 1\n",
        "  bad:\n    title:\n      en: Violence has begun\n    when:\n"
        "      inject: after_warning\n",
    )
    found = slips("milestone: warned\n    delay", "milestone: bad\n    delay", text)
    assert len(found) == 2
    for line, says in found:
        assert line in ("inject: after_warning", "milestone: bad", "when:")
        assert "never" in says or "wait" in says


def test_moments_that_contradict_each_other_are_found() -> None:
    never = "    when:\n      all: [{after: 3 08:00}, {before: 2 08:00}]\n"
    line, says = the_one(WAITING, never)
    assert "after" in line or line == "when:"
    assert says


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("to: [monitor]", "to: [moniter]", "did you mean 'monitor'?"),
        ("decides: [envoy]", "decides: [envoi]", "did you mean 'envoy'?"),
        ("cosign: [interior]", "cosign: [police]", "names no role of this pack"),
        ("of: [interior, justice, monitor]", "of: [interior, ghost]", "'ghost'"),
        ("institution: ministry", "institution: ministery", "did you mean 'ministry'?"),
        ("sender: radio", "sender: nobody", "actor, institution or role"),
        ("inject: note", "inject: notes", "did you mean 'note'?"),
        ("- community: hills", "- community: mountains", "'mountains'"),
        ("target: hills/herders", "target: hills/traders", "'hills/herders'"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    old: str, new: str, says: str
) -> None:
    line, said = the_one(old, new)
    assert line.removeprefix("- ") == new.removeprefix("- ")
    assert says in said


def test_an_unknown_measure_is_told() -> None:
    found = slips("  mediation:\n    legal", "  meditation:\n    legal")
    assert any("did you mean 'mediation'?" in says for _line, says in found)


def test_each_text_that_lacks_a_language_is_told() -> None:
    found = slips("languages: [en]", "languages: [en, hu]")
    assert ("en: Low Water", "'en' lacks the text in hu; add it") in found
    assert {says for _line, says in found} == {"'en' lacks the text in hu; add it"}
    assert "en: Envoy" not in [line for line, _says in found]  # it has one


def test_english_is_needed() -> None:
    found = slips("languages: [en]", "languages: [hu]")
    assert ("languages: [hu]", "'languages' must hold en") in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at: 1 10:00", "at: 1 07:00"),
        ("at: 1 10:00", "at: 11 10:00"),
        ("after: 2 09:00", "after: 12 09:00"),
        ("resolves: 4 12:00", "resolves: 14 12:00"),
    ],
)
def test_what_comes_outside_the_exercise_is_told(old: str, new: str) -> None:
    found = slips(old, new)
    moment = new.partition(": ")[2]
    (says,) = (says for _line, says in found if "lies outside the exercise" in says)
    assert f"'{moment}' lies outside" in says
    assert says.endswith("which lasts from '1 08:00' to '10 18:00'")


@pytest.mark.parametrize("name", ["all", "facilitator", "observer", "world", "clock"])
def test_no_role_is_called_as_those_who_act_beside_roles(name: str) -> None:
    """A desk called facilitator would act as one."""
    found = slips(text=TEXT.replace("envoy", name))
    assert [says for _line, says in found if "name it otherwise" in says]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("of: [interior, justice, monitor]", "of: [interior, interior]"),
        ("decides: [interior, justice]", "decides: [justice, justice]"),
        ("cosign: [interior]", "cosign: [interior, interior]"),
    ],
)
def test_a_seat_that_is_named_twice_is_told(old: str, new: str) -> None:
    line, says = the_one(old, new)
    assert (line, "twice; remove one" in says) == (new, True)


def test_more_votes_than_seats_are_told() -> None:
    line, says = the_one("needed: 2", "needed: 4")
    assert line == "needed: 4"
    assert says == "'needed' is more than the seats that vote"


def test_a_report_must_be_told_by_its_text() -> None:
    line, says = the_one("{low} to {high} people", "Some people")
    assert says == "'en' must tell the report as {low} and {high}"
    assert "Some people" in line


def test_conditions_within_conditions_without_end_are_refused() -> None:
    deep = "{not: " * 3000 + "{milestone: warned}" + "}" * 3000
    with pytest.raises(DocumentError, match=r"line 2.. lies more than 60 levels deep"):
        check(TEXT.replace(WAITING, f"    when: {deep}\n"), "low_water.yaml")


def test_the_first_mistake_is_told_with_how_many_more_there_are() -> None:
    text = TEXT.replace("sender: radio", "sender: nobody")
    with pytest.raises(DocumentError, match=r"line \d+, .*'nobody'.* \(and 3 more\)"):
        parse_pack(text, "low_water.yaml")

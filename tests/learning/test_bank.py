"""Items to start with: whole, in every language, and with a source."""

import pytest

from karski.core.documents import parse
from karski.core.errors import DocumentError
from karski.learning import bank

GOOD = """topic: Roles
source: "A book, 2005"
right: 2
texts:
"""
TOLD = "  {}:\n    question: Who?\n    choices: [One, Two]\n"


def written(right: int = 2, languages: tuple[str, ...] = bank.LANGUAGES) -> str:
    texts = "".join(TOLD.format(each) for each in languages)
    return GOOD.replace("right: 2", f"right: {right}") + texts


@pytest.mark.parametrize("name", bank.catalogue())
def test_every_item_is_its_own_in_every_language(name: str) -> None:
    item = bank.catalogue()[name]
    questions = [told.question for told in item.texts.values()]
    assert len({*questions}) == len(bank.LANGUAGES)
    assert all(question.endswith("?") or "?" in question for question in questions)
    assert len(item.source) <= 300
    assert item.choices == 4


def test_right_answers_are_not_always_at_the_same_place() -> None:
    places = [item.right for item in bank.catalogue().values()]
    assert len(places) == 12
    assert {places.count(place) for place in (1, 2, 3, 4)} == {3}


def test_an_item_that_follows_the_schema_is_read() -> None:
    item = parse(written(), "a.yaml", bank.StartingItem)
    assert (item.right, item.choices) == (2, 2)


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (written(right=3), "must name one of 2 choices as right, not 3"),
        (written(languages=("en", "sk")), "must be written in en, hu, sk, cs, pl"),
        (
            written(languages=("en", "hu", "sk", "cs"))
            + "  pl:\n    question: Kto?\n    choices: [Raz, Dwa, Trzy]\n",
            "must have 2 different choices in each language; in 'pl' it has 3",
        ),
        (written().replace("[One, Two]", "[One, One]", 1), "in 'en' it has 1"),
    ],
)
def test_a_slip_is_told(text: str, slip: str) -> None:
    with pytest.raises(DocumentError, match=slip):
        parse(text, "a.yaml", bank.StartingItem)

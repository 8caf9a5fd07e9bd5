import pytest

from karski.core.documents import Document, parse
from karski.core.errors import DocumentError


class Seed(Document):
    grams: float
    kinds: tuple[str, ...] = ()


class Fruit(Document):
    taste: str
    seeds: tuple[Seed, ...] = ()


GOOD = "taste: sweet\nseeds:\n  - grams: 1.5\n    kinds: [small, brown]\n  - grams: 2\n"


def slip(text: str) -> str:
    with pytest.raises(DocumentError) as error:
        parse(text, "apple.yaml", Fruit)
    return str(error.value)


def test_a_document_that_follows_its_schema_is_read() -> None:
    assert parse(GOOD, "apple.yaml", Fruit) == Fruit(
        taste="sweet", seeds=(Seed(grams=1.5, kinds=("small", "brown")), Seed(grams=2))
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seeds: []", "line 1, 'taste' is missing; add it"),
        (
            GOOD + "    colour: red\n",
            "line 6, 'colour' is no field here; correct its name or remove it",
        ),
        (
            GOOD.replace("1.5", "heavy"),
            "line 3, 'grams' cannot be: input should be a valid number",
        ),
        (
            GOOD.replace("sweet", "5"),
            "line 1, 'taste' cannot be: input should be a valid string",
        ),
        (
            GOOD.replace("sweet", "no"),
            "line 1, 'taste' cannot be: input should be a valid string",
        ),
        (
            GOOD.replace("1.5", ".inf"),
            "line 3, 'grams' cannot be: input should be a finite number",
        ),
        (GOOD + "taste: sour\n", "line 6, 'taste' stands twice; remove one"),
        (
            GOOD.replace("grams: 2", "grams: 2\n    grams: 3"),
            "line 6, 'grams' stands twice; remove one",
        ),
        ("", "line 1, the document is empty"),
        ("taste: [sweet", "line 1 is not YAML"),
        (
            "taste: &a sweet\nseeds: *a",
            "line 2, *a refers to another place; write the value out",
        ),
        ("- sweet", "line 1, cannot be: input should be an object"),
        ("? [a]\n: b", "line 1, a field's name is no word; write it as one"),
    ],
)
def test_a_slip_is_told_with_file_line_and_field(text: str, message: str) -> None:
    assert slip(text).startswith(f"apple.yaml: {message}")

"""What an item to start with is."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words

LANGUAGES = ("en", "hu", "sk", "cs", "pl")
Place: TypeAlias = Annotated[int, Field(ge=1, le=6)]


class Told(Document):
    """An item in one language."""

    question: Words
    choices: Annotated[tuple[Words, ...], Field(min_length=2, max_length=6)]


class StartingItem(Document):
    """A question with one right answer, in every language of the site.

    Attributes
    ----------
    topic : str
        What it is about, in English.
    source : str
        Where it can be read that the right answer is right.
    right : int
        Which choice is right, counted from 1; the same in every language.
    texts : mapping of str to Told
        By language.
    """

    topic: Words
    source: Words
    right: Place
    texts: dict[str, Told]

    @property
    def choices(self) -> int:
        """How many choices it has."""
        return len(self.texts["en"].choices)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.texts) != set(LANGUAGES):
            raise ValueError(f"must be written in {', '.join(LANGUAGES)}, no others")
        for language, told in self.texts.items():
            if len({*told.choices}) != self.choices:
                raise ValueError(
                    f"must have {self.choices} different choices in each language; in"
                    f" {language!r} it has {len({*told.choices})}"
                )
        if self.right > self.choices:
            raise ValueError(
                f"must name one of {self.choices} choices as right, not {self.right}"
            )
        return self

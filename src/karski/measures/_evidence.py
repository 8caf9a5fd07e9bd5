"""How much is known of a measure, and who says so."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words

Grade: TypeAlias = Literal["A-", "B", "C", "U"]
Direction: TypeAlias = Literal["less", "more", "unknown"]
Count: TypeAlias = Annotated[int, Field(ge=0)]


class Reference(Document):
    """A work that can be looked up; `published` is written ``in`` in the files."""

    authors: Annotated[tuple[Words, ...], Field(min_length=1)]
    year: Annotated[int, Field(ge=1900, le=2100)]
    title: Words
    published: Words = Field(alias="in")
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None

    def __str__(self) -> str:
        where = f" doi {self.doi}" if self.doi else f" {self.url}" if self.url else ""
        names = ", ".join(self.authors)
        return f"{names} ({self.year}). {self.title}. {self.published}.{where}"


class Evidence(Document):
    """The evidence on a measure's effect on atrocity crimes.

    Attributes
    ----------
    grade : str
        A- a benefit on average, contested; B mixed, with strong factors of success;
        C mixed, and thinly studied; U not graded.
    combined : str or None
        The grade when it is taken with other measures, where that is another.
    reports, direct : int or None
        Research reports behind the grade, and those of them that study atrocity crimes
        directly; None where nobody has counted. A measure without a grade has none.
    source : str
        Where the grade and the counts come from.
    direction : str
        What those studies on balance point to: less killing, more, or neither; unknown
        where there is no grade.
    references : tuple of Reference
    says : str
        What the references say of it.
    judgement : str
        What in this file is Karski's own judgement.
    """

    grade: Grade
    combined: Grade | None = None
    reports: Count | None
    direct: Count | None
    source: Words
    direction: Direction
    references: Annotated[tuple[Reference, ...], Field(min_length=1)]
    says: Words
    judgement: Words

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if (self.reports is None) != (self.direct is None):
            raise ValueError("has one of 'reports' and 'direct'; give both or neither")
        if self.reports is not None and self.direct is not None:
            if self.grade == "U":
                raise ValueError("has counts but no grade; give the grade they led to")
            if self.direct > self.reports:
                raise ValueError(
                    f"has {self.direct} direct studies among {self.reports} reports;"
                    " correct the counts"
                )
        return self

    @model_validator(mode="after")
    def _directed(self) -> Self:
        if self.grade == "U" and self.direction != "unknown":
            raise ValueError(
                f"has direction {self.direction!r} but no grade; let it be 'unknown'"
            )
        return self

"""Ninety invented candidates: the same ones each time, and nobody is called so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from karski.web.workshops.models import Experience, Gender, Sector

SEED = 2014
DOMAIN = "lantern.example"  # reserved: no letter can reach it
FIRST = (
    *("Ada", "Bela", "Cyril", "Dora", "Emil", "Flora", "Gita", "Hugo", "Ilka", "Jonas"),
    *("Klara", "Leo", "Mila", "Nora", "Otto", "Pavla", "Quido", "Rosa", "Samo", "Tea"),
)
LAST = (
    *("Ashwick", "Birchlight", "Candlemere", "Dewlantern", "Elmgate", "Fernwick"),
    *("Glowhill", "Hazelbrook", "Ivylamp", "Junipergate", "Kindlewood", "Larchlight"),
)
COUNTRIES = (
    ("SK", 62),
    ("CZ", 9),
    ("HU", 8),
    ("PL", 8),
    ("AT", 1),
    ("RO", 1),
    ("UA", 1),
)
SECTORS = (
    (Sector.FOREIGN_AFFAIRS, 11),
    (Sector.INTERIOR, 9),
    (Sector.DEFENCE, 8),
    (Sector.JUSTICE, 7),
    (Sector.INTELLIGENCE, 6),
    (Sector.OTHER_GOVERNMENT, 5),
    (Sector.RESEARCH, 12),
    (Sector.CIVIL_SOCIETY, 22),
    (Sector.YOUTH, 6),
    (Sector.INTERNATIONAL, 4),
)
REGIONS = ("West", "Middle", "East")
MOTIVES = (
    "I write reports that nobody acts on. I want to learn what makes a warning heard.",
    "My unit meets people who fled. I want to know what to ask and whom to tell.",
    "I teach, and want my students to know what can be done before it is too late.",
    "We monitor hateful speech and do not know when to raise the alarm.",
)


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    email: str
    country: str
    sector: str
    institution: str
    region: str
    gender: str
    experience: str
    motivation: str
    points: tuple[int, int]  # of two reviewers


def ninety() -> list[Invented]:
    """Return the ninety, whose countries and sectors are mixed by a fixed lot."""
    random = Random(SEED)  # noqa: S311 -- invented people need no secrecy
    countries, sectors = _spread(COUNTRIES), _spread(SECTORS)
    random.shuffle(countries)
    names = _names(random)
    return [
        _one(random, next(names), country, sector)
        for country, sector in zip(countries, sectors, strict=True)
    ]


def _spread(counts: Sequence[tuple[str, int]]) -> list[str]:
    return [name for name, count in counts for _ in range(count)]


def _names(random: Random) -> Iterator[tuple[str, str]]:
    pairs = [(first, last) for last in LAST for first in FIRST]
    random.shuffle(pairs)
    yield from pairs


def _one(random: Random, name: tuple[str, str], country: str, sector: str) -> Invented:
    first, last = name
    middle = random.choice((2, 3, 3, 4, 4, 5))
    return Invented(
        name=f"{first} {last} (invented)",
        email=f"{first}.{last}@{DOMAIN}".lower(),
        country=country,
        sector=sector,
        institution=f"Institution {random.randint(1, 12)} ({country}, invented)",
        region=random.choice(REGIONS) if country == "SK" else "",
        gender=random.choice((Gender.WOMAN, Gender.WOMAN, Gender.MAN, Gender.MAN, "")),
        experience=random.choice(list(Experience)).value,
        motivation=random.choice(MOTIVES),
        points=(middle, max(1, min(5, middle + random.choice((-1, 0, 0, 1))))),
    )

"""The map of the world: drawn once a language, coloured by fixed classes."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from karski.briefings import world_map
from karski.briefings.world_map import Shape
from karski.core import places
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import name
from karski.web.monitor.queries.lines import Line, World, world
from karski.web.monitor.question import LEVELS, Question
from karski.web.monitor.told.risks import lacking, value

NAMED = 8  # countries that have their name on the map, of those at highest risk
LETTER = 6  # pixels that a letter of a name takes
NEAR = (70, 16)  # pixels: names that lie nearer than this would cover each other
HATCH = mark_safe(
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--wash)"/>'
    '<rect width="1.5" height="6" fill="var(--edge)"/></pattern></defs>'
)


def drawn(shown: Shown, question: Question) -> SafeString | None:
    """Return the map of a question, or None where there are no borders to draw."""
    return shown.kept(_drawn, question, get_language() or "en")


def key(question: Question) -> list[tuple[str, str]]:
    """Return the classes of the map: what each looks like and what it means."""
    names = [
        gettext("under {edge}").format(edge=_plain(question.edges[0])),
        *(
            words.span(_plain(low), _plain(high))
            for low, high in zip(question.edges, question.edges[1:], strict=False)
        ),
        gettext("{edge} and above").format(edge=_plain(question.edges[-1])),
    ]
    looks = [f"r{level}" for level in range(1, LEVELS + 1)]
    return [*zip(looks, names, strict=True), ("unknown", gettext("not forecast"))]


def source(shown: Shown) -> str:
    """Say what the colour means, and whose the borders are."""
    colour = gettext("Colour shows the best estimate only; the table has the ranges.")
    if shown.edition.simulated:
        nowhere = gettext("The countries are invented, and lie nowhere.")
        return f"{colour} {nowhere}"
    borders = gettext(
        "Borders: Natural Earth, drawn as they are held and not as anybody claims them;"
        " showing them takes no side. Areas of equal size have equal size here."
    )
    return f"{colour} {borders}"


def _plain(edge: float) -> str:
    """Say an edge of a class: '1 in 20'."""
    count, of = Fraction(edge).limit_denominator(100).as_integer_ratio()
    return gettext("{count} in {of}").format(count=count, of=of)


def _drawn(shown: Shown, question: Question, language: str) -> SafeString | None:
    """Draw the map; `language` is the active one."""
    _ = language
    shapes = shown.kept(_shapes)
    if shapes is None:
        return None
    answers = world(shown, question)
    lines = answers.by_place
    land = [_land(shape) for shape in shapes if shape.number not in shown.code_of]
    known = _by_place(shape for shape in shapes if shape.number in shown.code_of)
    links = [_link(shown, n, each, lines.get(n)) for n, each in known.items()]
    label = gettext("Map of the chance by country. The table below has the same.")
    return format_html(
        '<div class="map" data-map><svg viewBox="0 0 {} {}" role="group"'
        ' aria-label="{}">{}<g>{}</g>{}<g class="labels" aria-hidden="true">{}</g>'
        "</svg></div>",
        f"{world_map.WIDTH:g}",
        f"{world_map.HEIGHT:g}",
        label,
        HATCH,
        _joined(land),
        _joined(links),
        _joined(_labels(answers, known)),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _shapes(shown: Shown) -> tuple[Shape, ...] | None:
    if not shown.edition.simulated:
        return world_map.shapes()
    numbers = sorted(shown.edition.places)
    known = [number for number in numbers if number in places.table()]
    states = [places.table()[number] for number in known]
    beside = places.neighbours(known) if known else np.zeros((0, 0), np.bool_)
    return world_map.tiles(states, beside)


def _by_place(shapes: Iterable[Shape]) -> Mapping[int, list[Shape]]:
    found: dict[int, list[Shape]] = {}
    for shape in shapes:
        assert shape.number is not None
        found.setdefault(shape.number, []).append(shape)
    # small states last, so that their circles lie on top
    return dict(sorted(found.items(), key=lambda pair: _small(pair[1])))


def _small(shapes: list[Shape]) -> bool:
    return any(shape.radius is not None for shape in shapes)


def _land(shape: Shape) -> SafeString:
    if not shape.path:
        return SafeString("")
    return format_html('<path class="land" d="{}"/>', shape.path)


def _link(
    shown: Shown, number: int, shapes: list[Shape], line: Line | None
) -> SafeString:
    place = shown.edition.places[number]
    label = value(line) if line else lacking(name(place))
    look = f"r{line.level}" if line else "unknown"
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>{}</a>',
        reverse("monitor:country", args=[shown.code_of[number]]) + shown.suffix,
        label,
        label,
        _joined(_outline(shape, look) for shape in shapes),
    )


def _outline(shape: Shape, look: str) -> SafeString:
    if shape.radius is not None:
        return format_html(
            '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
            look,
            shape.x,
            shape.y,
            shape.radius,
        )
    return format_html('<path class="{}" d="{}"/>', look, shape.path)


def _labels(answers: World, known: Mapping[int, list[Shape]]) -> list[SafeString]:
    labels: list[SafeString] = []
    taken: list[tuple[float, float]] = []
    for line in answers.lines[:NAMED]:
        shapes = known.get(line.place.number, [])
        at = (shapes[-1].x, shapes[-1].y) if shapes else None
        if at is None or any(_near(at, other) for other in taken):
            continue
        taken.append(at)
        labels.append(_label(at, name(line.place)))
    return labels


def _label(at: tuple[float, float], text: str) -> SafeString:
    """Write a name on a plate, so that it is read on any colour."""
    width = LETTER * len(text) + 8
    return format_html(
        '<g transform="translate({} {})"><g><rect class="plate" x="{}" y="-11"'
        ' width="{}" height="15" rx="2"/><text class="mid">{}</text></g></g>',
        *at,
        f"{-width / 2:.1f}",
        f"{width:.1f}",
        text,
    )


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < NEAR[0] and abs(one[1] - other[1]) < NEAR[1]

"""Icons of a hundred: of a hundred futures, how many pass a threshold."""

from karski.briefings.charts._frame import Frame, wrapped

SIDE, ICON = 10, 8  # icons a side; pixels of one, two between
FRAME = Frame(width=100, height=100, left=0, top=0, right=0, bottom=0)
_SURE = 'fill="var(--c1)"'
_MAYBE = 'fill="var(--c1)" fill-opacity="0.45"'
_COULD = 'stroke="var(--c1)" stroke-width="1.2" stroke-dasharray="2 1.5"'
_NOT = 'fill="var(--rule)"'


def chances(low: float, middle: float, high: float) -> str:
    """Draw a hundred futures: solid to the low end, outlined to the high one.

    Squares that are solid pass even at the low end, lighter ones by the best estimate,
    outlined ones at the high end; small circles do not pass.

    Parameters
    ----------
    low, middle, high : float
        A chance and its range [0 to 1], ascending. Each is drawn to the nearest
        hundredth.

    Returns
    -------
    str
        One ``<svg>`` element of class ``icons100``, without words.
    """
    assert 0 <= low <= middle <= high <= 1, "a range without its middle"
    ends = [0, *(int(100 * each + 0.5) for each in (low, middle, high)), 100]
    looks = ((_SURE, _square), (_MAYBE, _square), (_COULD, _square), (_NOT, _circle))
    marks = [
        f'<path {look} d="{"".join(shape(icon) for icon in range(start, stop))}"/>'
        for (look, shape), start, stop in zip(looks, ends, ends[1:], strict=False)
        if start < stop
    ]
    return wrapped("".join(marks), "icons100", FRAME)


def _square(icon: int) -> str:
    row, column = divmod(icon, SIDE)
    return f"M{10 * column + 1},{10 * row + 1}h{ICON}v{ICON}h-{ICON}z"


def _circle(icon: int) -> str:
    row, column = divmod(icon, SIDE)
    return f"M{10 * column + 3},{10 * row + 5}a2,2,0,1,0,4,0a2,2,0,1,0,-4,0z"

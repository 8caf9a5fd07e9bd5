"""The leaderboard as a picture: one bar for each submission, and its words."""

from html import escape

from karski.evaluation.leaderboard import Leaderboard, Standing

ROW, LABELS, BARS, NUMBERS, TOP = 28, 260, 320, 80, 48  # pixels
WIDTH = LABELS + BARS + NUMBERS


def chart(board: Leaderboard) -> str:
    """Draw the mean CRPS of each submission as SVG.

    Colours are the page's own (``currentColor``); figures stand beside the bars,
    and a title and description say in words what is shown.

    Returns
    -------
    str
        One ``<svg>`` element.
    """
    standings = [each for each in board.standings if each.crps is not None]
    height = TOP + ROW * len(standings)
    title = "Mean CRPS of each submission [people]; shorter is better"
    most = max((each.crps or 0 for each in standings), default=0) or 1
    bars = "".join(
        _bar(each, TOP + ROW * place, most) for place, each in enumerate(standings)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        ' role="img" aria-labelledby="crps-title crps-words" fill="currentColor"'
        ' font-family="sans-serif" font-size="14">'
        f'<title id="crps-title">{title}</title>'
        f'<desc id="crps-words">{escape(words(board))}</desc>'
        f'<text x="0" y="24" font-weight="bold">{title}</text>'
        f"{bars}</svg>\n"
    )


def words(board: Leaderboard) -> str:
    """Say the same as the `chart`."""
    said = [f"{_name(e)} {e.crps:.2f}" for e in board.standings if e.crps is not None]
    return "; ".join(said) + "." if said else "Nothing could be scored."


def _bar(standing: Standing, top: int, most: float) -> str:
    score = standing.crps or 0
    length, middle = BARS * score / most, top + ROW // 2 + 5
    return (
        f'<text x="0" y="{middle}">{escape(_name(standing))}</text>'
        f'<rect x="{LABELS}" y="{top + 5}" width="{length:.1f}" height="{ROW - 10}"'
        ' opacity="0.6"/>'
        f'<text x="{LABELS + length + 6:.1f}" y="{middle}">{score:.2f}</text>'
    )


def _name(standing: Standing) -> str:
    complete = "" if standing.rank else " (incomplete)"
    return f"{standing.submission}{complete}"

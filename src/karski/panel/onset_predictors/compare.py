"""How closely the predictors made again agree with the producer's own."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

KEYS = ["place", "year"]
ALIKE = 1e-6  # in the column's own unit

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "efindex": (
            "HIEF, as at hand, lacks 13 countries, for which the producer holds one"
            " constant each, of unknown origin; for Russia in 1991 it takes the Soviet"
            " Union's value, Karski its successor's"
        ),
        "coup.try.5yr": (
            "the coup of 1992 in Comoros, before the producer's first row of it, is"
            " not counted there in 1995 and 1996"
        ),
        "mk_ever": (
            "the list names Kosovo as an heir of Serbia's episode of 1998; the prepared"
            " file does not count it there"
        ),
        **dict.fromkeys(
            ("reg.na", "reg.eap", "reg.sca", "reg.mna", "reg.eur", "ios.iccpr1"),
            "the file at hand lacks Cape Verde",
        ),
    }
)
"""Why a column is not the same throughout."""


def compare(theirs: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Compare two tables of country-years, column by column.

    Parameters
    ----------
    theirs, ours : polars.DataFrame
        ``place``, ``year`` and columns of numbers; those of the same name are compared.

    Returns
    -------
    polars.DataFrame
        A row for each column: ``column``; ``rows``, country-years of either side;
        ``same``, the share of them that agree to 1e-6 or are missing on both sides;
        ``differ``, rows that both know and that do not agree; ``only_theirs`` and
        ``only_ours``, rows that one side alone knows; ``correlation``,
        ``median_difference`` and ``largest_difference`` over the rows that both know;
        ``why``, what is behind it where they are not the same throughout.

    Examples
    --------
    >>> one = pl.DataFrame({"place": [2, 20], "year": [2000, 2000], "x": [1.0, 3.0]})
    >>> other = one.with_columns(x=pl.Series([1.0, None]))
    >>> compare(one, other).select("same", "differ", "only_theirs").row(0)
    (0.5, 0, 1)
    """
    names = [n for n in theirs.columns if n in ours.columns and n not in KEYS]
    both = theirs.select(*KEYS, *names).join(
        ours.select(*KEYS, *names), on=KEYS, how="full", coalesce=True, suffix="|ours"
    )
    rows = [_compared(name, both[name], both[f"{name}|ours"]) for name in names]
    return pl.DataFrame(rows, infer_schema_length=None)


def _compared(name: str, theirs: pl.Series, ours: pl.Series) -> dict[str, object]:
    apart = (theirs.cast(pl.Float64) - ours.cast(pl.Float64)).abs()
    same = (apart <= ALIKE).fill_null(value=False) | (theirs.is_null() & ours.is_null())
    frame = pl.DataFrame({"theirs": theirs, "ours": ours})
    related = pl.corr("theirs", "ours").fill_nan(None)  # of a constant
    return {
        "column": name,
        "rows": len(theirs),
        "same": int(same.sum()) / max(len(same), 1),
        "differ": int((apart > ALIKE).sum()),
        "only_theirs": int((theirs.is_not_null() & ours.is_null()).sum()),
        "only_ours": int((ours.is_not_null() & theirs.is_null()).sum()),
        "correlation": frame.drop_nulls().select(related).item(),
        "median_difference": apart.median(),
        "largest_difference": apart.max(),
        "why": "" if same.all() else REASONS.get(name, "not known"),
    }

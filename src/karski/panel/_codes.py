"""The numbers that the Early Warning Project gives to states."""

import polars as pl

from karski.core import places

YEMEN, UNITED = 678, 1990  # the year from which Yemen has its present number
PRESENT = {260: 255, YEMEN: 679}  # of the states with two numbers


def with_codes(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``ccode``, the state's number as the Early Warning Project writes it.

    It is the number of the Correlates of War project, one for each state, and Germany's
    present one before its union too; but Yemen's changed when it united.

    Parameters
    ----------
    frame : polars.DataFrame
        With ``place`` and ``year``.

    Examples
    --------
    >>> yemen = pl.DataFrame({"place": [678, 678], "year": [1989, 1990]})
    >>> with_codes(yemen.cast(pl.Int32))["ccode"].to_list()
    [678, 679]
    """
    known = {**dict(places.codes("cow").select("place", "code").iter_rows()), **PRESENT}
    place, year = pl.col("place"), pl.col("year")
    code = place.replace_strict(known, return_dtype=pl.Int32)
    former = (place == YEMEN) & (year < UNITED)
    return frame.with_columns(
        pl.when(former).then(place).otherwise(code).alias("ccode")
    )

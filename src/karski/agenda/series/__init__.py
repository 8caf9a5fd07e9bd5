"""Series of workshops that have been held, facts only: one YAML file each."""

from functools import cache

from karski.agenda.series._series import Body, HeldSeries, HeldWorkshop
from karski.core.catalogue import Catalogue, from_documents

__all__ = ["Body", "HeldSeries", "HeldWorkshop", "catalogue"]


@cache
def catalogue() -> Catalogue[HeldSeries]:
    """Return every series by name.

    Examples
    --------
    >>> [each.city for each in catalogue()["v4_prevention"].workshops]
    ['Budapest', 'Bratislava', 'Prague', 'Warsaw']
    """
    return from_documents("karski.agenda.series", HeldSeries, "series of workshops")

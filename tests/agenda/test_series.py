from datetime import date

import pytest

from karski.agenda.series import HeldSeries, HeldWorkshop, catalogue
from karski.core.documents import parse
from karski.core.errors import DocumentError


def test_the_historical_series_tells_the_facts() -> None:
    series = catalogue()["v4_prevention"]
    told = [(w.city, w.country, w.month, w.first, w.last) for w in series.workshops]
    assert told == [
        ("Budapest", "HUN", "2014-01", date(2014, 1, 27), date(2014, 1, 29)),
        ("Bratislava", "SVK", "2014-07", None, None),
        ("Prague", "CZE", "2015-02", None, None),
        ("Warsaw", "POL", "2015-10", date(2015, 10, 5), date(2015, 10, 7)),
    ]
    assert [w.days_known for w in series.workshops] == [True, False, False, True]
    assert [body.country for body in series.partners] == ["SVK", "CZE", "POL"]
    assert series.funder.name == "International Visegrad Fund"
    assert len(series.aims) == 6
    assert all("https://" in source for source in series.sources)


def test_a_month_spans_its_days() -> None:
    series = catalogue()["v4_prevention"]
    assert series.workshops[1].span() == (date(2014, 7, 1), date(2014, 7, 31))
    assert series.workshops[0].span() == (date(2014, 1, 27), date(2014, 1, 29))


HEAD = "city: A\ncountry: HUN\nmonth: 2014-01\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("city: A\ncountry: HUN\nmonth: 2014-13", "month 13 is not 1..12"),
        ("city: A\ncountry: XXX\nmonth: 2014-01", "'XXX' is none"),
        (
            HEAD + "first: 2014-01-02",
            "both its first and last day",
        ),
        (
            HEAD + "first: 2014-01-02\nlast: 2014-01-01",
            "must end after it starts",
        ),
        (
            HEAD + "first: 2014-02-02\nlast: 2014-02-03",
            "must start in its month",
        ),
    ],
)
def test_a_slip_in_a_date_is_told(text: str, told: str) -> None:
    with pytest.raises(DocumentError) as error:
        parse(text, "held.yaml", HeldWorkshop)
    assert told in str(error.value)


def test_a_series_without_a_source_is_refused() -> None:
    with pytest.raises(DocumentError):
        parse("title: A\nsources: []", "series.yaml", HeldSeries)

import polars as pl
import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.core import places
from karski.core.errors import UnknownNameError
from karski.core.months import parse

NOT_IN_ISO = {"XKX", "XKO", "KSV"}  # codes that producers made up for Kosovo
RECODED = {"ROM"}  # Romania's until 2002; ISO 3166-3 lists only former countries
FORMER = {
    265: "1990-10",
    315: "1992-12",
    511: "1964-04",
    680: "1990-05",
    711: "1950-10",
    817: "1975-04",
}
REAL = [number for number, place in places.table().items() if not place.simulated]
SIMULATED = [number for number, place in places.table().items() if place.simulated]
SCHEMES: tuple[places.Scheme, ...] = ("number", "iso3", "cow", "views", "name")


def test_the_table_holds_202_states_and_60_that_do_not_exist() -> None:
    assert (len(REAL), len(SIMULATED)) == (202, 60)


def test_places_stand_in_the_order_of_their_numbers() -> None:
    assert list(places.table()) == sorted(places.table())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_code_stands_for_one_place(scheme: places.Scheme) -> None:
    known = places.codes(scheme)
    assert known.filter(known["code"].is_duplicated()).rows() == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_code_is_empty_or_padded(scheme: places.Scheme) -> None:
    spelled = places.codes(scheme)["code"].cast(pl.String)
    assert spelled.str.strip_chars().to_list() == spelled.to_list()
    assert spelled.str.len_chars().min() > 0


def test_names_differ_by_more_than_case() -> None:
    folded = places.codes("name")["code"].str.to_lowercase()
    assert folded.n_unique() == len(folded)


def test_every_number_is_its_own_code() -> None:
    known = dict(places.codes("number").iter_rows())
    assert {n: known[n] for n in places.table()} == {n: n for n in places.table()}


def test_gleditsch_and_wards_serbia_is_the_place_that_was_yugoslavia() -> None:
    known = dict(places.codes("number").iter_rows())
    assert {code: n for code, n in known.items() if code != n} == {340: 345}


def test_cow_numbers_that_differ_are_exactly_these() -> None:
    differing = places.codes("cow").filter(pl.col("code") != pl.col("place"))
    assert dict(differing.iter_rows()) == {
        255: 260,
        679: 678,
        946: 970,
        947: 973,
        955: 972,
        970: 971,
    }


def test_iso_codes_are_known_to_iso_or_named_here() -> None:
    now = {country.alpha_3 for country in pycountry.countries}
    former = {country.alpha_3 for country in pycountry.historic_countries}
    codes = set(places.codes("iso3")["code"])
    assert codes - now - former == NOT_IN_ISO | RECODED


def test_present_states_have_the_present_iso_code_and_former_ones_a_former() -> None:
    now = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    for place in places.existing(parse("2024-12")):
        assert place.iso3 in now, place
    assert {places.table()[n].iso3 for n in FORMER} & now == set()


def test_a_state_is_found_by_the_name_that_iso_gives_it() -> None:
    for country in pycountry.countries:
        known = dict(places.codes("iso3").iter_rows())
        if country.alpha_3 in known:
            assert places.find(country.name).number == known[country.alpha_3]


def test_the_former_states_are_exactly_these() -> None:
    last = {n: places.table()[n].last for n in REAL}
    ended = {n: month for n, month in last.items() if month is not None}
    assert ended == {n: parse(month) for n, month in FORMER.items()}


def test_no_state_ends_before_it_begins_or_begins_before_1946() -> None:
    for place in places.table().values():
        assert place.first >= parse("1946-01")
        assert place.last is None or place.first <= place.last


def test_regions_are_nineteen_and_none_holds_a_single_state() -> None:
    region = pl.Series([p.region for p in places.existing(parse("2024-12"))])
    sizes = dict(region.value_counts().iter_rows())
    assert len(sizes) == 19
    assert {name for name, size in sizes.items() if size < 5} == {"Northern America"}


def test_places_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        places.table()[2].name = "Elsewhere"
    with pytest.raises(TypeError):
        places.table()[2] = places.table()[20]


@pytest.mark.parametrize(
    ("month", "germanies"),
    [("1949-08", []), ("1990-10", [260, 265]), ("1990-11", [260])],
)
def test_a_state_exists_from_its_first_month_to_its_last(
    month: str, germanies: list[int]
) -> None:
    numbers = [place.number for place in places.existing(parse(month))]
    assert [n for n in numbers if n in {260, 265}] == germanies


def test_a_span_takes_every_state_that_existed_in_any_of_its_months() -> None:
    span = places.existing(parse("1992-12"), parse("1993-01"))
    czech = [p.number for p in span if p.number in {315, 316, 317}]
    assert czech == [315, 316, 317]


def test_the_simulated_world_and_the_real_one_never_mix() -> None:
    month = parse("2024-12")
    invented = places.existing(month, simulated=True)
    assert [place.number for place in invented] == SIMULATED
    assert not any(place.simulated for place in places.existing(month))


def test_lifetimes_hold_each_month_in_which_a_state_existed_and_no_other() -> None:
    lives = places.lifetimes(parse("1992-11"), parse("1993-02"))
    czech = lives.filter(pl.col("place").is_in([315, 316, 317]))
    assert czech.rows() == [
        (315, parse("1992-11")),
        (315, parse("1992-12")),
        (316, parse("1993-01")),
        (316, parse("1993-02")),
        (317, parse("1993-01")),
        (317, parse("1993-02")),
    ]


def test_lifetimes_before_any_state_are_an_empty_table_of_the_same_shape() -> None:
    empty = places.lifetimes(parse("1900-01"), parse("1900-12"))
    assert empty.schema == {"place": pl.Int32, "month": pl.Int32}
    assert len(empty) == 0


@settings(deadline=None, max_examples=30)
@given(st.integers(-408, 600), st.integers(0, 40), st.booleans())
def test_lifetimes_agree_with_existing_month_by_month(
    first: int, span: int, simulated: bool
) -> None:
    lives = places.lifetimes(first, first + span, simulated=simulated)
    expected = [
        (place.number, month)
        for month in range(first, first + span + 1)
        for place in places.existing(month, simulated=simulated)
    ]
    assert lives.rows() == sorted(expected)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("345", 345),
        ("340", 345),
        ("srb", 345),
        (" Serbia ", 345),
        ("YUGOSLAVIA", 345),
        ("cote d'ivoire", 437),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", 437),
        ("São Tomé and Príncipe", 403),
        ("Congo", 484),
        ("zaire", 490),
        ("9001", 9001),
    ],
)
def test_find_takes_numbers_codes_and_names_in_any_case(text: str, number: int) -> None:
    assert places.find(text).number == number


def test_an_unknown_name_suggests_its_neighbour() -> None:
    with pytest.raises(UnknownNameError) as error:
        places.find("Afganistan")
    assert str(error.value) == (
        "no country named 'Afganistan'; did you mean 'Afghanistan'?"
    )


def test_a_name_near_to_nothing_is_answered_with_what_to_give() -> None:
    with pytest.raises(UnknownNameError) as error:
        places.find("@@@@")
    assert str(error.value) == "no country named '@@@@'; give its ISO3 code"


def test_an_unknown_number_is_told() -> None:
    with pytest.raises(UnknownNameError) as error:
        places.name(1)
    assert str(error.value) == "no country has the number 1"


def test_a_place_without_a_views_id_is_told() -> None:
    with pytest.raises(UnknownNameError) as error:
        places.to_views(221)
    assert str(error.value) == "ViEWS has no country_id for Monaco (221)"


def test_attach_keeps_the_rows_that_map_in_order_and_counts_the_others() -> None:
    frame = pl.DataFrame(
        {"code": ["yug", "XXX", None, "FRA", "XXX", "SCG"], "value": range(6)}
    )
    mapped, unmapped = places.attach(frame, "code", "iso3")
    assert mapped.select("value", "place").rows() == [(0, 345), (3, 220), (5, 345)]
    assert unmapped == {"XXX": 2, "": 1}


@pytest.mark.parametrize(
    "codes", [[255, 970], [255.0, 970.0], ["255", "970"]], ids=["int", "float", "text"]
)
def test_attach_reads_numbers_however_a_file_wrote_them(codes: list[object]) -> None:
    mapped, unmapped = places.attach(pl.DataFrame({"ccode": codes}), "ccode", "cow")
    assert (mapped["place"].to_list(), unmapped) == ([260, 971], {})


def test_attach_may_read_a_column_called_place() -> None:
    mapped, unmapped = places.attach(
        pl.DataFrame({"place": [340, 1]}), "place", "number"
    )
    assert (mapped.rows(), unmapped) == ([(345,)], {"1": 1})


def test_attach_counts_what_is_no_number_where_numbers_are_due() -> None:
    frame = pl.DataFrame({"ccode": ["2", "Y", "2.5"]})
    mapped, unmapped = places.attach(frame, "ccode", "cow")
    assert (mapped.rows(), unmapped) == ([("2", 2)], {"2.5": 1, "Y": 1})


def test_attach_to_an_empty_table_gives_an_empty_table_with_places() -> None:
    mapped, unmapped = places.attach(pl.DataFrame({"iso": []}), "iso", "iso3")
    assert (mapped.columns, len(mapped), unmapped) == (["iso", "place"], 0, {})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_attach_maps_every_code_of_its_scheme(scheme: places.Scheme) -> None:
    known = places.codes(scheme).rename({"place": "expected"})
    mapped, unmapped = places.attach(known, "code", scheme)
    assert mapped["place"].to_list() == known["expected"].to_list()
    assert unmapped == {}

"""Lists: what is taken from a file, what is refused where; the file that goes out."""

import csv
import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from karski.core import cells
from karski.web.people.models import Event, User
from karski.web.workshops import imports, tables
from karski.web.workshops.actions import deciding
from karski.web.workshops.actions.importing import import_candidates
from karski.web.workshops.models import Call, Candidate, Origin, Standing, Workshop
from web.workshops.calls_made import call_for, said

MakeCandidate = Callable[..., Candidate]
HEADER = "name,email,country,sector,institution"
ROW = "Ana Quill,ana@harbour.example,SK,research,Harbour Institute"


@pytest.fixture
def call(workshop: Workshop) -> Call:
    return call_for(workshop)


def found(text: str) -> imports.Found:
    return imports.find(tables.read(text.encode()))


def problems(text: str) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.what) for each in found(text).problems]


def xlsx(rows: list[list[object]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


# -- reading -------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_csv_with_either_mark_is_read(mark: str, start: str) -> None:
    text = start + f"{HEADER}\n{ROW}\n\n".replace(",", mark)
    [row] = found(text).rows
    assert (row.number, row.candidate.name) == (2, "Ana Quill")
    assert (row.candidate.country, row.candidate.sector) == ("SK", "research")


def test_cells_are_taken_in_the_words_people_use() -> None:
    header = f"{HEADER},gender,experience,languages,attended,region,language"
    words = "Slovakia,Ministry of justice,Súd,Woman,None yet,sk;en,2,Spiš,sk"
    row = f"أحمد,A@x.example,{words}"
    [taken] = found(f"{header}\n{row}").rows
    one = taken.candidate
    assert (one.name, one.email, one.country) == ("أحمد", "a@x.example", "SK")
    assert (one.sector, one.gender, one.experience) == ("justice", "woman", "none")
    assert (one.languages, one.attended, one.region) == (["sk", "en"], 2, "Spiš")
    assert one.language == "sk"
    [other] = found(f"{HEADER}\nB,b@x.example,hun,other_government,C").rows
    assert (other.candidate.country, other.candidate.sector) == (
        "HU",
        "other government",
    )


def test_every_error_is_said_by_row_and_column() -> None:
    rows = [
        ROW,
        "Ben,ANA@harbour.example,SK,research,Harbour Institute",
        ",not an address,XX,baking,",
        "Cy\u202e,cy@x.example,SK,reserch,Hill",
    ]
    assert problems("\n".join([HEADER, *rows])) == [
        (3, "email", "This address stands in row 2 too."),
        (4, "country", "'XX' is not known."),
        (4, "sector", "'baking' is not known."),
        (4, "name", "This field cannot be blank."),
        (4, "email", "Enter a valid email address."),
        (4, "institution", "This field cannot be blank."),
        (5, "sector", "'reserch' is not known. Do you mean 'research'?"),
        (
            *(5, "name"),
            "The name holds a sign that cannot be seen (U+202E): type it.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "name,e-mail,country,sector,institution\nA,b,c,d,e",
            [
                (1, "e-mail", "This column is not known. Do you mean 'email'?"),
                (1, "email", "This column is missing."),
            ],
        ),
        (
            f"{HEADER},name\n{ROW},B",
            [(1, "name", "This column is there twice.")],
        ),
        (f"{HEADER}\n{ROW},more", [(2, "", "More cells than column names.")]),
    ],
)
def test_columns_are_held_to_their_names(
    text: str, what: list[tuple[int, str, str]]
) -> None:
    assert problems(text) == what


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The list is empty"),
        (HEADER.encode(), "The list is empty"),
        (f"{HEADER}\nP\u0159ib\u00edk".encode("cp1250"), "Line 2 is not UTF-8"),
        (f'{HEADER}\n"Ana,b'.encode(), "Line 2 cannot be read"),
        (b"PK\x03\x04 and nothing more", "cannot be read as XLSX"),
        (b"\xd0\xcf\x11\xe0 old", "Save the old Excel file"),
        (b"x" * 5_000_001, "too large"),
        (f"{HEADER}\n".encode() + b"a\n" * 10_001, "at most 10 000 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        tables.read(content)
    assert why in " ".join(refused.value.messages)


def test_an_xlsx_is_read_by_its_values_and_refused_at_its_first_formula() -> None:
    rows: list[list[object]] = [HEADER.split(","), list(ROW.split(","))]
    [taken] = imports.find(tables.read(xlsx(rows))).rows
    assert (taken.number, taken.candidate.email) == (2, "ana@harbour.example")
    rows[0].append("attended")
    rows[1].append(3.0)
    [taken] = imports.find(tables.read(xlsx(rows))).rows
    assert taken.candidate.attended == 3
    rows[1][4] = '=HYPERLINK("http://x.example")'
    with pytest.raises(ValidationError, match="Cell E2 holds a formula"):
        tables.read(xlsx(rows))


def test_an_xlsx_that_unpacks_to_too_much_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/workbook.xml", b" " * 60_000_001)
    with pytest.raises(ValidationError, match="too large when unpacked"):
        tables.read(content.getvalue())


def test_a_cell_far_down_an_xlsx_costs_no_more_than_the_limit() -> None:
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1048576"] = "far"
    book.save(content)
    with pytest.raises(ValidationError, match="The list is empty"):
        tables.read(content.getvalue())


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=9)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_a_list_survives_its_preview(cells: list[tuple[str, str]]) -> None:
    table = tables.Table(("a", "b"), tuple(enumerate(cells, 2)))
    assert tables.unpack(tables.pack(table)) == table


@pytest.mark.parametrize("packed", ["", "no", "AAAA", "eJwDAAAAAAE="])
def test_what_is_no_packed_list_is_refused(packed: str) -> None:
    with pytest.raises(ValidationError, match="upload the file again"):
        tables.unpack(packed)


# -- taking --------------------------------------------------------------------------


def test_a_list_is_taken_whole_with_one_event(
    call: Call, cora: User, candidate: MakeCandidate
) -> None:
    there = candidate(email="ana@harbour.example")
    text = f"{HEADER}\n{ROW}\nBen,ben@x.example,CZ,youth,Hill"
    done = import_candidates(call.workshop, by=cora, found=found(text))
    assert (done.taken, done.known) == (1, 1)
    there.refresh_from_db()
    new = Candidate.objects.get(email="ben@x.example")
    assert (there.name, new.origin, new.standing) == (
        "Person 1",
        Origin.IMPORTED,
        Standing.ELIGIBLE,
    )
    event = Event.objects.get()
    assert (event.action, event.detail) == (
        "imported candidates",
        {"taken": 1, "known": 1},
    )


def test_nothing_of_a_list_with_an_error_is_taken(
    call: Call, cora: User, ines: User
) -> None:
    bad = found(f"{HEADER}\n{ROW}\nBen,ben@x.example,CZ,baking,Hill")
    with pytest.raises(ValidationError, match="nothing was imported"):
        import_candidates(call.workshop, by=cora, found=bad)
    with pytest.raises(PermissionDenied):
        import_candidates(call.workshop, by=ines, found=found(f"{HEADER}\n{ROW}"))
    assert (Candidate.objects.count(), said()) == (0, [])


def test_a_list_needs_a_call_that_says_how_long_data_are_kept(
    workshop: Workshop, cora: User
) -> None:
    with pytest.raises(ValidationError, match="Set a call first"):
        import_candidates(workshop, by=cora, found=found(f"{HEADER}\n{ROW}"))


def test_ten_thousand_candidates_come_in_with_few_statements(
    call: Call,
    cora: User,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    rows = (f"Person {n},p{n}@x.example,SK,youth,Hill" for n in range(10_000))
    many = found("\n".join([HEADER, *rows]))
    assert many.problems == ()
    with django_assert_max_num_queries(300):  # SQLite takes 42 a statement
        import_candidates(call.workshop, by=cora, found=many)
    plants = Candidate.objects.values_list("alias", flat=True)
    assert (len(plants), len(set(plants)), said()) == (
        10_000,
        10_000,
        ["imported candidates"],
    )


# -- going out -----------------------------------------------------------------------


def sent(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_plants_and_no_names_unless_asked(
    workshop: Workshop, cora: User, ines: User, candidate: MakeCandidate
) -> None:
    one = candidate(name="Ana Quill", motivation="To learn.", sector="youth")
    [plain] = sent(deciding.export(workshop, by=cora, names=False))
    assert plain == {
        "id": str(one.public_id),
        "plant": "Plant 1",
        "country": "SVK",
        "region": "",
        "sector": "youth",
        "gender": "",
        "institution": "Institution 1",
        "experience": "",
        "languages": "",
        "attended": "0",
        "origin": "applied",
        "standing": "eligible",
        "score": "",
        "reviews": "0",
    }
    [named] = sent(deciding.export(workshop, by=cora, names=True))
    assert (named["name"], named["motivation"]) == ("Ana Quill", "To learn.")
    with pytest.raises(PermissionDenied):
        deciding.export(workshop, by=ines, names=False)
    assert [event.detail for event in Event.objects.order_by("number")] == [
        {"candidates": 1, "names": False},
        {"candidates": 1, "names": True},
    ]


def test_no_cell_of_the_file_is_a_formula(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    candidate(name="=cmd|' /C calc'!A0", institution="@SUM(A1)", motivation="-1+1")
    [row] = sent(deciding.export(workshop, by=cora, names=True))
    assert row["name"] == "'=cmd|' /C calc'!A0"
    assert (row["institution"], row["motivation"]) == ("'@SUM(A1)", "'-1+1")


@given(st.text(max_size=9))
def test_a_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    safe = cells.guarded(cell)
    assert safe[:1] not in cells.RUNS or safe == ""
    if not (cell[:1] == "'" and cell[1:].startswith(cells.RUNS)):
        assert cells.unguarded(safe) == cell

"""Opening a producer's table: what cannot be read is refused in one sentence."""

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.core.errors import SourceError
from karski.sources import _text
from karski.sources._sheet import columns_of, open_sheet

TABLE = 'a,b\n1,"x\ny"\n2,"say ""hi"""\n'


def of(file: Path, content: bytes | str) -> Path:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def values(file: Path, *columns: str) -> list[tuple[object, ...]]:
    return open_sheet(file, columns or ("a", "b")).frame.rows()


def refusal(file: Path, *, lossy: bool = False) -> str:
    with pytest.raises(SourceError) as raised:
        open_sheet(file, ("a", "b"), lossy=lossy)
    text = str(raised.value)
    assert "\n" not in text
    assert text.startswith(file.name)
    return text


def test_quoted_text_of_many_lines_is_one_row(tmp_path: Path) -> None:
    file = of(tmp_path / "t.csv", TABLE)
    assert values(file) == [(2, "1", "x\ny"), (3, "2", 'say "hi"')]


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf"a","b"\r\n"1","2"\r\n',  # quoted throughout
        b"\xef\xbb\xbfa,b\n1,2\n",  # byte order mark
        b"a,b\r\n1,2\r\n",  # carriage returns
        b"a,b\n1,2",  # no end of line at the end
        b"a , b\n 1 ,2 \n",  # blanks around
        b"b,a\n2,1\n",  # other order
        b"a,b,c,c\n1,2,3,4\n",  # others, one twice
    ],
)
def test_what_is_read_alike(tmp_path: Path, content: bytes) -> None:
    assert values(of(tmp_path / "t.csv", content)) == [(2, "1", "2")]


def test_blank_lines_are_passed_over_and_counted_as_rows(tmp_path: Path) -> None:
    file = of(tmp_path / "t.csv", "a,b\n1,2\n\n3,4\r\n\r\n\n")
    assert values(file) == [(2, "1", "2"), (4, "3", "4")]


@pytest.mark.parametrize("mark", ["", "..", "NA", " ", "nan"])
def test_marks_of_missing_values_are_null(tmp_path: Path, mark: str) -> None:
    file = of(tmp_path / "t.csv", f"a,b\n{mark},2\n")
    assert values(file) == [(2, None, "2")]


def test_a_column_that_may_be_absent_is_null_throughout(tmp_path: Path) -> None:
    sheet = open_sheet(of(tmp_path / "t.csv", TABLE), ("a",), ("z",))
    assert sheet.frame["z"].to_list() == [None, None]


def test_rows_are_numbered_alike_in_csv_and_parquet(tmp_path: Path) -> None:
    csv = of(tmp_path / "t.csv", "a,b\n1,2\n")
    parquet = tmp_path / "t.parquet"
    pl.DataFrame({"a": [1], "b": ["2"]}).write_parquet(parquet)
    assert values(csv) == values(parquet)


BAD: list[tuple[str, bytes, str]] = [
    ("t.csv", b"", "the file is empty"),
    ("t.csv", b" \n\n", "nothing is written in it"),
    ("t.csv", b"x" * 200_000, "row 1 is no row of column names"),
    ("t.csv", b'"a\nc",b\n1,2\n', "row 1 has a column name of several lines"),
    ("t.csv", b"a,b\n", "no rows below the header"),
    ("t.csv", b"a,c\n1,2\n", "row 1 has no column 'b'"),
    ("t.csv", b"a,b,b\n1,2,3\n", "row 1 has column 'b' twice"),
    ("t.csv", b"\n <!DOCTYPE html><p>not found", "this is a web page"),
    ("t.csv", b'{"message": "no"}', "this is JSON"),
    ("t.csv", "a,b\n1,2\n".encode("utf-16"), "row 1 holds null bytes, as UTF-16"),
    ("t.csv", "a,b\n1,2\n".encode("utf-16-le"), "row 1 holds null bytes, as UTF-16"),
    ("t.csv", b"a,b\n1,2\n3,caf\xe9\n", "row 3 has the byte 0xE9, which is not UTF-8"),
    ("t.csv", b"a,caf\xe9\n1,2\n", "row 1 is not UTF-8"),
    ("t.csv", b"a,b\n1,2\n3,\x00\n" + b"4,5\n" * 99, "null byte"),
    ("t.csv", b"a,b\n1,2\n3\n", "row 3 has 1 values where the header has 2 columns"),
    ("t.csv", b"a,b\n1,2,3\n", "row 2 has 3 values where the header has 2 columns"),
    ("t.csv", b'a,b\n1,"2\n3,4\n', "row 2 opens a quotation mark that is never closed"),
    ("t.csv", b'a,b\n1,2\n3,4"5\n', "row 3 has a quotation mark inside a value"),
    ("t.csv", b'a,b\n1,2\n"3"4,5\n', "row 3 has a quotation mark inside a value"),
    ("t.csv", b'a,b\n1,4"5\n3,"4\n', "row 2 has a quotation mark inside a value"),
    ("t.csv", b"a,b\n\n1,2\n", "row 2 is blank"),
    ("t.csv", b"a,b\n\n\r\n\n", "no rows below the header"),
    ("t.zip", b"PK\x03\x04 cut short", "the archive is cut short or damaged"),
    (
        "t.csv.gz",
        gzip.compress(b"a,b\n" + b"1,2\n" * 999, mtime=0)[:-9],
        "cut short or damaged",
    ),
    ("t.csv.gz", b"\x1f\x8b\x08 damaged beyond repair", "cut short or damaged"),
    ("t.csv.gz", gzip.compress(b"", mtime=0), "nothing is written in it"),
    ("t.parquet", b"PAR1 cut short", "not a whole Parquet file"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD)
def test_what_is_no_table_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    assert message in refusal(of(tmp_path / name, content))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        open_sheet(tmp_path / "t.csv", ("a",))


def test_a_folder_in_place_of_a_file_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        open_sheet(tmp_path, ("a",))
    assert str(raised.value) == (
        f"{tmp_path}: this is a folder; give a file that lies in it"
    )


def test_a_zip_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", "a,b\n" + "1,2\n" * 999)
    content = file.read_bytes()
    assert "cut short" in refusal(of(file, content[: len(content) // 2]))


def test_a_zip_whose_bytes_were_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("t.csv", "a,b\n1,2\n")
    of(file, file.read_bytes().replace(b"1,2", b"1,3"))
    assert "damaged" in refusal(file)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (("a.csv", "b.csv"), "the zip holds 2 CSVs (a.csv, b.csv)"),
        (("readme.pdf",), "the zip holds no CSV"),
        ((), "the zip holds no CSV"),
    ],
)
def test_a_zip_must_hold_one_table(
    tmp_path: Path, members: tuple[str, ...], message: str
) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, "a,b\n1,2\n")
    assert message in refusal(file)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("t.csv", "a,b\n1,2\n")
    content = bytearray(file.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[6] |= 1  # the encryption bit, in the member's header
    content[central + 8] |= 1  # and in the directory
    assert "the zip is encrypted" in refusal(of(file, bytes(content)))


def test_a_zip_with_a_macs_shadow_of_its_table_is_read(tmp_path: Path) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("t.csv", "a,b\n1,2\n")
        archive.writestr("__MACOSX/._t.csv", "shadow")
    assert values(file) == [(2, "1", "2")]


def test_a_value_of_ten_million_characters_is_refused_by_row_and_column(
    tmp_path: Path,
) -> None:
    file = of(tmp_path / "t.csv", "a,b\n1,2\n3," + "x" * 10_000_000 + "\n5,6\n")
    message = refusal(file)
    assert "row 3, column 'b' has a value millions of characters long" in message
    assert len(message) < 300


def test_a_quoted_value_of_ten_million_characters_is_refused_too(
    tmp_path: Path,
) -> None:
    file = of(tmp_path / "t.csv", 'a,b\n1,2\n"' + "x,y\n" * 2_500_000 + '",4\n')
    assert "row 3, column 'a' has a value millions" in refusal(file)


def test_bytes_that_are_not_utf_8_pass_only_where_that_was_allowed(
    tmp_path: Path,
) -> None:
    file = of(tmp_path / "t.csv", b"a,b\n1,caf\xe9\n")
    sheet = open_sheet(file, ("a", "b"), lossy=True)
    assert sheet.frame.rows() == [(2, "1", "caf\ufffd")]


def test_the_columns_are_known_without_reading_the_file(tmp_path: Path) -> None:
    file = of(tmp_path / "t.csv", "a,b\n" + "1\n" * 10)  # ragged below
    assert columns_of(file) == ["a", "b"]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=20), st.integers(1, 40))
def test_rows_are_found_whatever_the_size_of_the_pieces(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    piece: int,
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    file = tmp_path_factory.mktemp("pieces") / "t.csv"
    lines = [",".join(map(quoted, row)) for row in [("a", "b"), *rows]]
    of(file, "\n".join(lines) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_text, "CHUNK", piece)
        assert _text.inspect(file, "t.csv").count == len(rows) + 1


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
def test_a_row_is_named_rightly_whatever_the_size_of_the_pieces(
    tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_text, "CHUNK", piece)
    bad = of(tmp_path / "t.csv", 'a,b\n1,"é\n\n,"\n3,4\n5,'.encode() + b"\xe9\n6,7\n")
    assert "row 4 has the byte 0xE9" in refusal(bad)
    cut = of(tmp_path / "u.csv", b"a,b\n1,2\n3,\xc3")
    assert "row 3 has the byte 0xC3" in refusal(cut)
    null = of(tmp_path / "v.csv", b"a,b\n" + b"1,2\n" * 99 + b"3,\0\n")
    assert "row 101 holds a null byte" in refusal(null)


@given(st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**40)), min_size=1))
def test_whole_numbers_come_through_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int | None]
) -> None:
    file = tmp_path_factory.mktemp("numbers") / "t.csv"
    of(file, "a,b\n" + "".join(f"{'' if n is None else n},x\n" for n in numbers))
    assert open_sheet(file, ("a",)).whole("a", missing=True).to_list() == numbers


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("1.5", "'1.5' is not a whole number"),
        ("inf", "'inf' is not a number"),
        ("1e400", "'1e400' is not a number"),
        ("", "column 'a' has no value"),
        ("99999999999999999999", "'99999999999999999999' is not a whole number"),
    ],
)
def test_what_is_no_whole_number_is_refused(
    tmp_path: Path, cell: str, message: str
) -> None:
    sheet = open_sheet(of(tmp_path / "t.csv", f"a,b\n1,x\n{cell},x\n"), ("a",))
    with pytest.raises(SourceError) as raised:
        sheet.whole("a")
    assert str(raised.value).startswith("t.csv: row 3, column 'a'")
    assert message in str(raised.value)


def test_a_message_counts_the_rows_that_share_the_fault(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sheet = open_sheet(of(tmp_path / "t.csv", "a,b\nx,1\n1,1\ny,1\n"), ("a",))
    with pytest.raises(SourceError, match=r"row 2, .* \(2 such rows\)$"):
        sheet.number("a")

"""Delimited text in the many ways it comes, and real line numbers in it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import PorteeError, SourceError
from portee.sources.places.text import TextFile, open_text


def written(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows(text: TextFile) -> list[dict[str, str]]:
    return pl.concat(list(text.batches())).to_dicts()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    content = end.join(delimiter.join(row) for row in (("id", "lon"), ("a", "5"), ("b", "6"))) + end
    text = open_text(written(tmp_path, content.encode()))
    assert (text.delimiter, text.columns) == (delimiter, ("id", "lon"))
    assert rows(text) == [{"id": "a", "lon": "5"}, {"id": "b", "lon": "6"}]


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True), ("latin-1", True)],
)
def test_encodings(tmp_path: Path, encoding: str, noted: bool) -> None:
    text = open_text(written(tmp_path, "id,nom\n1,Crèche Évariste\n".encode(encoding)))
    assert text.columns == ("id", "nom")
    assert rows(text) == [{"id": "1", "nom": "Crèche Évariste"}]
    assert any("Windows-1252" in note for note in text.notes) is noted


def test_late_accent_still_decides_the_encoding(tmp_path: Path) -> None:
    content = b"id,nom\n" + b"1,a\n" * 5_000_000 + "2,é\n".encode("cp1252")
    assert open_text(written(tmp_path, content)).encoding == "cp1252"


def test_delimiters_in_quotes_do_not_count(tmp_path: Path) -> None:
    text = open_text(written(tmp_path, b'"a;b;c","d\ne",f\n1,2,3\n'))
    assert text.columns == ("a;b;c", "d e", "f")
    assert rows(text) == [{"a;b;c": "1", "d e": "2", "f": "3"}]


def test_names_are_made_unique_and_noted(tmp_path: Path) -> None:
    text = open_text(written(tmp_path, b"a, a ,,a_2\n1,2,3,4\n"))
    assert text.columns == ("a", "a_2", "column_3", "a_2_2")
    assert len(text.notes) == 2


def test_line_numbers_count_quoted_and_blank_lines(tmp_path: Path) -> None:
    text = open_text(written(tmp_path, b'\nid,t\r\n1,"x\r\ny"\r\n\r\n2,z\r\n"3\n\n",w\r\n4,v'))
    assert text.lines_of([0, 1, 2, 3, 9]) == {0: 3, 1: 6, 2: 7, 3: 10}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"id,lon\n1,2\n3\n", 3, "1 cells where the first row has 2"),
        (b'id,lon\n"a\nb",2\n\n3,4,5\n', 5, "3 cells where the first row has 2"),
    ],
)
def test_ragged_row_is_named_by_its_line(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    text = open_text(written(tmp_path, content))
    with pytest.raises(SourceError, match=words) as caught:
        rows(text)
    assert caught.value.where is not None
    assert caught.value.where.line == line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"id,lon\n1,\0\n", "zero bytes"),
        (b'"id,lon\n1,2\n', "never closed"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        rows(open_text(written(tmp_path, content)))


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zip_of_one_table_beside_its_dictionary(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"bpe.csv": b"a;b\n1;2\n", "Varmod_bpe.csv": b"x;y\n", "readme.pdf": b""})
    text = open_text(path)
    assert rows(text) == [{"a": "1", "b": "2"}]
    assert text.lines_of([0]) == {0: 2}


def test_zip_of_none_or_several_is_refused(tmp_path: Path) -> None:
    for members in ({"a.pdf": b""}, {"a.csv": b"x\n", "b.csv": b"y\n"}):
        with pytest.raises(SourceError, match="exactly one file"):
            open_text(zipped(tmp_path / "t.zip", members))
    with pytest.raises(SourceError, match="not a readable zip"):
        open_text(written(tmp_path, b"PK nothing", "t.zip"))


def test_damaged_zip_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", {"a.csv": b"id,lon\n" + bytes(range(33, 120)) * 50})
    damaged = bytearray(path.read_bytes())
    damaged[60:80] = b"\xff" * 20
    path.write_bytes(bytes(damaged))
    with pytest.raises(SourceError):
        rows(open_text(path))


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=6)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=8))
def test_reads_what_pythons_csv_writes(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["id", "t"], *table])
    text = open_text(written(tmp_path_factory.mktemp("w"), stream.getvalue().encode()))
    assert [list(row.values()) for row in rows(text)] == table
    # Each row begins on the line told: after it, the same rows are left.
    for position, line in text.lines_of(range(len(table))).items():
        tail = stream.getvalue().replace("\r\n", "\n").split("\n")[line - 1 :]
        again = list(csv.reader(io.StringIO("\n".join(tail), newline="")))
        assert again[: len(table) - position] == table[position:]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.mktemp("w"), content)
    try:
        text = open_text(path)
        found = rows(text)
    except PorteeError:
        return
    assert all(set(row) == set(text.columns) for row in found)
    text.lines_of(range(len(found)))

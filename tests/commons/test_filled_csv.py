from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.filled_csv import Column, FilledRow, all_or_problems, read_filled
from portee.core.errors import InputError, ManyProblems, SourceError

COLUMNS = (Column("person", ("personne",), required=True), Column("said", ("parole",)))


def rows(folder: Path, text: str, *, others: bool = False) -> list[dict[str, str]]:
    path = folder / "f.csv"
    path.write_bytes(text.encode("utf-8"))
    return [dict(row.cells) for row in read_filled(path, COLUMNS, others=others)]


def test_columns_by_either_name_and_any_usual_separator(tmp_path: Path) -> None:
    wanted = [{"person": "1", "said": "a, b"}, {"person": "2", "said": ""}]
    assert rows(tmp_path, 'person,said\n1,"a, b"\n2,\n,\n') == wanted
    assert rows(tmp_path, "\ufeffParole;Personne\r\na, b;1\r\n\r\n;2\r\n") == wanted
    assert rows(tmp_path, "PERSONNE\tparole\n1\ta, b\n2\n") == wanted


@pytest.mark.parametrize("title", ["Nom", "prénom", "e-mail", "Contact", "Téléphone", "first_name", "NAME", "adresse"])
def test_a_column_on_who_people_are_refuses_the_whole_file(tmp_path: Path, title: str) -> None:
    with pytest.raises(SourceError, match="nothing was read") as told:
        rows(tmp_path, f"person,{title}\n1,Amina\n")
    assert "Amina" not in str(told.value)


def test_columns_that_are_unknown_double_or_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Did you mean 'parole'"):
        rows(tmp_path, "person,paroles\n1,a\n")
    with pytest.raises(SourceError, match="two columns 'said'"):
        rows(tmp_path, "person,said,parole\n1,a,b\n")
    with pytest.raises(SourceError, match="no column 'person'"):
        rows(tmp_path, "said\na\n")
    with pytest.raises(SourceError, match="line 2: The row has more cells"):
        rows(tmp_path, "person,said\n1,a,b\n")
    assert rows(tmp_path, "person,nom,said\n1,Amina,a\n", others=True) == [{"person": "1", "said": "a"}]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_filled(tmp_path / "none.csv", COLUMNS)
    with pytest.raises(SourceError, match="not a file"):
        read_filled(tmp_path, COLUMNS)
    (tmp_path / "l.csv").write_bytes("person\nété\n".encode("latin-1"))
    with pytest.raises(SourceError, match="not UTF-8"):
        read_filled(tmp_path / "l.csv", COLUMNS)
    with pytest.raises(SourceError, match="line 2"):
        rows(tmp_path, 'person,said\n1,"a\n')


def test_every_wrong_row_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("person\n1\nx\ny\n", encoding="utf-8")

    def take(row: FilledRow) -> int:
        if not row.cells["person"].isdigit():
            raise row.wrong("person", "No number.", "Mend it.")
        return int(row.cells["person"])

    with pytest.raises(ManyProblems) as told:
        all_or_problems(read_filled(path, COLUMNS), take)
    assert [str(problem).partition(": ")[0] for problem in told.value.problems] == [
        f"{path}, line {line}, field 'person'" for line in (3, 4)
    ]
    path.write_text("person\n1\nx\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3"):
        all_or_problems(read_filled(path, COLUMNS), take)

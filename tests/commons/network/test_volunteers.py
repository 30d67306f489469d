from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portee.commons.network.volunteers import Volunteer, check_apart, read_volunteers, skills_of
from portee.core.errors import InputError


def read(folder: Path, *lines: str, head: str = "id,name,skills,hours,from,until") -> list[Volunteer]:
    path = folder / "v.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return read_volunteers(path)


def test_names_may_stand_in_a_private_list_and_are_not_read(tmp_path: Path) -> None:
    wanted = Volunteer("1", frozenset({"ecoute", "arabe"}), 2.5, date(2026, 12, 1), None)
    (found,) = read(tmp_path, "1,Amina,Écoute | arabe,2.5,2026-12-01,")
    assert found == wanted
    assert "Amina" not in repr(found)
    (found,) = read(tmp_path, "1;écoute|ARABE;2,5;2026-12-01;", head="numero;compétences;heures;du;au")
    assert found == wanted


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (["1,a,,two,,"], "no number of hours"),
        (["1,a,,-1,,"], "no number of hours"),
        (["1,a,,nan,,"], "no number of hours"),
        (["1,a,,2,soon,"], "no day"),
        (["1,a,,2,2026-12-05,2026-12-01"], "comes before the first"),
        (["1,a,,2,,", "1,b,,2,,"], "there twice"),
        ([], "no volunteer"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, rows: list[str], what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(tmp_path, *rows)


def test_private_files_stay_out_of_the_commons(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    check_apart(tmp_path / "c", tmp_path / "v.csv", tmp_path / "commons.csv")
    with pytest.raises(InputError, match="inside the commons"):
        check_apart(tmp_path / "c", tmp_path / "c" / ".." / "c" / "v.csv")


def test_skills_whatever_their_accents() -> None:
    assert skills_of(["Écoute  active", " "]) == {"ecoute active"}

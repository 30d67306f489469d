from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.workshops.capture import Said, form_text, read_said
from portee.core.errors import InputError, SourceError


def said(folder: Path, *lines: str, head: str = "person,kind,said,motive,language,lat,lon") -> list[Said]:
    path = folder / "f.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return read_said(path)


def test_rows_in_either_language(tmp_path: Path) -> None:
    wanted = Said(3, "pain", "Le bus passe trop tard", "work", "fr", (43.3, 5.37))
    assert said(tmp_path, "3,pain, Le bus  passe trop tard,work,fr,43.3,5.37") == [wanted]
    french = "personne;sorte;parole;motif;langue;latitude;longitude"
    assert said(tmp_path, "3;Peine;Le bus passe trop tard;Travail;;43,3;5,37", head=french) == [wanted]
    assert said(tmp_path, "1,idea,Un vélo", head="person,kind,said") == [Said(1, "idea", "Un vélo", "any", "fr", None)]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Amina,pain,a,,,,", "person"),
        ("1,grief,a,,,,", "kind"),
        ("1,pain,,,,,", "said"),
        (f"1,pain,{'a' * 1001},,,,", "said"),
        ("1,pain,a@b,,,,", "said"),
        ("1,pain,appelez le 06 12 34 56 78,,,,", "said"),
        ("1,pain,a <b,,,,", "said"),
        ("1,pain,a,love,,,", "motive"),
        ("1,pain,a,,french,,", "language"),
        ("1,pain,a,,,43.3,", "lon"),
        ("1,pain,a,,,north,5", "lat"),
        ("1,pain,a,,,91,5", "lat"),
        ("1,pain,a,,,nan,5", "lat"),
        ("1,pain,The first bus is too late.,,,,", "said"),
    ],
)
def test_a_wrong_row_is_told_without_repeating_it(tmp_path: Path, row: str, field: str) -> None:
    with pytest.raises(InputError, match=f"line 2, field '{field}'") as told:
        said(tmp_path, row)
    assert "Amina" not in str(told.value)
    assert "06 12" not in str(told.value)


def test_all_problems_of_all_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="3 problems"):
        said(tmp_path, "x,grief,a,,,,", "1,pain,,,,,")
    with pytest.raises(SourceError, match="empty"):
        said(tmp_path)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_empty_form_is_read_once_its_examples_are_replaced(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "form.csv"
    path.write_text(form_text(lang), encoding="utf-8-sig")
    with pytest.raises(InputError, match="an example of the empty form"):
        read_said(path)
    text = form_text(lang)
    for line in text.splitlines()[1:]:
        text = text.replace(line.split(";" if lang == "fr" else ",")[2], "Autre chose")
    path.write_text(text, encoding="utf-8-sig")
    assert [one.kind for one in read_said(path)] == ["pain", "expectation", "idea"]
    assert {one.motive for one in read_said(path)} == {"work"}
    assert {one.language for one in read_said(path)} == {lang}

from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.ladder.survey import Answer, read_survey
from portee.core.errors import InputError
from tests.commons.ladder.surveys import HEAD


def read(folder: Path, *lines: str, head: str = HEAD) -> list[Answer]:
    path = folder / "s.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return read_survey(path)


def test_rows_in_either_language(tmp_path: Path) -> None:
    wanted = [Answer("1", "women", "moulins", "bus", 2, above=True)]
    assert read(tmp_path, "1,women,moulins,bus,yes,1,true,no,yes") == wanted
    french = "ligne;groupe;quartier;service;connaît;accès;peut payer;utilise;respecté"
    assert read(tmp_path, "1;women;moulins;bus;Oui;o;OUI;non;oui", head=french) == wanted
    assert read(tmp_path, "1,a,b,bus,yes,,no,no,no")[0].level is None


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (["1,,b,bus,yes,no,no,no,no"], "empty or too long"),
        (["1,a,b,bus,maybe,no,no,no,no"], "neither yes nor no"),
        (["amina@example.org,a,b,bus,yes,no,no,no,no"], "an e-mail address"),
        (["1,a,b,bus,yes,no,no,no,no"] * 2, "answers twice"),
        (["1,a,b,bus,yes,no,no,no,no", "1,a,c,tram,yes,no,no,no,no"], "another group or neighbourhood"),
        ([], "no answer"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, rows: list[str], what: str) -> None:
    with pytest.raises(InputError, match=what) as told:
        read(tmp_path, *rows)
    assert "amina" not in str(told.value)


def test_names_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing was read"):
        read(tmp_path, "Amina,1,a,b,bus,yes,no,no,no,no", head=f"nom,{HEAD}")

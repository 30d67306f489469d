from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.reading import read_record, referring
from portee.commons.repository.repository import Change
from portee.commons.repository.starting import begin
from portee.core.errors import InputError, ManyProblems

NEED = "need/embauche-avant-l-aube"


def test_a_record_of_today_and_of_before(tmp_path: Path) -> None:
    commons = begin(tmp_path / "c", "Mimosa", with_records="example")
    text = (commons.root / f"{NEED}.md").read_text(encoding="utf-8")
    commons.save(Change({f"{NEED}.md": text.replace("motive: work", "motive: training").encode()}, "x", "Mimosa"))
    assert read_record(commons.root, NEED).record.model_dump()["motive"] == "training"
    assert read_record(commons.root, NEED, "HEAD~1").record.model_dump()["motive"] == "work"
    (commons.root / f"{NEED}.md").write_text(text.replace("motive: work", "motive: school"), encoding="utf-8")
    assert read_record(commons.root, NEED).record.model_dump()["motive"] == "school"


def test_what_is_not_there_is_guessed(tmp_path: Path) -> None:
    root = begin(tmp_path / "c", "Mimosa", with_records="example").root
    with pytest.raises(InputError, match="Did you mean 'need/embauche-avant-l-aube'"):
        read_record(root, "need/embauche-avant-aube")
    with pytest.raises(InputError, match="Did you mean 'practice/navette-des-moulins'"):
        read_record(root, "practice/navette-des-moulin", "HEAD")
    with pytest.raises(InputError, match="portee commons search"):
        read_record(root, "../../etc/passwd")
    (root / "need" / "x.md").write_text("rien")
    with pytest.raises(ManyProblems, match="no front matter"):
        read_record(root, "need/x")


def test_who_refers_to_a_record(tmp_path: Path) -> None:
    root = begin(tmp_path / "c", "Mimosa", with_records="example").root
    assert "practice/navette-des-moulins" in referring(root, NEED)
    assert referring(root, "publication/premiere-version") == []

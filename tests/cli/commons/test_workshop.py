from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.commons.workshops.voices import WORKSHOP, begun, voices


@pytest.fixture
def form(tmp_path: Path) -> Path:
    begun(tmp_path)
    rows = [f'{one.person},{one.kind},"{one.said}"' for one in voices(12)]
    (tmp_path / "form.csv").write_text("\n".join(["person,kind,said", *rows]) + "\n", encoding="utf-8")
    return tmp_path / "form.csv"


def test_canvas_and_form(portee: Run) -> None:
    ran = portee("commons", "workshop", "canvas", "-o", "c.pdf", "--question", "Why?", "--about", "June")
    assert ran.code == 0, ran.err
    assert Path("c.pdf").read_bytes().startswith(b"%PDF-")
    assert portee("commons", "workshop", "form", "-o", "f.csv", "--lang", "fr").code == 0
    assert Path("f.csv").read_text(encoding="utf-8-sig").startswith("personne;sorte;parole")


def test_from_form_to_needs(portee: Run, form: Path) -> None:
    ran = portee("commons", "workshop", "import", "c", form, "--workshop", WORKSHOP, "--author", "Mimosa", "--dry-run")
    assert "Nothing is written" in ran.out, ran.err
    ran = portee("commons", "workshop", "import", "c", form, "--workshop", WORKSHOP, "--author", "Mimosa")
    assert ran.code == 0, ran.err
    assert "12 people spoke" in ran.out
    assert portee("commons", "check", "c").code == 0
    ran = portee("commons", "workshop", "synthesis", "c", WORKSHOP, "--needs", "--author", "Mimosa")
    assert ran.code == 0, ran.err
    assert "fewer than 11 people" in ran.out
    assert "fill in the empty fields" in ran.out
    told = json.loads(portee("commons", "workshop", "synthesis", "c", WORKSHOP, "--json").out)
    assert sum(len(group["statements"]) for group in told["groups"]) == 12
    assert "--author" in portee("commons", "workshop", "synthesis", "c", WORKSHOP, "--needs").err


def test_a_form_with_names_is_refused_whole(portee: Run, form: Path) -> None:
    form.write_text("nom,person,kind,said\nAmina,1,pain,a\n", encoding="utf-8")
    ran = portee("commons", "workshop", "import", "c", form, "--workshop", WORKSHOP, "--author", "Mimosa")
    assert ran.code == 2
    assert "nothing was read" in ran.err
    assert "Amina" not in ran.err
    assert len(list(Path("c/statement").iterdir())) == 1


def test_votes(portee: Run, form: Path) -> None:
    rows = [f"{k},embauche-avant-l-aube,{k % 3}" for k in range(12)]
    Path("v.csv").write_text("\n".join(["voter,need,dots", *rows]) + "\n", encoding="utf-8")
    told = json.loads(portee("commons", "workshop", "vote", "c", WORKSHOP, "v.csv", "--json").out)
    assert told["dots"] == {"need/embauche-avant-l-aube": 12}
    assert told["commit"] is None
    ran = portee("commons", "workshop", "vote", "c", WORKSHOP, "v.csv", "--author", "Mimosa")
    assert "written into" in ran.out
    assert "dots: 12" in Path(f"c/{WORKSHOP}.md").read_text(encoding="utf-8")
    assert portee("commons", "workshop", "vote", "c", WORKSHOP, "v.csv", "--dots", "1").code == 2

"""What `portee scenario compare` says: in French, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from portee.reports.sheet_pdf import page_count
from tests.cli.conftest import Run
from tests.cli.test_scenario import GOOD, line, write

__all__ = ["line"]


def test_in_french_and_as_json(portee: Run, commute: list[str], line: str) -> None:
    scenario = write(GOOD % line)
    ran = portee("scenario", "compare", commute[1], scenario, *commute[2:], "-o", "c.csv", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "en moyenne" in ran.out
    found = json.loads(portee("scenario", "compare", commute[1], scenario, *commute[2:], "-o", "c.csv", "--json").out)
    assert found["columns"] == ["jobs_within_20_min_p50"]
    assert found["changes"][0]["lose"] >= 0


def test_a_page_in_plain_words(portee: Run, commute: list[str], line: str) -> None:
    asked = ["scenario", "compare", commute[1], write(GOOD % line), *commute[2:], "--residents", "residents"]
    refused = portee(*asked, "-o", "c.csv", "--page", "p.docx")
    assert refused.code == 2
    assert ".html, .pdf" in refused.err
    assert not Path("c.csv").exists(), "refused before the long work"
    ran = portee(*asked, "-o", "c.csv", "--page", "p.html", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "La même chose en une page : p.html" in ran.out
    text = Path("p.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in text
    assert "Que change" in text
    told = json.loads(portee(*asked, "-o", "c.csv", "--page", "p.pdf", "--json").out)
    assert told["page"] == "p.pdf"
    assert page_count(Path("p.pdf").read_bytes()) == 1


def test_what_is_missing_to_a_need(portee: Run, commute: list[str], line: str) -> None:
    asked = ("scenario", "compare", commute[1], write(GOOD % line), *commute[2:], "--need", "800", "-o", "gap.csv")
    ran = portee(*asked)
    assert ran.code == 0, ran.err
    assert "fewer than 800 within reach" in ran.out
    frame = pl.read_csv("gap.csv")
    for part in ("base", "scenario"):
        gap, had = frame[f"{part}_gap_jobs_within_20_min_p50"], frame[f"{part}_jobs_within_20_min_p50"]
        assert (gap == (800 - had).clip(0)).all()
    assert frame["base_gap_jobs_within_20_min_p50"].sum() > 0

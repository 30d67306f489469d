"""Letters as Markdown and PDF: names are never markup, the same letter gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.letter import Letter, LetterPart, check_letter_ending, letter_markdown, letter_pdf, write_letter
from portee.reports.sheet_pdf import page_count

LETTER = Letter(
    lang="fr",
    to="À ceux de *Bel Air*",
    subject="Bel Air | et [nous] : échanger",
    greeting="Bonjour,",
    paragraphs=("Nous sommes proches : 40,9 %.", "# pas un titre"),
    head=("Indicateur", "Chez nous", "Chez vous", "Écart"),
    rows=(("Taux <b>", "1", "2", "proche"),),
    parts=(LetterPart("Partage", ("un", "deux")),),
    closing="À bientôt.",
    signature="[La structure]",
    foot=LetterPart("Méthode", ("Gower.", "Aucune donnée sur des personnes.")),
)


def test_markdown_keeps_words_as_words() -> None:
    text = letter_markdown(LETTER)
    assert "\\*Bel Air\\*" in text
    assert "# Bel Air \\| et \\[nous\\]" in text
    assert "\n\\# pas un titre\n" in text
    assert "| Taux \\<b\\> | 1 | 2 | proche |" in text
    assert "|---|---:|---:|---|" in text
    assert "- un\n- deux" in text
    # No break before a French sign.
    assert "proches\u00a0:" in text
    assert text.endswith("personnes.\n")


def test_without_a_table_there_is_none() -> None:
    assert "---" not in letter_markdown(replace(LETTER, rows=()))


def test_a_tagged_pdf_with_the_same_bytes() -> None:
    content = letter_pdf(LETTER)
    assert content.startswith(b"%PDF-")
    assert page_count(content) == 1
    assert b"/Lang(fr)" in content
    assert b"/StructTreeRoot" in content
    assert letter_pdf(LETTER) == content
    assert page_count(letter_pdf(replace(LETTER, rows=(), lang="en"))) == 1


def test_markup_in_a_name_is_not_run() -> None:
    letter_pdf(replace(LETTER, to='#panic("no") $x$ @y', rows=(("#panic()", "$", "*", "_"),)))


def test_files_follow_their_ending(tmp_path: Path) -> None:
    write_letter(tmp_path / "letter.md", LETTER)
    assert (tmp_path / "letter.md").read_text(encoding="utf-8") == letter_markdown(LETTER)
    write_letter(tmp_path / "letter.pdf", LETTER)
    assert (tmp_path / "letter.pdf").read_bytes() == letter_pdf(LETTER)
    with pytest.raises(ParameterError, match=r"\.md or \.pdf"):
        check_letter_ending("letter.docx")
    with pytest.raises(OutputError):
        write_letter(tmp_path / "nowhere" / "letter.md", LETTER)

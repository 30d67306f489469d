from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from portee.commons.publish.changelog import changelog, changelog_markdown, escape_markdown, lead, path_label
from portee.commons.publish.release import Release, gather
from portee.commons.repository.repository import Change
from tests.commons.publish.commonses import CELL, NEED, REQUIREMENT, edit, make_commons, make_release, tag


def changed(root: Path) -> Release:
    commons = make_commons(root)
    tag(commons, "1.0.0")
    edit(
        commons,
        REQUIREMENT,
        lambda text: text.replace("at_least: 0.8", "at_least: 0.85").replace("level: 2", "level: 1"),
    )
    edit(
        commons, CELL, lambda text: text.replace("level: 2", "level: 3").replace("advice: to-test", "advice: required")
    )
    edit(commons, CELL, lambda text: text.replace("practices:\n- practice/navette-des-moulins\n", ""))
    edit(commons, NEED, lambda text: text.replace("status: reviewed", "status: retired"))
    copy = (commons.root / NEED).read_text(encoding="utf-8").replace("embauche-avant-l-aube\n", "autre\n", 1)
    copy = copy.replace("retired", "published").replace("Embaucher avant l'aube", "Un *titre* <b>gras</b>", 1)
    commons.save(Change({"need/autre.md": copy.replace("<b>gras</b>", "[x](y)").encode()}, "One more", "Rocade"))
    return gather(commons.root)


def test_what_changed_is_told_in_sentences(tmp_path: Path) -> None:
    release = changed(tmp_path / "c")
    text = changelog_markdown(release, "fr")
    assert text.startswith("# Version 2.0.0, ")
    assert (
        "L'exigence demande plus : early\\_jobs\\_within\\_60\\_min\\_share doit être d'au moins 0,85 (0,8 auparavant)."
        in text
    )
    assert "L'exigence est demandée dès le niveau 1, et non plus 2." in text
    assert "Niveau (0 à 4) : 2 (c'est proposé) devient 3 (c'est adapté aux personnes concernées)." in text
    assert "Avis : à expérimenter devient prescrit." in text
    assert "Pratiques : retiré « Navette des Moulins »." in text
    assert "La fiche est retirée" in text
    english = changelog_markdown(release, "en")
    assert "Advice: to be tested becomes required." in english
    assert [section.title for section in changelog(release, "en")] == [
        "Needs another look", "New", "Corrected or completed",
    ]  # fmt: skip


def test_every_change_is_told_once(tmp_path: Path) -> None:
    release = changed(tmp_path / "c")
    for lang in ("fr", "en"):
        entries = [entry for section in changelog(release, lang) for entry in section.entries]
        assert sorted(entry.id for entry in entries) == sorted(change.id for change in release.changes)
        assert all(entry.sentences for entry in entries)


def test_a_first_release_says_so(tmp_path: Path) -> None:
    release = make_release(tmp_path / "c")
    assert lead(release, "fr") == ("C'est la première version.",)
    assert changelog(release, "fr") == ()


@given(st.text())
def test_a_title_cannot_become_markup(text: str) -> None:
    tokens = MarkdownIt("commonmark").parseInline(f"**x** {escape_markdown(text)}")[0].children or []
    kinds = {token.type for token in tokens}
    assert kinds <= {"text", "strong_open", "strong_close", "text_special"}


def test_paths_are_told_in_words() -> None:
    assert path_label(("why", "en"), "cell", "fr") == "Pourquoi, en anglais"
    assert path_label(("tests", 2, "at_most"), "requirement", "en") == "Tests, no. 2, at most"
    assert path_label(("variables", "poverty_rate_pct", "value"), "territory", "fr").endswith(
        "poverty_rate_pct, valeur"
    )

"""Guides show what the journeys see: the same steps in both languages, with words for whoever does not see them."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from docs.guides import JOURNEYS, Progress, shown, with_pictures
from docs.words import LANGUAGES, WORDS

ROOT = Path(__file__).parents[2]
GUIDES = sorted(path.stem for path in (ROOT / "docs" / "fr" / "guide").glob("*.md"))
BEGUN = re.compile(r'(\w+) = begin\("([a-z]+)"')
SEEN = re.compile(r'(\w+)\.see\("([a-z-]+)"')


def page(language: str, guide: str) -> str:
    return (ROOT / "docs" / language / "guide" / f"{guide}.md").read_text(encoding="utf-8")


def seen() -> set[str]:
    """Names of the pictures that the journeys take: whose way it is, and the step."""
    found: set[str] = set()
    whose: dict[str, str] = {}
    for line in (ROOT / JOURNEYS).read_text(encoding="utf-8").splitlines():
        whose.update(BEGUN.findall(line))
        found |= {f"{whose[walk]}-{step}" for walk, step in SEEN.findall(line)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_show_each_step_that_is_seen_and_no_other(language: str) -> None:
    pictures = [picture for guide in GUIDES for picture in shown(page(language, guide))]
    names = [name for name, _ in pictures]
    assert len(set(names)) == len(names)
    assert set(names) == seen()
    assert len({alt for _, alt in pictures}) == len(pictures)
    assert all(len(alt) > 15 for _, alt in pictures)


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_show_the_same_in_the_same_order(guide: str) -> None:
    french, english = (shown(page(language, guide)) for language in LANGUAGES)
    assert [name for name, _ in french] == [name for name, _ in english]
    # Each picture of a guide was found: none is written in another way.
    assert page("fr", guide).count("](pictures/") == len(french)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_reads_without_pictures_and_says_so(language: str, tmp_path: Path) -> None:
    text = page(language, "firm")
    bare = with_pictures(text, tmp_path, language)
    assert "pictures/" not in bare
    assert bare.startswith(f"{text.splitlines()[0]}\n\n*{WORDS[language]['pictures_missing']}*\n\n")
    assert [line for line in bare.splitlines() if line.startswith("## ")] == [
        line for line in text.splitlines() if line.startswith("## ")
    ]
    for name, _ in shown(text):
        (tmp_path / f"{name}.png").write_bytes(b"")
    assert with_pictures(text, tmp_path, language) == text


def test_what_was_done_is_not_run_again_and_only_what_is_asked_for_counts(tmp_path: Path) -> None:
    (tmp_path / "done.txt").write_text("test_a_firm[fr]\n", encoding="utf-8")
    items: list[Any] = [
        SimpleNamespace(name=f"test_a_{user}[{lang}]") for user in ("firm", "planner") for lang in LANGUAGES
    ]
    progress = Progress(tmp_path, ["firm"])
    progress.pytest_collection_modifyitems(items)
    assert [item.name for item in items] == ["test_a_firm[en]"]
    assert (progress.ended, progress.all) == (1, 2)

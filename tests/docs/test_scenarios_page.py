"""The page on scenarios: every example is read, the demonstration takes them, and no kind or field is forgotten."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any, get_args

import pytest

from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.modification import Modification
from portee.scenarios.scenario import Scenario, parse_scenario
from tests.docs.test_pages import DOCS, fences

PAGES = [DOCS / lang / "how-to" / "scenarios.md" for lang in ("fr", "en")]
TUTORIALS = [DOCS / lang / "tutorial" / "bad-day.md" for lang in ("fr", "en")]
KINDS: dict[str, type[Modification]] = {
    get_args(kind.model_fields["type"].annotation)[0]: kind for kind in get_args(get_args(AnyModification)[0])
}


def _blocks(page: Path) -> list[str]:
    return [text for language, text in fences(page) if language == "yaml"]


def _read(block: str) -> Scenario:
    """A block that is a whole file, or modifications alone."""
    if block.startswith("name:"):
        return parse_scenario(block)
    return parse_scenario(f"name: example\nmodifications:\n{textwrap.indent(block, '  ')}")


def _types(pages: list[Path]) -> set[str]:
    return {part.type for page in pages for block in _blocks(page) for part in _read(block).content.modifications}


def test_both_languages_show_the_same_files() -> None:
    french, english = map(_blocks, PAGES)
    assert french == english
    assert len(french) == 7


def test_both_tutorials_play_the_same_days() -> None:
    french, english = ([_read(block).id for block in _blocks(page)] for page in TUTORIALS)
    assert french == english
    assert _types(TUTORIALS) == {"curfew", "hazard", "cancel"}


def test_the_examples_of_both_pages_show_every_kind() -> None:
    assert _types(PAGES) == set(KINDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_every_kind_is_told_with_its_fields(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE))
    assert set(KINDS) <= told
    for name, kind in KINDS.items():
        for field, info in kind.model_fields.items():
            if field != "type":
                assert f"`{info.alias or field}`" in text, f"{name}.{field}"


def test_a_project_of_several_years_is_chosen_by_day() -> None:
    from datetime import date

    project: Any = _read(_blocks(PAGES[0])[1])
    assert project.on(date(2027, 2, 9)) == (0,)
    assert project.on(date(2027, 5, 11)) == (1,)
    assert project.on(date(2026, 9, 1)) == ()

from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.workshops.bring_in import bring_in, statements_of
from portee.commons.workshops.need_drafts import lay_needs
from portee.commons.workshops.themes import themes
from portee.core.errors import InputError
from portee.core.plain_yaml import parse_yaml
from tests.commons.workshops.voices import WORKSHOP, begun, voices


def test_each_draft_names_the_statements_of_its_theme(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    bring_in(commons.root, WORKSHOP, voices(11), "Mimosa")
    statements = statements_of(commons, WORKSHOP)
    found = themes(statements)
    laid = lay_needs(commons.root, WORKSHOP, found, statements, "Mimosa")
    told = [parse_yaml(path.read_text(encoding="utf-8").strip("-\n"), "f")[0] for path in laid]
    assert [one["statements"] for one in told] == [list(t.statements) for t in found if len(t.statements) > 1]
    assert {one["motive"] for one in told} == {"work"}
    assert all(one["id"] == f"need/{path.stem}" for one, path in zip(told, laid, strict=True))
    content = [path.read_text(encoding="utf-8") for path in laid]
    with pytest.raises(InputError, match="such a record already"):
        lay_needs(commons.root, WORKSHOP, found, statements, "Mimosa")
    assert [path.read_text(encoding="utf-8") for path in laid] == content


def test_themes_with_the_same_words_have_names_of_their_own_and_single_ones_no_draft(tmp_path: Path) -> None:
    commons = begun(tmp_path)
    bring_in(commons.root, WORKSHOP, voices(11), "Mimosa")
    statements = statements_of(commons, WORKSHOP)
    theme = next(theme for theme in themes(statements) if len(theme.statements) > 1)
    assert len(set(lay_needs(commons.root, WORKSHOP, [theme, theme], statements, "Mimosa"))) == 2
    with pytest.raises(InputError, match="No two statements"):
        lay_needs(commons.root, WORKSHOP, themes(statements[:1]), statements, "Mimosa")

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.records.cell import Cell
from portee.commons.repository.repository import Change
from portee.commons.repository.starting import begin
from portee.core.errors import InputError
from portee.services.commons_reading.shelf import Shelf
from portee.services.commons_reading.versions import _by_word, commit_named, fields_shown, record_of


@settings(max_examples=100, deadline=None)
@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_both_texts_are_in_the_pieces_whole(before: str, after: str) -> None:
    pieces = list(_by_word(before, after))
    assert "".join(piece.text for piece in pieces if piece.kind != "in") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "out") == after


def test_a_change_is_told_with_titles_and_words(tmp_path: Path) -> None:
    root = tmp_path / "commons"
    commons = begin(root, "Mimosa", with_records="example")
    first = commons.head()
    assert first is not None
    cell = Shelf(root).reading().release.of_type("cell")[0]
    text = (root / f"{cell.id}.md").read_text(encoding="utf-8")
    old_level = next(line for line in text.split("\n") if line.startswith("level:"))
    new_level = "level: 4" if old_level != "level: 4" else "level: 0"
    commit = commons.save(Change({f"{cell.id}.md": text.replace(old_level, new_level).encode()}, "Level", "Olivier"))
    release = Shelf(root).reading().release
    (field,) = fields_shown(
        record_of(commons, cell.id, first.commit), record_of(commons, cell.id, commit), "en", release
    )
    assert "evel" in field.label
    assert [piece.kind for piece in field.pieces] == ["out", "in"]
    # From nothing: every field comes in, records by their titles.
    whole = fields_shown(None, record_of(commons, cell.id, commit), "fr", release)
    shown = {piece.text for one in whole for piece in one.pieces}
    assert isinstance(cell.record, Cell)
    need = str(cell.record.need)
    assert release.by_id[need].record.title.fr in shown


def test_what_was_never_accepted_is_no_version(tmp_path: Path) -> None:
    root = tmp_path / "commons"
    commons = begin(root, "Mimosa", with_records="example")
    head = commons.head()
    assert head is not None
    assert commit_named(commons, head.commit[:10]) == head.commit
    signed = commons.repository[head.commit].author
    apart = commons.repository.create_commit(None, signed, signed, "apart\n", head.tree.id, [head.commit])
    for name in (str(apart), "HEAD", "main", "0" * 40, ""):
        with pytest.raises(InputError):
            commit_named(commons, name)

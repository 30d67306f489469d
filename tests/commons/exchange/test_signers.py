from __future__ import annotations

from pathlib import Path

from portee.commons.exchange.signers import last_signer, shown_name
from portee.commons.repository.repository import Change
from tests.commons.exchange.commonses import NEED, OTHER, commit_of, make, save


def test_who_made_a_file_what_it_is(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    first = save(commons, NEED, "motive: work", "motive: training", "Rocade")
    save(commons, OTHER, "\ntitle:", "\n# x\ntitle:", "Ortie")
    made = commit_of(commons.repository, first)
    side = commons.repository.create_commit(None, made.author, made.author, "Autre\n", made.tree_id, [first])
    last = commons.save(Change({}, "Rejoindre", "Mimosa"), parents=(str(side),))
    found = last_signer(commons.repository, last, NEED)
    assert (found.name, found.commit) == ("Rocade", first)
    assert len(found.day) == 10
    assert last_signer(commons.repository, last, "commons.yaml").name == "Mimosa"


def test_a_name_is_shown_without_any_address() -> None:
    assert shown_name("Zoé <z@example.org>") == "Zoé z"
    assert shown_name("z@example.org") == "z"
    assert shown_name("\n@") == "author"
    assert len(shown_name("x" * 99)) == 60

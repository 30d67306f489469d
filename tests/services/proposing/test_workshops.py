from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.commons.check.check import check_commons
from portee.commons.repository.repository import Commons
from portee.commons.workshops.bring_in import statements_of
from portee.core.errors import InputError
from portee.services.proposing.workshops import bring_waiting, keep_said, synthesis, workshops_of
from portee.store.accounts import Account, create_account
from portee.store.database import Database, open_database
from tests.web.contributing import lay_commons

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ID = "workshop/atelier-de-mars"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'p.sqlite'}") as found:
        yield found


def person(database: Database) -> Account:
    with database.writing() as connection:
        return create_account(connection, "ada@example.org", "Ada", now=NOW)


def sent(k: int, said: str = "") -> dict[str, object]:
    return {"id": f"{k:032x}", "seat": k, "kind": "pain", "said": said or f"Le bus numéro {k} passe trop tard.",
            "motive": "work", "language": "fr"}  # fmt: skip


def test_two_syncs_of_the_same_statements_are_one_and_enter_the_commons_once(
    database: Database, tmp_path: Path
) -> None:
    root, ada = tmp_path / "commons", person(database)
    commons = lay_commons(root)
    before = len(statements_of(commons, ID))
    assert ID in [workshop.id for workshop in workshops_of(root)]
    with database.writing() as connection:
        assert keep_said(connection, ID, ada, [sent(k) for k in range(1, 13)], now=NOW).new == 12
    with database.writing() as connection:
        again = keep_said(connection, ID, ada, [sent(k) for k in range(1, 14)], now=NOW)
    assert again.new == 1
    assert len(again.kept) == 13
    with database.writing() as connection:
        done = bring_waiting(connection, root, ID, "Mimosa")
    assert done is not None
    assert len(done.statements) == 13
    with database.writing() as connection:
        assert keep_said(connection, ID, ada, [sent(3)], now=NOW).new == 0
        assert bring_waiting(connection, root, ID, "Mimosa") is None
    assert len(statements_of(Commons.open(root), ID)) == before + 13
    # Somebody else says later what was said before, and two say the same at once: nobody's word is lost.
    same = "Le bus numéro 3 passe trop tard."
    with database.writing() as connection:
        assert keep_said(connection, ID, ada, [sent(14, same), sent(15, same)], now=NOW).new == 2
        done = bring_waiting(connection, root, ID, "Mimosa")
    assert done is not None
    assert len(done.statements) == 2
    assert not check_commons(root).problems
    assert sum(len(theme.statements) for theme in synthesis(root, ID)) == before + 15


def test_a_machine_that_stopped_between_commit_and_mark_doubles_nothing(database: Database, tmp_path: Path) -> None:
    root, ada = tmp_path / "commons", person(database)
    lay_commons(root)
    with database.writing() as connection:
        keep_said(connection, ID, ada, [sent(1), sent(2)], now=NOW)

    def stopped() -> None:
        with database.writing() as connection:
            bring_waiting(connection, root, ID, "Mimosa")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped()
    count = len(statements_of(Commons.open(root), ID))
    with database.writing() as connection:
        done = bring_waiting(connection, root, ID, "Mimosa")
    assert done is not None
    assert done.statements == ()
    assert len(statements_of(Commons.open(root), ID)) == count


def test_what_does_not_fit_is_told_by_id_and_the_rest_is_kept(database: Database) -> None:
    ada = person(database)
    wrong = [sent(1, "Appelez le 06 12 34 56 78"), {**sent(2), "seat": "Jeanne"}, {**sent(3), "kind": "war"}]
    ids = ["", "court", "a/b" * 8, "x" * 65, None]
    unknown = [{**sent(5), "id": id} for id in ids]
    half = sent(6, "Le bus \ud83d passe tard.")
    with database.writing() as connection:
        found = keep_said(connection, ID, ada, [*wrong, *unknown, half, sent(4)], now=NOW)
    assert set(found.refused) == {*(f"{k:032x}" for k in (1, 2, 3, 6)), *map(str, ids)}
    assert (found.kept, found.new) == ((f"{4:032x}",), 1)
    with database.writing() as connection, pytest.raises(InputError):
        keep_said(connection, ID, ada, [sent(k) for k in range(501)], now=NOW)

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from portee.commons.check.check import check_commons
from portee.commons.repository.repository import Change, Commons
from portee.core.errors import ConflictError, InputError, ManyProblems, ParameterError
from portee.services.proposing.proposals import (
    CONSENT,
    MOST_OPEN,
    Decision,
    begin,
    changes,
    check,
    decide,
    present_file,
    proposal_of,
    save_typed,
    send,
)
from portee.store.accounts import Account, create_account
from portee.store.database import Database, open_database
from portee.store.drafts import Draft, DraftState, find_draft
from tests.web.contributing import lay_commons

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TITLE = "Rentrer après le dernier bus"
NEED: dict[str, Any] = {
    "title": {"fr": TITLE}, "part": "mobility", "motive": "work",
    "who": {"fr": "Des personnes qui finissent tard."}, "situation": {"fr": "À minuit, plus rien ne passe."},
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'p.sqlite'}") as found:
        yield found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_commons(tmp_path / "commons")
    return tmp_path / "commons"


def account(database: Database, name: str) -> Account:
    with database.writing() as connection:
        return create_account(connection, f"{name}@example.org", name, now=NOW)


def begun(database: Database, root: Path, who: Account, **asked: str) -> Draft:
    with database.writing() as connection:
        return begin(connection, root, who, now=NOW, **{"key": "k", "kind": "need", "title": TITLE, **asked})


def typed(database: Database, draft: Draft, values: dict[str, Any], note: str = "") -> Draft:
    with database.writing() as connection:
        return save_typed(connection, draft, draft.version, values, {}, note=note, author="Mimosa", now=NOW)


def sent(database: Database, root: Path, draft: Draft) -> Draft:
    with database.writing() as connection:
        return send(connection, root, draft, draft.version, consent=True, now=NOW)


def decided(database: Database, root: Path, draft: Draft, decision: Decision, who: Account) -> str | None:
    with database.writing() as connection:
        return decide(connection, root, draft, draft.version, decision, who, now=NOW)


def head(root: Path) -> str:
    found = Commons.open(root).head()
    assert found is not None
    return found.commit


def test_a_need_is_proposed_reviewed_and_made_a_commit(database: Database, root: Path) -> None:
    ada, eve, before = account(database, "ada"), account(database, "eve"), head(root)
    draft = sent(database, root, typed(database, begun(database, root, ada), NEED, note="Dit à l'atelier"))
    assert draft.state is DraftState.submitted
    assert draft.content["consent"] == {"licence": CONSENT, "on": "2026-03-10"}
    assert head(root) == before, "nothing enters before a review"
    commit = decided(database, root, draft, Decision("accepted"), eve)
    assert commit == head(root) != before
    file, _ = present_file(root, draft.object)
    assert file is not None
    assert (file.record.status, file.record.authors, file.record.licence) == ("reviewed", ("Mimosa",), CONSENT)
    assert not check_commons(root).problems


def test_the_same_form_sent_twice_is_one_draft(database: Database, root: Path) -> None:
    ada = account(database, "ada")
    assert begun(database, root, ada).id == begun(database, root, ada, title="Autre chose").id
    assert begun(database, root, ada, key="other", title="Autre chose").object == "need/autre-chose"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"kind": "nothing"}, ParameterError), ({"title": ""}, ParameterError), ({"title": "!!!"}, ParameterError),
        ({"id": "need/rien"}, InputError), ({"id": "../../etc/passwd"}, InputError),
        ({"id": "need/" + "x" * 500}, InputError),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_told_and_leaves_no_draft(
    database: Database, root: Path, asked: dict[str, str], error: type[Exception]
) -> None:
    ada = account(database, "ada")
    with pytest.raises(error):
        begun(database, root, ada, **asked)
    assert begun(database, root, ada).version == 1


def test_an_account_has_only_so_many_drafts(database: Database, root: Path) -> None:
    ada = account(database, "ada")
    for k in range(MOST_OPEN):
        begun(database, root, ada, key=f"k{k}", title=f"Besoin {k}")
    with pytest.raises(ConflictError, match="under way"):
        begun(database, root, ada, key="more", title="Encore un")
    assert begun(database, root, account(database, "bob"), key="more").account != ada.id


def test_without_agreement_or_with_a_fault_nothing_is_sent(database: Database, root: Path) -> None:
    draft = typed(database, begun(database, root, account(database, "ada")), NEED)
    with database.writing() as connection, pytest.raises(ParameterError, match="licence"):
        send(connection, root, draft, draft.version, consent=False, now=NOW)
    faulty = typed(database, draft, {**NEED, "part_of": "need/rien"})
    assert check(root, proposal_of(faulty))
    with pytest.raises(ManyProblems):
        sent(database, root, faulty)
    with database.reading() as connection:
        found = find_draft(connection, draft.id)
    assert found is not None
    assert found.state is DraftState.writing


def test_a_change_tells_what_differs_and_is_refused_once_another_came_first(database: Database, root: Path) -> None:
    ada, eve = account(database, "ada"), account(database, "eve")
    commons = Commons.open(root)
    snapshot = commons.head()
    assert snapshot is not None
    id = next(path.removesuffix(".md") for path, _ in snapshot.records() if path.startswith("need/"))
    draft = begun(database, root, ada, id=id)
    values = {**draft.content["values"], "tags": ["aube"]}
    draft = sent(database, root, typed(database, draft, values))
    assert "tags" in {one.field for one in changes(root, proposal_of(draft))}
    text = (root / f"{id}.md").read_text(encoding="utf-8")
    commons.save(Change({f"{id}.md": f"{text}\nUne phrase de plus.\n".encode()}, "Another change", "Olivier"))
    before = head(root)
    with pytest.raises(ConflictError):
        decided(database, root, draft, Decision("accepted"), eve)
    assert head(root) == before
    with database.reading() as connection:
        found = find_draft(connection, draft.id)
    assert found is not None
    assert found.state is DraftState.submitted, "the decision is undone with the commit"


def test_nobody_reviews_their_own_proposal_and_a_refusal_has_a_reason(database: Database, root: Path) -> None:
    ada, eve = account(database, "ada"), account(database, "eve")
    draft = sent(database, root, typed(database, begun(database, root, ada), NEED))
    with pytest.raises(InputError, match="own proposal"):
        decided(database, root, draft, Decision("accepted"), ada)
    with pytest.raises(InputError):
        decided(database, root, draft, Decision("refused", "  "), eve)
    assert decided(database, root, draft, Decision("refused", "Déjà dit ailleurs."), eve) is None
    with pytest.raises(ConflictError):
        decided(database, root, draft, Decision("accepted"), eve)
    assert present_file(root, draft.object) == (None, None)

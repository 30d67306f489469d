from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection

from portee.core.errors import ConflictError, ParameterError
from portee.store.accounts import create_account
from portee.store.database import Database
from portee.store.drafts import (
    NEXT,
    DraftState,
    change_draft,
    create_draft,
    delete_draft,
    find_draft,
    list_drafts,
)
from tests.store.conftest import NOON, Person


def test_a_draft_grows_a_version_with_each_change(connection: Connection, person: Person) -> None:
    ada = person("ada")
    first = create_draft(connection, ada.id, "record", " Un  titre ", {"a": [1, "é"]}, now=NOON, object="needs/x.md")
    assert (first.version, first.title, first.author, first.state) == (1, "Un titre", "ada", DraftState.writing)
    second = change_draft(connection, first.id, 1, now=NOON, content={"a": 2}, title="Autre")
    assert (second.version, second.content, second.title) == (2, {"a": 2}, "Autre")
    assert find_draft(connection, first.id) == second


def test_nobody_overwrites_what_they_have_not_seen(connection: Connection, person: Person) -> None:
    draft = create_draft(connection, person().id, "record", "x", {"a": 1}, now=NOON)
    change_draft(connection, draft.id, 1, now=NOON, content={"a": 2})
    with pytest.raises(ConflictError, match="was not written over it"):
        change_draft(connection, draft.id, 1, now=NOON, content={"a": 3})
    with pytest.raises(ConflictError):
        delete_draft(connection, draft.id, 1)
    kept = find_draft(connection, draft.id)
    assert kept is not None
    assert kept.content == {"a": 2}
    delete_draft(connection, draft.id, 2)
    assert find_draft(connection, draft.id) is None
    with pytest.raises(ConflictError, match="gone"):
        change_draft(connection, draft.id, 2, now=NOON, title="x")


def test_of_two_reviewers_at_once_one_decides(database: Database) -> None:
    with database.writing() as connection:
        ada = create_account(connection, "a@example.org", "A", now=NOON)
        draft = create_draft(connection, ada.id, "record", "x", {}, now=NOON)
        change_draft(connection, draft.id, 1, now=NOON, state=DraftState.submitted)
    told: list[str] = []
    begin = threading.Barrier(2)

    def review(state: DraftState) -> None:
        begin.wait()
        try:
            with database.writing() as connection:
                change_draft(connection, draft.id, 2, now=NOON, state=state)
            told.append(state.value)
        except ConflictError:
            told.append("conflict")

    threads = [threading.Thread(target=review, args=(s,)) for s in (DraftState.accepted, DraftState.refused)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[1] == "conflict" or "conflict" in told
    assert len([word for word in told if word != "conflict"]) == 1
    with database.reading() as connection:
        found = find_draft(connection, draft.id)
        assert found is not None
        assert [found.state.value] == [word for word in told if word != "conflict"]
        assert found.version == 3


@pytest.mark.parametrize("state", list(DraftState))
def test_a_state_follows_only_what_it_may(connection: Connection, person: Person, state: DraftState) -> None:
    ways = {
        DraftState.writing: [],
        DraftState.submitted: [DraftState.submitted],
        DraftState.returned: [DraftState.submitted, DraftState.returned],
        DraftState.accepted: [DraftState.submitted, DraftState.accepted],
        DraftState.refused: [DraftState.submitted, DraftState.refused],
    }
    draft = create_draft(connection, person().id, "record", "x", {}, now=NOON)
    for step in ways[state]:
        draft = change_draft(connection, draft.id, draft.version, now=NOON, state=step, remark="vu")
    for following in DraftState:
        if following not in NEXT[state]:
            with pytest.raises(ConflictError, match="cannot become"):
                change_draft(connection, draft.id, draft.version, now=NOON, state=following)


def test_what_waits_for_review_does_not_change_under_the_reviewer(connection: Connection, person: Person) -> None:
    draft = create_draft(connection, person().id, "record", "x", {}, now=NOON)
    draft = change_draft(connection, draft.id, 1, now=NOON, state=DraftState.submitted)
    with pytest.raises(ConflictError, match="waits for its review"):
        change_draft(connection, draft.id, 2, now=NOON, content={"a": 1})


def test_drafts_are_listed_by_author_and_state(connection: Connection, person: Person) -> None:
    ada, bob = person("ada"), person("bob")
    for who in (ada, bob, ada):
        create_draft(connection, who.id, "record", "x", {}, now=NOON)
    found, _ = list_drafts(connection, account=bob.id)
    change_draft(connection, found[0].id, 1, now=NOON, state=DraftState.submitted)
    assert list_drafts(connection)[1] == 3
    assert list_drafts(connection, account=ada.id)[1] == 2
    assert [d.author for d in list_drafts(connection, states=[DraftState.submitted])[0]] == ["bob"]


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_title_is_needed(connection: Connection, person: Person, title: str) -> None:
    with pytest.raises(ParameterError, match="title"):
        create_draft(connection, person().id, "record", title, {}, now=NOON)


def test_too_much_is_refused(connection: Connection, person: Person) -> None:
    with pytest.raises(ParameterError, match="longer than a record"):
        create_draft(connection, person().id, "record", "x", {"a": "x" * 2_000_000}, now=NOON)

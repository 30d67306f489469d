from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pygit2
import pytest

from portee.commons.check.check import check_commons
from portee.commons.repository.repository import Commons
from portee.store.audit import read_audit
from portee.store.drafts import DraftState
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.contributing import draft_state, head, hidden, submitted
from tests.web.people import Person

PATH = "need/rentrer-apres-le-dernier-bus.md"


def version_of(person: Person, draft: str) -> str:
    return hidden(person.get(f"/review/{draft}").text)["version"]


def test_only_reviewers_see_the_queue(shared: Site) -> None:
    draft = submitted(Person(shared).signs_in("ada"))
    assert Person(shared).get("/review").status_code == 401
    assert Person(shared).signs_in("bob").get(f"/review/{draft}").status_code == 403
    page = Person(shared, "en").signs_in("eve", Role.reviewer).get("/review")
    assert "One proposal waits." in page.text


def test_an_accepted_proposal_is_a_commit_signed_by_the_chosen_name_alone(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    page = eve.get(f"/review/{draft}").text
    assert "Des personnes qui finissent tard." in page
    assert eve.send(f"/review/{draft}", act="accept", version=version_of(eve, draft)).status_code == 303
    assert shared.workspace.commons is not None
    commons = Commons.open(shared.workspace.commons)
    commit = cast(pygit2.Commit, commons.repository[head(shared)])
    assert commit.author.name == "Mimosa"
    assert commit.author.email == "mimosa@portee.invalid"
    text = (shared.workspace.commons / PATH).read_text(encoding="utf-8")
    assert "status: reviewed" in text
    assert "licence: CC-BY-SA-4.0" in text
    assert "example.org" not in text + commit.message
    assert not check_commons(shared.workspace.commons).problems
    assert "Mimosa" in Person(shared).get("/review/credits").text


def test_of_two_reviewers_at_once_the_second_is_told_and_keeps_the_text(shared: Site) -> None:
    draft = submitted(Person(shared).signs_in("ada"))
    eve, max_ = (Person(shared).signs_in(name, Role.reviewer) for name in ("eve", "max"))
    seen = version_of(eve, draft)
    assert eve.send(f"/review/{draft}", act="refuse", version=seen, reason="Déjà dit ailleurs.").status_code == 303
    before = head(shared)
    late = max_.send(f"/review/{draft}", act="accept", version=seen, reason="Très utile, merci.")
    assert late.status_code == 409
    assert "a déjà traité cette proposition" in late.text
    assert "Très utile, merci." in late.text
    assert head(shared) == before
    assert draft_state(shared, draft) is DraftState.refused


def test_many_acceptances_at_the_same_moment_make_one_commit(shared: Site) -> None:
    draft = submitted(Person(shared).signs_in("ada"))
    people = [Person(shared).signs_in(f"r{k}", Role.reviewer) for k in range(4)]
    seen = version_of(people[0], draft)
    tokens = [person.token() for person in people]

    def press(k: int) -> int:
        data = {"csrf": tokens[k], "act": "accept", "version": seen}
        return people[k].client.post(f"/fr/review/{draft}", data=data).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(press, range(4)))
    assert answers == [303, 409, 409, 409]
    assert shared.workspace.commons is not None
    repository = Commons.open(shared.workspace.commons).repository
    assert len(list(repository.walk(repository.head.target))) == 2


def test_when_the_record_changed_meanwhile_nothing_is_overwritten(shared: Site) -> None:
    ada, bob, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("bob"), Person(shared)
    eve.signs_in("eve", Role.reviewer)
    drafts = [submitted(person) for person in (ada, bob)]
    assert eve.send(f"/review/{drafts[0]}", act="accept", version=version_of(eve, drafts[0])).status_code == 303
    before = head(shared)
    answer = eve.send(f"/review/{drafts[1]}", act="accept", version=version_of(eve, drafts[1]), status="published")
    assert answer.status_code in (409, 422)
    assert head(shared) == before
    assert draft_state(shared, drafts[1]) is DraftState.submitted


@pytest.mark.parametrize(
    ("who", "page", "act", "status"),
    [
        ("eve", "review", "accept", 303), ("eve", "review", "refuse", 409), ("ada", "propose", "back", 409),
        ("ada", "propose", "delete", 409), ("eve", "review", "", 200), ("ada", "propose", "", 200),
    ],
)  # fmt: skip
def test_after_a_stop_between_the_commit_and_its_mark_whoever_comes_finds_it_accepted(
    shared: Site, monkeypatch: pytest.MonkeyPatch, who: str, page: str, act: str, status: int
) -> None:
    people = {"ada": Person(shared).signs_in("ada"), "eve": Person(shared).signs_in("eve", Role.reviewer)}
    draft = submitted(people["ada"])
    seen = version_of(people["eve"], draft)

    def stopped(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("portee.web.pages.review.audit.record", stopped)
        assert people["eve"].send(f"/review/{draft}", act="accept", version=seen).status_code == 500
    commit = head(shared)
    assert draft_state(shared, draft) is DraftState.submitted, "the database undid what Git keeps"
    fields = {"act": act, "version": seen, "reason": "Trop court."}
    person = people[who]
    answer = person.send(f"/{page}/{draft}", **fields) if act else person.get(f"/{page}/{draft}")
    assert answer.status_code == status, answer.text
    assert draft_state(shared, draft) is DraftState.accepted
    assert head(shared) == commit
    with database_of(shared).reading() as connection:
        ((entry,), _) = read_audit(connection, action="proposal.accepted")
    assert (entry.object, entry.account, entry.details["commit"]) == (draft, None, commit)


def test_nobody_reviews_their_own(shared: Site) -> None:
    eve = Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(eve)
    assert eve.send(f"/review/{draft}", act="accept", version="3").status_code == 403


@pytest.mark.parametrize("act", ["refuse", "return"])
def test_a_refusal_needs_a_reason_which_its_author_reads(shared: Site, act: str) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    assert eve.send(f"/review/{draft}", act=act, version=version_of(eve, draft)).status_code == 422
    told = eve.send(f"/review/{draft}", act=act, version=version_of(eve, draft), reason="<b>Source ?</b>")
    assert told.status_code == 303
    assert "&lt;b&gt;Source ?" in ada.get(f"/propose/{draft}").text.replace("\u202f", " ").replace("\u00a0", " ")
    # It may be taken up again.
    page = ada.get(f"/propose/{draft}/send")
    assert ada.send(f"/propose/{draft}/send", version=hidden(page.text)["version"], consent="yes").status_code in (
        303,
        409,
    )


def test_published_needs_sources(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    answer = eve.send(f"/review/{draft}", act="accept", version=version_of(eve, draft), status="published")
    assert answer.status_code == 422
    assert draft_state(shared, draft) is DraftState.submitted


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "burn", "version": "1"},
        {"act": "accept", "version": "x"},
        {"act": "accept", "version": "1", "status": "draft"},
    ],
)
def test_wrong_orders_are_refused(shared: Site, fields: dict[str, str]) -> None:
    draft = submitted(Person(shared).signs_in("ada"))
    assert Person(shared).signs_in("eve", Role.reviewer).send(f"/review/{draft}", **fields).status_code == 422


def test_a_text_that_may_tell_who_somebody_is_is_pointed_out(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada, "Madame Dupont rentre tard")
    assert "reconnaître une personne" in eve.get(f"/review/{draft}").text


def test_author_and_reviewer_talk_and_nobody_else_reads_it(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    for _ in range(2):
        answer = eve.send(f"/propose/{draft}/talk", text="<i>Combien</i> de personnes ?", key="k")
        assert answer.status_code == 303
    page = ada.get(f"/propose/{draft}").text
    assert page.count("&lt;i&gt;Combien") == 1
    assert ada.send(f"/propose/{draft}/talk", text="Une trentaine.", key="l").status_code == 303
    assert "Une trentaine." in eve.get(f"/review/{draft}").text
    bob = Person(shared).signs_in("bob")
    assert bob.send(f"/propose/{draft}/talk", text="Moi aussi", key="m").status_code == 404
    assert eve.send(f"/propose/{draft}/talk", text=" ", key="n").status_code == 422
    assert eve.send(f"/propose/{draft}/talk", text="x" * 5001, key="n").status_code == 422


def test_what_its_author_took_back_is_not_decided_and_the_reason_is_kept(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    seen = version_of(eve, draft)
    assert ada.send(f"/propose/{draft}", act="back", version=seen).status_code == 303
    for act in ("refuse", "accept"):
        late = eve.send(f"/review/{draft}", act=act, version=seen, reason="Il manque une source.")
        assert late.status_code == 409
        assert "Il manque une source." in late.text
    assert eve.get(f"/review/{draft}").status_code == 404
    assert draft_state(shared, draft) is DraftState.writing

from __future__ import annotations

import sqlite3
import subprocess
import threading
from pathlib import Path

import pytest

from portee.commons.index.index import rebuild, search
from portee.commons.repository.repository import Change, Commons
from portee.core.errors import ParameterError
from tests.commons.examples import EXAMPLE, PATHS
from tests.commons.repository.test_repository import MANIFEST

NEED = "need/embauche-avant-l-aube"


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Commons:
    files = {path: (EXAMPLE / path).read_bytes() for path in PATHS}
    return Commons.init(tmp_path_factory.mktemp("index") / "c", MANIFEST, "Mimosa", files)


def ids(commons: Commons, query: str, **more: object) -> list[str]:
    return [hit.id for hit in search(commons, query, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    ["embaucher avant le premier bus", "EMBAUCHES", "personnes taxis", "horaires decales", "horaire décalé", "emba"],
)
def test_words_find_a_need(commons: Commons, query: str) -> None:
    assert ids(commons, query)[0] == NEED


def test_a_title_weighs_more_than_a_text(commons: Commons) -> None:
    found = search(commons, "bus")
    titles = ["bus" in hit.title.casefold() for hit in found]
    assert titles == sorted(titles, reverse=True)
    assert False in titles
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_every_word_must_be_there(commons: Commons) -> None:
    assert ids(commons, "navette astronomie") == []
    assert ids(commons, "moulins navette")


def test_the_excerpt_shows_what_was_found(commons: Commons) -> None:
    (hit,) = search(commons, "taxi renoncent")
    assert hit.excerpt == "Elles marchent une heure, paient un taxi ou renoncent au poste."
    assert hit.title == "Embaucher avant le premier bus"


def test_another_language_is_searched_with_its_own_words(commons: Commons) -> None:
    (hit, *_) = search(commons, "starting work", lang="en")
    assert (hit.id, hit.title) == (NEED, "Starting work before the first bus")
    assert "stakeholder/regie-des-moulins" in ids(commons, "régie de quartier", lang="en")


def test_types_and_statuses_narrow_the_search(commons: Commons) -> None:
    assert ids(commons, "navette", types=["practice"]) == ["practice/navette-des-moulins"]
    assert ids(commons, "navette", statuses=["published"]) == []
    assert len(ids(commons, "moulins", limit=3)) == 3


@pytest.mark.parametrize("query", ['"', "navette AND", "NEAR(a b)", "bus*", "title:bus", "a OR (", "';--", "aube -x"])
def test_signs_of_the_query_language_are_only_text(commons: Commons, query: str) -> None:
    if not any(sign.isalnum() for sign in query):
        with pytest.raises(ParameterError, match="no word"):
            search(commons, query)
    else:
        search(commons, query)


def test_the_index_follows_git_and_holds_nothing_else(tmp_path: Path) -> None:
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa")
    assert ids(commons, "embaucher") == []
    text = (EXAMPLE / f"{NEED}.md").read_bytes()
    commons.save(Change({f"{NEED}.md": text}, "Un besoin", "Mimosa"))
    assert ids(commons, "embaucher") == [NEED]
    (commons.root / f"{NEED}.md").write_bytes(text.replace(b"un taxi", b"un fiacre"))
    assert ids(commons, "fiacre") == []
    by_hand = ["git", "-C", str(commons.root), "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "x"]
    subprocess.run(by_hand, check=True)
    assert ids(commons, "fiacre") == [NEED]
    assert ids(commons, "taxi") == []
    commons = Commons.open(commons.root)
    commons.save(Change({f"{NEED}.md": None}, "Parti", "Mimosa"))
    assert ids(commons, "fiacre") == []


def test_several_who_search_first_index_each_record_once(tmp_path: Path) -> None:
    files = {path: (EXAMPLE / path).read_bytes() for path in PATHS}
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa", files)
    start, found = threading.Barrier(6), []

    def asks() -> None:
        start.wait()
        found.append(ids(Commons.open(commons.root), "bus"))

    people = [threading.Thread(target=asks) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(found) == 6
    assert all(len(set(one)) == len(one) for one in found)


def test_a_heading_is_no_excerpt(tmp_path: Path) -> None:
    body = (EXAMPLE / f"{NEED}.md").read_text(
        encoding="utf-8"
    ) + "\n## Le lampadaire\n\nAu coin, un lampadaire manque.\n"
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa", {f"{NEED}.md": body.encode()})
    assert search(commons, "lampadaire")[0].excerpt == "Au coin, un lampadaire manque."


def test_a_rebuilt_index_is_the_same(commons: Commons) -> None:
    before = search(commons, "moulins", limit=100)
    assert rebuild(commons) == len(PATHS)
    assert search(commons, "moulins", limit=100) == before


@pytest.mark.parametrize("damage", ["text", "format", "empty"])
def test_a_damaged_index_is_made_anew(commons: Commons, damage: str) -> None:
    rebuild(commons)
    path = Path(commons.repository.path) / "portee" / "index.sqlite"
    if damage == "format":
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
    else:
        path.write_text("no database" * 100 if damage == "text" else "")
    assert ids(commons, "embaucher")[0] == NEED


def test_what_is_no_record_is_not_found(tmp_path: Path) -> None:
    commons = Commons.init(tmp_path / "c", MANIFEST, "Mimosa", {"need/x.md": b"embaucher"})
    assert ids(commons, "embaucher") == []
    assert rebuild(commons) == 1

"""The search index of a commons: SQLite full text, brought up to date with the last version before each search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from portee.commons.check.alone import texts_of
from portee.commons.index.terms import fold, forms, words_of
from portee.commons.records.references import RecordId, split_id
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import RecordFile, parse_record
from portee.core.errors import OutputError, ParameterError
from portee.core.progress import Progress, Silent

__all__ = ["Hit", "rebuild", "search"]

FORMAT = 1
"""Counted up when the tables change; an index of another format is made anew."""

_TABLES = """
CREATE TABLE record (path TEXT PRIMARY KEY, blob TEXT, type TEXT, status TEXT);
CREATE TABLE title (path TEXT, lang TEXT, title TEXT, text TEXT, PRIMARY KEY (path, lang));
CREATE VIRTUAL TABLE words USING fts5 (path UNINDEXED, lang UNINDEXED, title, summary, text, tokenize = "unicode61");
"""
_TITLE, _SUMMARY, _TEXT = 10.0, 4.0, 1.0
"""How much a word weighs in the title, in summary and tags, and elsewhere."""
_EXCERPT = 220
_NOT_TEXT = ("title", "summary", "tags", "authors", "licence", "status", "origin")

_IN_LANGUAGE = """(words.lang = ? OR (words.lang = 'fr' AND NOT EXISTS (
    SELECT 1 FROM title AS other WHERE other.path = words.path AND other.lang = ?)))"""
_FOUND = """SELECT words.path, words.lang, status, title.title, title.text, bm25(words, 0, 0, ?, ?, ?) AS score
    FROM words JOIN record USING (path) JOIN title ON title.path = words.path AND title.lang = words.lang"""


@dataclass(frozen=True)
class Hit:
    """A record that was found: its id, its title and the place that was found, in the language searched."""

    id: str
    status: str
    title: str
    excerpt: str
    score: float


def search(
    commons: Commons,
    query: str,
    *,
    lang: str = "fr",
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    limit: int = 20,
) -> list[Hit]:
    """Records of the last version that hold every word asked for, best first.

    Words match whatever their accents and endings; the last word may be a beginning of three letters or more. A record
    that has no version in the language is searched in French.

    Raises:
        ParameterError: nothing was asked for.
    """
    words = words_of(query)
    if not words:
        raise ParameterError("There is no word to search for.", mend="Give one or more words.")
    with _index(commons) as database:
        _refresh(database, commons.head(), Silent())
        match = " AND ".join(_asked(word, lang, last=word is words[-1]) for word in words)
        where, values = ["words MATCH ?", _IN_LANGUAGE], [match, lang, lang]
        for column, allowed in (("type", types), ("status", statuses)):
            if allowed:
                where.append(f"record.{column} IN ({', '.join('?' * len(allowed))})")
                values += list(allowed)
        found = database.execute(
            f"{_FOUND} WHERE {' AND '.join(where)} ORDER BY score, words.path LIMIT ?",
            [_TITLE, _SUMMARY, _TEXT, *values, limit],
        ).fetchall()
    return [
        Hit(path.removesuffix(".md"), status, title, _excerpt(text, words, shown), -score)
        for path, shown, status, title, text, score in found
    ]


def rebuild(commons: Commons, progress: Progress | None = None) -> int:
    """Make the index anew from the last version; return how many records it holds."""
    path = _path(commons)
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            path.with_name(name).unlink()
    with _index(commons) as database:
        _refresh(database, commons.head(), progress or Silent())
        return int(database.execute("SELECT count(*) FROM record").fetchone()[0])


def _path(commons: Commons) -> Path:
    return Path(commons.repository.path) / "portee" / "index.sqlite"


@contextmanager
def _index(commons: Commons) -> Iterator[sqlite3.Connection]:
    """The index, made anew when it is damaged or of another format; in memory where nothing may be written."""
    database = _opened(_path(commons)) or _made(sqlite3.connect(":memory:"))
    try:
        yield database
    except sqlite3.Error as problem:
        raise OutputError(
            f"The index cannot be used: {problem}.",
            where=str(_path(commons)),
            mend="Make it anew: portee commons index",
        ) from None
    finally:
        database.close()


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(exist_ok=True)
            is_new = not path.exists()
            database = sqlite3.connect(path, timeout=30)
            if is_new or not database.execute("PRAGMA user_version").fetchone()[0]:
                return _made(database)
            if database.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
                return database
            database.close()
            path.unlink()
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def _made(database: sqlite3.Connection) -> sqlite3.Connection:
    database.execute("PRAGMA journal_mode = WAL")
    with database:
        database.execute("BEGIN IMMEDIATE")
        if not database.execute("PRAGMA user_version").fetchone()[0]:
            for statement in _TABLES.strip().split(";\n"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {FORMAT}")
    return database


def _refresh(database: sqlite3.Connection, head: Snapshot | None, progress: Progress) -> None:
    """Read what changed since the index was last brought up to date; forget what is gone."""
    wanted = dict(head.records()) if head else {}
    if wanted == _blobs(database):
        return
    assert head is not None or not wanted
    with database:
        database.execute("BEGIN IMMEDIATE")
        # Asked again: somebody else who searches may have brought it up to date while this one waited to write.
        known = _blobs(database)
        fresh = [(path, blob) for path, blob in wanted.items() if known.get(path) != blob]
        gone = [(path,) for path, blob in known.items() if wanted.get(path) != blob]
        progress.start("index_records", len(fresh))
        for table in ("record", "title", "words"):
            database.executemany(f"DELETE FROM {table} WHERE path = ?", gone)  # noqa: S608 - names of our own tables
        for path, blob in fresh:
            assert head is not None
            _add(database, path, blob, head.text_of(blob))
            progress.advance(1)
    progress.done()


def _blobs(database: sqlite3.Connection) -> dict[str, str]:
    """Path of each record that was indexed → its content's hash."""
    return dict(database.execute("SELECT path, blob FROM record").fetchall())


def _add(database: sqlite3.Connection, path: str, blob: str, text: str) -> None:
    file = parse_record(text, path).file
    status = file.record.status if file else ""
    database.execute("REPLACE INTO record VALUES (?, ?, ?, ?)", (path, blob, split_id(path)[0], status))
    if file is None:
        return
    for lang in sorted({"fr", *file.body, *file.record.title.root}):
        title, summary, rest = _by_weight(file, lang)
        database.execute("REPLACE INTO title VALUES (?, ?, ?, ?)", (path, lang, title, f"{summary}\n{rest}"))
        known = (_known(part, lang) for part in (f"{title} {split_id(file.id)[1]}", summary, rest))
        database.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?)", (path, lang, *known))


def _by_weight(file: RecordFile, lang: str) -> tuple[str, str, str]:
    """Title, summary with tags, and all other text of a record in a language."""
    record = file.record
    rest: list[str] = []
    for at, text in texts_of(record):
        if at[0] in ("title", "summary", "tags", "authors", "licence", "status", "origin") or isinstance(
            text, RecordId
        ):
            continue
        if at[-1] in record.title.root or at[-1] == "fr":
            if at[-1] == lang:
                rest.append(text)
        else:
            rest.append(text)
    summary = [record.summary.in_(lang)] if record.summary else []
    return record.title.in_(lang), "\n".join([*summary, *record.tags]), "\n".join([file.body_in(lang), *rest])


def _known(text: str, lang: str) -> str:
    return " ".join(form for word in words_of(text) for form in forms(word, lang))


def _asked(word: str, lang: str, *, last: bool) -> str:
    asked = [f'"{form}"' for language in dict.fromkeys((lang, "fr")) for form in forms(word, language)]
    if last and len(word) >= 3:
        asked.append(f'"{fold(word)}" *')
    return f"({' OR '.join(dict.fromkeys(asked))})"


def _excerpt(text: str, words: Iterable[str], lang: str) -> str:
    """The sentence that holds most of the words; headings are none."""
    wanted = {form for word in words for form in forms(word, lang)}
    best, most = "", 0
    for line in text.split("\n"):
        if line.startswith("#"):
            continue
        for sentence in line.replace("! ", "!\n").replace("? ", "?\n").replace(". ", ".\n").split("\n"):
            count = len(wanted & {form for word in words_of(sentence) for form in forms(word, lang)})
            if sentence.strip() and (count > most or not best):
                best, most = sentence.strip(), count
    return best if len(best) <= _EXCERPT else best[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"

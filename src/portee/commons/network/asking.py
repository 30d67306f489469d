"""A question somebody brings: the rows of the commons that answer it, and what it does not answer yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portee.commons.check.check import check_commons
from portee.commons.check.summary import Summary
from portee.commons.empty_words import empty_words
from portee.commons.index.index import Hit, search
from portee.commons.index.terms import fold, words_of
from portee.commons.manifest import MANIFEST
from portee.commons.records.references import AnswerRef
from portee.commons.repository.repository import Commons, signature
from portee.commons.repository.starting import slug_of
from portee.commons.text.record_file import record_path
from portee.commons.text.template import template
from portee.core.atomic import atomic_file
from portee.core.errors import InputError, ParameterError

__all__ = ["Answering", "Asked", "ask", "lay_use_case"]

ROWS = tuple(f"{kind}/" for kind in AnswerRef.to)
BY_NEED = 0.25
"""How much a word in a need counts for a row linked to it. On the use cases of the first commons, 0.25 to 1 find about
as many of the rows that people chose."""

MOST_WORDS = 30
LONGEST = 300
PER_WORD = 200
"""Records looked at for each word."""


@dataclass(frozen=True)
class Answering:
    """A row that may answer: what was found of it, and the words of the question that it holds."""

    hit: Hit
    words: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What the commons says to a question.

    Attributes:
        question: as asked. words: those of it that tell something.
        answers: the best first. missing: words that none of them holds.
    """

    question: str
    words: tuple[str, ...]
    answers: tuple[Answering, ...]
    missing: tuple[str, ...]


def ask(commons: Commons, question: str, lang: str = "fr", limit: int = 10) -> Asked:
    """Find rows that may answer, ranked by the sum of BM25 over the words of the question that tell something.

    Rare words weigh more than common ones, and a word in a short row more than in a long one. A record counts when it
    holds two of the words at least, where the question has two. Somebody asks in the words of a need, not in those of
    its answer: what is found of a need counts for the rows linked to it, and for the solutions of its cells.

    Rows are solutions, cells of the matrix, practices, indicators, processes, aids and requirements that are not
    retired.

    Raises:
        ParameterError: there is no such word, or the question is too long.
    """
    question = " ".join(question.split())
    if not question or len(question) > LONGEST:
        raise ParameterError(f"A question has 1 to {LONGEST} signs.", mend="Ask it in one sentence.")
    empty = empty_words(lang) | empty_words("fr")
    words = tuple(dict.fromkeys(word for word in words_of(question) if fold(word) not in empty))[:MOST_WORDS]
    if not words:
        raise ParameterError("The question holds no word to look for.", mend="Say what it is about.")
    found = _found(commons, words, lang)
    taken = {
        id: _Row(row.score, row.words, row.hit) for id, row in found.items() if len(row.words) >= min(2, len(words))
    }
    records = check_commons(commons.root).records
    for need in sorted(id for id in taken if id.startswith("need/")):
        for id, weight in _rows_for(need, records).items():
            row = taken.get(id) or _Row(0.0, set(), found[id].hit if id in found else None)
            taken[id] = _Row(row.score + weight * taken[need].score, row.words | taken[need].words, row.hit)
    ids = sorted((id for id in taken if id.startswith(ROWS)), key=lambda id: (-taken[id].score, id))[:limit]
    answers = tuple(
        Answering(
            taken[id].hit or Hit(id, records[id].status, records[id].title, "", taken[id].score),
            tuple(word for word in words if word in taken[id].words),
        )
        for id in ids
    )
    known = {word for answer in answers for word in answer.words}
    return Asked(question, words, answers, tuple(word for word in words if word not in known))


@dataclass(frozen=True)
class _Row:
    """A record while it is weighed: the sentence shown of it is that of the word for which it counts most."""

    score: float
    words: set[str]
    hit: Hit | None


def _found(commons: Commons, words: tuple[str, ...], lang: str) -> dict[str, _Row]:
    """Rows and needs that hold some of the words."""
    found: dict[str, _Row] = {}
    for word in words:
        hits = search(
            commons, word, lang=lang, types=(*AnswerRef.to, "need"), limit=PER_WORD,
            statuses=("draft", "proposed", "reviewed", "published"),
        )  # fmt: skip
        for hit in hits:
            row = found.get(hit.id)
            if row is None:
                found[hit.id] = _Row(hit.score, {word}, hit)
            else:
                best = hit if row.hit is None or hit.score > row.hit.score else row.hit
                found[hit.id] = _Row(row.score + hit.score, row.words | {word}, best)
    return found


def _rows_for(need: str, records: Mapping[str, Summary]) -> dict[str, float]:
    """Rows linked to a need, and how much of what is found of it counts for each."""
    rows: dict[str, float] = {}
    for id, record in records.items():
        if record.is_whole and record.status != "retired" and any(link.to == need for link in record.links):
            if id.startswith(ROWS):
                rows[id] = BY_NEED
            if record.type == "cell" and record.facts["solution"] in records:
                rows[record.facts["solution"]] = BY_NEED
    return rows


def lay_use_case(
    root: Path, asked: Asked, author: str, *, who: str | None = None, lang: str = "fr"
) -> Path:  # fmt: skip
    """Lay a use case to fill in, with the question, the rows found and what is missing; it is not committed.

    Raises:
        InputError: there is no commons, or this question lies there already.
    """
    name = signature(author).name
    if not (root / MANIFEST).is_file():
        raise InputError("There is no commons there.", where=str(root), mend="Make one: portee commons init FOLDER")
    target = root / record_path(f"use-case/{slug_of(asked.question) or 'question'}")
    if target.exists() or target.is_symlink():
        raise InputError("This question lies there already.", where=str(target), mend="Edit it, or ask it otherwise.")
    given: dict[str, object] = {"title": _text(asked.question, lang), "question": _text(asked.question, lang)}
    if who:
        given["who"] = _text(who, lang)
    if asked.answers:
        given["answers"] = [answer.hit.id for answer in asked.answers]
    if asked.missing or not asked.answers:
        words = ", ".join(asked.missing or asked.words)
        given["missing"] = {
            "fr": f"Aucune des fiches trouvées ne parle de : {words}.",
            "en": f"None of the records found speaks of: {words}.",
        }
    target.parent.mkdir(exist_ok=True)
    with atomic_file(target) as partial:
        partial.write_text(template(f"use-case/{target.stem}", name, given, lang), encoding="utf-8")
    return target


def _text(words: str, lang: str) -> dict[str, str]:
    """A text in the language asked in; its French is left to be written where that is another."""
    return {"fr": words} if lang == "fr" else {"fr": "", lang: words}

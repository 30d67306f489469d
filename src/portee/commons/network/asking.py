"""A question somebody brings: the rows of the commons that answer it, and what it does not answer yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

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

    Rare words weigh more than common ones, and a word in a short row more than in a long one. A row holds two of the
    words at least, where the question has two. Rows are solutions, cells of the matrix, practices, indicators,
    processes, aids and requirements of the last version that are not retired.

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
    found: dict[str, Hit] = {}
    held: dict[str, list[str]] = defaultdict(list)
    score: dict[str, float] = defaultdict(float)
    for word in words:
        hits = search(
            commons, word, lang=lang, types=AnswerRef.to, limit=PER_WORD,
            statuses=("draft", "proposed", "reviewed", "published"),
        )  # fmt: skip
        for hit in hits:
            # The sentence shown is that of the word for which the row counts most.
            if hit.id not in found or hit.score > found[hit.id].score:
                found[hit.id] = hit
            held[hit.id].append(word)
            score[hit.id] += hit.score
    enough = min(2, len(words))
    ids = sorted((id for id in found if len(held[id]) >= enough), key=lambda id: (-score[id], id))
    answers = tuple(Answering(found[id], tuple(held[id])) for id in ids[:limit])
    known = {word for answer in answers for word in answer.words}
    return Asked(question, words, answers, tuple(word for word in words if word not in known))


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

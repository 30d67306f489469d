"""Words as the index knows them: small letters, no accents, cut down to their stem."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

__all__ = ["fold", "forms", "words_of"]

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMERS = {
    "fr": "french", "en": "english", "es": "spanish", "pt": "portuguese", "ar": "arabic", "it": "italian",
    "de": "german",
}  # fmt: skip


def fold(text: str) -> str:
    """Small letters without accents: "Été" and "ete" are alike."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters, with their accents."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=200_000)
def forms(word: str, lang: str) -> tuple[str, ...]:
    """The forms under which a word is known: its stem with and without regard to accents.

    Both are kept, because people leave accents out: "mobilite" then finds "mobilité", whose stem differs.
    """
    stemmer = _stemmer(lang)
    if stemmer is None:
        return (fold(word),)
    if lang.startswith("fr") and len(word) > 3 and word[-1] in "sx":
        # The stemmer keeps the plural of "vélos", lest "cas" lose its end; here both sides lose it.
        word = word[:-1]
    return tuple(dict.fromkeys((fold(stemmer.stemWord(word)), stemmer.stemWord(fold(word)))))


@cache
def _stemmer(lang: str) -> snowballstemmer.stemmer | None:
    name = _STEMMERS.get(lang.partition("-")[0])
    return None if name is None else snowballstemmer.stemmer(name)

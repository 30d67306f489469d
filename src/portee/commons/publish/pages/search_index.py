"""What the search of the site looks through: one script that works from a disk, without any server."""

from __future__ import annotations

import json
import re
import unicodedata

from portee.commons.publish.release import ALWAYS, Release
from portee.commons.publish.words import spoken, told
from portee.commons.records.shape import Text
from portee.commons.records.words import type_name
from portee.commons.text.record_file import RecordFile

__all__ = ["fold", "index_script", "kind_shown", "search_text"]

LONGEST = 600
"""Characters of a record that are looked through after its title: enough for its summary and its first paragraphs."""


def fold(text: str) -> str:
    """Small letters without accents, single spaces; the page folds what is typed in the same way."""
    small = unicodedata.normalize("NFKD", text).lower().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", small)
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+", " ", kept.replace("_", " ")).split())


def search_text(file: RecordFile, lang: str) -> str:
    """What a record is found by, but for its title."""
    record = file.record
    parts = [record.summary.in_(lang) if record.summary else "", " ".join(record.tags), file.body_in(lang)]
    for name in ("who", "situation", "how", "question", "said", "place", "why"):
        value = getattr(record, name, None)
        parts.insert(1, value.in_(lang) if isinstance(value, Text) else str(value or ""))
    return fold(" ".join(part for part in parts if part))[:LONGEST]


def kind_shown(file: RecordFile, lang: str) -> str:
    """The type of a record as a list of results shows it, with its status where nobody has reviewed it."""
    name = type_name(file.record.type, spoken(lang))
    status = file.record.status
    return name if status in ALWAYS else f"{name}, {told(f'badge_{status}', lang)}"


def index_script(release: Release, lang: str) -> bytes:
    """The index as a script: id, type, title, folded title, folded text of each record."""
    rows = [
        [
            file.id, kind_shown(file, lang), file.record.title.in_(lang),
            fold(file.record.title.in_(lang)), search_text(file, lang),
        ]
        for file in release.records
    ]  # fmt: skip
    return f"window.porteeIndex = {json.dumps(rows, ensure_ascii=True, separators=(',', ':'))};\n".encode("ascii")

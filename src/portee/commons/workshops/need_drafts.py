"""Drafts of needs, one for each theme of a workshop, that name the statements they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from portee.commons.manifest import MANIFEST
from portee.commons.records.references import split_id
from portee.commons.records.statement import Statement
from portee.commons.repository.repository import signature
from portee.commons.repository.starting import slug_of
from portee.commons.text.record_file import record_path
from portee.commons.text.template import template
from portee.commons.workshops.themes import Theme
from portee.core.atomic import atomic_files
from portee.core.errors import InputError

__all__ = ["lay_needs"]


def lay_needs(
    root: Path, workshop: str, found: Sequence[Theme], statements: Sequence[Statement], author: str, lang: str = "fr"
) -> list[Path]:
    """Lay a need to fill in for each theme of two statements or more; nothing is committed.

    Title and motive come from the statements; who, situation and part are for people to write.

    Raises:
        InputError: there is no commons, no such theme, or such a draft lies there already; nothing is written then.
    """
    name = signature(author).name
    if not (root / MANIFEST).is_file():
        raise InputError("There is no commons there.", where=str(root), mend="Make one: portee commons init FOLDER")
    told = [theme for theme in found if len(theme.statements) > 1]
    if not told:
        raise InputError(
            "No two statements speak of the same thing.", where=workshop, mend="Bring more in, or raise --apart."
        )
    motives = {str(statement.id): statement.motive for statement in statements}
    texts: dict[Path, str] = {}
    for theme in told:
        slug = slug_of(theme.typical.said)[:50].strip("-") or split_id(theme.typical.id)[1]
        id = f"need/{slug}"
        if root / record_path(id) in texts:
            id = f"need/{slug}-{split_id(theme.typical.id)[1][-8:]}"
        title = dict(theme.typical.title.root)
        motive, _ = Counter(motives[one] for one in sorted(theme.statements)).most_common(1)[0]
        given = {"title": title, "motive": motive, "statements": list(theme.statements)}
        texts[root / record_path(id)] = template(id, name, given, lang)
    for path in texts:
        if path.exists() or path.is_symlink():
            raise InputError("There is such a record already.", where=str(path), mend="Rename it, or remove it.")
    (root / "need").mkdir(exist_ok=True)
    with atomic_files(*texts) as partials:
        for partial, text in zip(partials, texts.values(), strict=True):
            partial.write_text(text, encoding="utf-8")
    return list(texts)

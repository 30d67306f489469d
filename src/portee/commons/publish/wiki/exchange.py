"""Export records of a commons as pages of a wiki, and lay pages of a wiki in a commons as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.check.folder import read_text, scan
from portee.commons.publish.dates import moment_text
from portee.commons.publish.pages.address import record_page
from portee.commons.publish.release import ALWAYS
from portee.commons.publish.wiki.dump import dump_xml, read_pages
from portee.commons.publish.wiki.records import As, draft_of, page_of
from portee.commons.publish.wiki.template import WikiPage
from portee.commons.reading import read_record
from portee.commons.records.licences import LICENCES
from portee.commons.records.need import Need
from portee.commons.records.references import split_id
from portee.commons.repository.repository import Commons, signature
from portee.commons.text.record_file import RecordFile, parse_record, record_path, record_text
from portee.core.atomic import atomic_file, atomic_files
from portee.core.errors import InputError, ParameterError

__all__ = ["KINDS_OF_PAGES", "export_wiki", "import_wiki"]

KINDS_OF_PAGES = ("solution", "practice")


def export_wiki(root: Path, ids: Sequence[str], target: Path) -> tuple[WikiPage, ...]:
    """Write records as pages to import into a wiki: those named, or every solution and practice that is reviewed.

    Raises:
        InputError: there is no such commons or record, or one of another type.
        OutputError: the file cannot be written.
    """
    commons = Commons.open(root)
    snapshot = commons.head()
    if snapshot is None:
        raise InputError("Nothing is committed yet.", where=str(root), mend="Commit the records first.")
    files = [read_record(root, id) for id in ids] or _reviewed(root)
    if not files:
        raise InputError("No solution and no practice is reviewed.", where=str(root), mend="Name records, or review.")
    url = commons.manifest().url

    def title(id: str) -> str:
        text = snapshot.text(record_path(id))
        file = parse_record(text, record_path(id)).file if text else None
        return file.record.title.fr if file else id

    pages = tuple(
        page_of(file, f"{url.rstrip('/')}/{record_page(file.id, 'fr')}" if url else "", title) for file in files
    )
    moment = moment_text(cast(pygit2.Commit, commons.repository[snapshot.commit]).commit_time)
    with atomic_file(target) as partial:
        partial.write_bytes(dump_xml(pages, moment))
    return pages


def _reviewed(root: Path) -> list[RecordFile]:
    files = (_read(root, path) for path in _paths(root, KINDS_OF_PAGES))
    return [file for file in files if file is not None and file.record.status in ALWAYS]


def _paths(root: Path, kinds: Sequence[str]) -> list[str]:
    return [facts.path for facts in scan(root).files if split_id(facts.path)[0] in kinds]


def _read(root: Path, path: str) -> RecordFile | None:
    return parse_record(read_text(root, path), path).file


def import_wiki(
    file: Path, root: Path, *, author: str, day: str, licence: str = "CC-BY-SA-4.0", to: As | None = None
) -> tuple[RecordFile, ...]:
    """Lay the pages of a file in a commons, as drafts to complete; all of them or none. Nothing is committed.

    Args:
        file: an export of a wiki, or the text of one page. author: pseudonym of who imports it.
        day: of today. licence: of the wiki's texts. to: the type to make; told by each page otherwise.

    Raises:
        ParameterError: the licence or the author is not possible.
        InputError: there is no such commons, a page says what no record may, or such a record is there already.
    """
    if licence not in LICENCES:
        raise ParameterError(
            f"'{licence[:40]}' is no licence of the commons.", mend=f"Use one of {', '.join(sorted(LICENCES))}."
        )
    name = signature(author).name
    records = [_read(root, path) for path in _paths(root, ("need",))]
    needs = {found.record.title.fr: found.id for found in records if found and isinstance(found.record, Need)}
    drafts: dict[str, RecordFile] = {}
    for page in read_pages(file):
        draft = draft_of(page, author=name, day=day, licence=licence, needs=needs, to=to)
        if draft.id in drafts or (root / record_path(draft.id)).exists():
            raise InputError(
                "There is such a record already.", where=draft.id, mend="Rename one of them, or take the page out."
            )
        drafts[draft.id] = draft
    targets = [root / record_path(id) for id in drafts]
    for target in targets:
        target.parent.mkdir(exist_ok=True)
    with atomic_files(*targets) as partials:
        for partial, draft in zip(partials, drafts.values(), strict=True):
            partial.write_text(record_text(draft), encoding="utf-8")
    return tuple(drafts.values())

"""Write a booklet: a page, a PDF, or a folder with both, its figures, and what the commons needs to keep it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import portee
from portee.core.atomic import atomic_file, output_error
from portee.core.errors import OutputError, ParameterError
from portee.core.plain_yaml import plain_text
from portee.reports.booklet_html import write_booklet_html
from portee.reports.booklet_pdf import write_booklet_pdf
from portee.reports.maplayers import BaseMap
from portee.services.booklet.asked import figures_of, sources_of
from portee.services.booklet.facts import Facts
from portee.services.booklet.quiz import quiz_of
from portee.services.booklet.written import booklet_of

__all__ = ["LICENCE", "RESOURCES", "booklet_record", "check_booklet_output", "resources_of", "write_booklet"]

LICENCE = "CC-BY-SA-4.0"
RESOURCES = "resources.yaml"
FORMATS = (".html", ".pdf", ".json")


def check_booklet_output(path: Path) -> None:
    """Refuse, before anything is computed, what could not be written. Raises ParameterError, OutputError."""
    if path.suffix and path.suffix.lower() not in FORMATS:
        raise ParameterError(
            f"A booklet cannot be written as '{path.name}'.", where=str(path),
            mend="Give a name that ends in .html, .pdf or .json, or the name of a new folder for all of them.",
        )  # fmt: skip
    if not path.suffix and path.exists():
        raise OutputError("This exists: it will not be overwritten.", where=str(path), mend="Give another name.")


def write_booklet(facts: Facts, base: BaseMap, path: Path, lang: str) -> tuple[Path, ...]:
    """Write it by the ending of a name; without one, a folder with every file. Returns what was written.

    Raises:
        ParameterError, OutputError: it cannot be written; nothing half-written stays.
    """
    check_booklet_output(path)
    booklet = booklet_of(facts, base, lang)
    match path.suffix.lower():
        case ".html":
            write_booklet_html(path, booklet)
        case ".pdf":
            write_booklet_pdf(path, booklet)
        case ".json":
            _write_text(path, _json(facts))
        case _:
            return _write_folder(facts, base, path, lang)
    return (path,)


def _write_folder(facts: Facts, base: BaseMap, folder: Path, lang: str) -> tuple[Path, ...]:
    booklet = booklet_of(facts, base, lang)
    stem = f"booklet-{lang}"
    try:
        folder.mkdir()
    except OSError as problem:
        raise output_error(problem, folder) from problem
    try:
        write_booklet_html(folder / f"{stem}.html", booklet)
        write_booklet_pdf(folder / f"{stem}.pdf", booklet)
        _write_text(folder / f"{stem}.json", _json(facts))
        _write_text(folder / RESOURCES, plain_text(resources_of(facts, stem)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return tuple(folder / name for name in (f"{stem}.html", f"{stem}.pdf", f"{stem}.json", RESOURCES))


def booklet_record(facts: Facts) -> dict[str, Any]:
    """Every figure with what was asked, the quiz with its answers, and the sources, as JSON values."""
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "booklet",
        "licence": LICENCE,
        "territory": facts.title.model_dump(),
        "network": facts.network_key,
        "day": facts.day.isoformat(),
        "counted": facts.kind,
        "total": facts.total,
        "figures": [asked.record() for asked in figures_of(facts)],
        "quiz": [
            {"id": item.id, "unit": item.unit, "options": list(item.options), "right": item.right, "exact": item.exact}
            for item in quiz_of(facts)
        ],
        "drill": {"seed": facts.seed, "steps": [shock.step.scenario for shock in facts.shocks]},
        "sources": [{"role": role, **source.to_dict()} for role, source in sources_of(facts)],
        "notes": list(facts.notes),
    }  # fmt: skip


def resources_of(facts: Facts, stem: str) -> dict[str, Any]:
    """What `data/resources.yaml` of a commons says of the three files, with what they were made from."""
    made_from = [
        {"title": source.file, "licence": source.licence or "not told", **_dated(source.date)}
        for _, source in sources_of(facts)
    ]
    title = {"fr": f"Livret pédagogique : {facts.title.fr}", "en": f"Training booklet: {facts.title.en}"}
    return {
        "resources": [
            {"file": f"{stem}.{end}", "title": title, "licence": LICENCE, "made_from": made_from}
            for end in ("html", "pdf", "json")
        ]
    }  # fmt: skip


def _dated(date: str | None) -> Mapping[str, str]:
    """The day of a source, where it tells a whole one."""
    return {} if date is None or len(date) < 10 else {"date": date[:10]}


def _json(facts: Facts) -> str:
    return json.dumps(booklet_record(facts), ensure_ascii=False, indent=1) + "\n"


def _write_text(path: Path, text: str) -> None:
    with atomic_file(path) as partial:
        partial.write_text(text, encoding="utf-8")

"""Ask a person, step by step, for what makes a territory; the same questions in French and English."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.output import Output
from portee.core.errors import ParameterError, PorteeError
from portee.core.progress import Progress

if TYPE_CHECKING:
    from portee.services.workspace.catalogue import OpenSource
    from portee.services.workspace.communes import Commune

__all__ = ["Answers", "Guide", "fetch_all", "somebody_sits_here"]

FETCHED = ("communes", "osm", "timetables", "residents", "facilities", "priority")
"""Sources that are fetched unless somebody says otherwise. Workplaces are not: they are gigabytes."""

AROUND_KM = 5.0
"""How far beyond the commune people are taken to go to work, unless somebody says otherwise."""

FILES = ("osm", "timetables", "residents", "employers", "facilities", "priority")
"""Sources that a file of one's own may stand for, in the order in which they are asked for."""


def somebody_sits_here() -> bool:
    """Whether questions would be seen and answered."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass
class Answers:
    """What a person said.

    Attributes:
        folder: to make. title: of the territory. commune: None where nothing may be asked of the network.
        around_km: beyond the commune. fetch: ids of sources. files: of one's own, by id of the source that they stand
            for. jobs: column that counts in a file of jobs.
    """

    folder: Path
    title: str
    commune: Commune | None = None
    around_km: float = AROUND_KM
    fetch: tuple[str, ...] = ()
    files: dict[str, list[Path]] = field(default_factory=dict)
    jobs: str | None = None


class Guide:
    """The questions.

    Args:
        out: the voice. ask: shows a question and returns what was typed; raises EOFError at the end.
    """

    def __init__(self, out: Output, ask: Callable[[str], str] = input) -> None:
        self._out, self._ask = out, ask

    def run(self, folder: Path | None, title: str | None) -> Answers | None:
        """Everything that must be known; None when the person thinks better of it."""
        self._out.say("guide_begin")
        online = self._yes("guide_online")
        commune = self._commune() if online else None
        named = title or self._text("guide_title", commune.name if commune else None)
        where = folder or self._folder(named)
        answers = Answers(where, named, commune)
        if commune is not None:
            answers.around_km = self._number("guide_around", AROUND_KM, 0, 100)
            answers.fetch = self._fetch()
        for id in FILES:
            if id not in answers.fetch:
                self._files(answers, id)
        if "osm" not in answers.fetch and not answers.files.get("osm"):
            self._out.say("guide_no_streets")
            return None
        self._summary(answers)
        return answers if self._yes("guide_make") else None

    def _line(self, key: str, default: str | None = None, **values: object) -> str:
        shown = self._out.text(key, **values)
        return self._ask(f"{shown} [{default}] " if default else f"{shown} ").strip() or (default or "")

    def _text(self, key: str, default: str | None) -> str:
        while not (text := self._line(key, default)):
            self._out.say("guide_needed")
        return text

    def _yes(self, key: str, *, default: bool = True) -> bool:
        usual = self._out.text("guide_yes" if default else "guide_no")
        while True:
            said = self._line(key, usual).casefold()
            if said in ("o", "oui", "y", "yes"):
                return True
            if said in ("n", "non", "no"):
                return False
            self._out.say("guide_yes_or_no")

    def _number(self, key: str, default: float, low: float, high: float) -> float:
        while True:
            try:
                value = float(self._line(key, f"{default:g}").replace(",", "."))
            except ValueError:
                value = float("nan")
            if low <= value <= high:
                return value
            self._out.say("guide_number", low=f"{low:g}", high=f"{high:g}")

    def _commune(self) -> Commune | None:
        from portee.services.workspace.catalogue import catalogue
        from portee.services.workspace.communes import find_communes

        while True:
            said = self._line("guide_commune")
            if not said:
                return None
            try:
                found = find_communes(said, catalogue().services.communes)
            except ParameterError as problem:
                self._out.line(str(problem))
                continue
            except PorteeError as problem:
                self._out.line(str(problem))
                self._out.say("guide_offline")
                return None
            if len(found) == 1:
                return found[0]
            rows = [
                self._out.text("guide_commune_row", name=one.name, code=one.code, residents=one.residents)
                for one in found
            ]
            return found[self._choice("guide_which", rows)]

    def _choice(self, key: str, rows: Sequence[str]) -> int:
        for number, row in enumerate(rows, 1):
            self._out.line(f"  {number}. {row}")
        return round(self._number(key, 1, 1, len(rows))) - 1

    def _folder(self, title: str) -> Path:
        from portee.commons.repository.starting import slug_of

        while True:
            where = Path(self._text("guide_folder", slug_of(title) or "territoire")).expanduser()
            if not where.exists() or (where / "workspace.yaml").is_file():
                return where
            self._out.say("guide_folder_taken", folder=str(where))

    def _sources(self) -> tuple[OpenSource, ...]:
        from portee.services.workspace.catalogue import open_sources

        return tuple(one for one in open_sources() if one.id == "communes" or one.id in FILES)

    def _fetch(self) -> tuple[str, ...]:
        sources = self._sources()
        self._out.say("guide_fetch_list")
        for number, one in enumerate(sources, 1):
            self._out.line(f"  {number}. {one.name.in_(self._out.lang)} — {one.publisher}, {one.licence}")
        usual = ",".join(str(n) for n, one in enumerate(sources, 1) if one.id in FETCHED)
        while True:
            said = self._line("guide_fetch", usual)
            try:
                numbers = [int(part) for part in said.replace(" ", "").split(",") if part]
            except ValueError:
                numbers = [-1]
            if numbers == [0]:
                return ()
            if all(1 <= number <= len(sources) for number in numbers):
                return tuple(one.id for n, one in enumerate(sources, 1) if n in numbers)
            self._out.say("guide_number", low="0", high=str(len(sources)))

    def _files(self, answers: Answers, id: str) -> None:
        from portee.services.recognise import columns_of

        source = next(one for one in self._sources() if one.id == id)
        several = id == "timetables"
        while True:
            said = self._line("guide_file" if not several else "guide_files", name=source.name.in_(self._out.lang))
            if not said:
                return
            file = Path(said).expanduser()
            if not file.is_file():
                self._out.say("guide_no_file", file=said[:200])
                continue
            answers.files.setdefault(id, []).append(file)
            if id == "employers":
                columns = columns_of(file)
                usual = next((name for name in ("jobs_estimate", "jobs", "emplois") if name in columns), "@count")
                answers.jobs = self._text("guide_jobs", usual)
            if not several:
                return

    def _summary(self, answers: Answers) -> None:
        self._out.say("guide_summary", title=answers.title, folder=str(answers.folder))
        for id in answers.fetch:
            self._out.line(f"  {self._out.text('guide_fetched', name=id)}")
        for id, files in answers.files.items():
            for file in files:
                self._out.line(f"  {id}: {file}")


def fetch_all(
    answers: Answers, downloads: Path, out: Output, now: Callable[[], datetime], progress: Progress
) -> dict[str, list[Path]]:
    """Download what was chosen; what cannot be had is told and left out."""
    from portee.services.workspace.catalogue import catalogue, find_source
    from portee.services.workspace.fetching import fetch_found, patiently
    from portee.services.workspace.finding import find_files

    services = catalogue().services
    came: dict[str, list[Path]] = {}
    for id in answers.fetch:
        source = find_source(id)
        try:
            found = find_files(source, services, answers.commune)
            nearest = [one for one in found if one.level == found[0].level]
            for one in nearest:
                out.say("guide_fetching", title=one.title)
                done = patiently(partial(fetch_found, source, one, downloads, now=now(), progress=progress))
                came.setdefault(id, []).append(done.file)
        except PorteeError as problem:
            out.note(out.text("guide_not_fetched", name=source.name.in_(out.lang), why=str(problem)))
    return came

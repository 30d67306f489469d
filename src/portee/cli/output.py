"""What a command says: a progress bar while it works, sentences and small tables when it is done."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from portee.cli.options import CommonOptions
from portee.core.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

__all__ = ["Counted", "Output", "language", "number", "system_language", "words"]

NARROW_SPACE = "\u202f"


@cache
def words() -> dict[str, dict[str, str]]:
    """Sentences of the command line, from every file of words: key → language → text, the French set as French is."""
    import yaml

    from portee.reports.french import french_spaces

    found: dict[str, dict[str, str]] = {}
    for folder in (files("portee.cli"), files("portee.cli").joinpath("commons")):
        for file in folder.iterdir():
            if file.name.startswith("words") and file.name.endswith(".yaml"):
                found.update(yaml.safe_load(file.read_text(encoding="utf-8")))
    # The sentences, not their values: a path or a command is repeated as it was typed.
    return {
        key: {lang: french_spaces(text) if lang == "fr" else text for lang, text in said.items()}
        for key, said in found.items()
    }


def language(options: CommonOptions) -> str:
    """The language asked for, else that of the system."""
    return system_language() if options.lang is None else options.lang.value


def system_language() -> str:
    """The system's language where it is English or French; French when it tells none."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "fr" if told.startswith("fr") or told.partition(".")[0] in ("", "C", "POSIX") else "en"


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number as people of the language write it."""
    text = f"{value:,.{decimals}f}"
    return text if lang == "en" else text.replace(",", NARROW_SPACE).replace(".", ",")


class Counted:
    """A number in a sentence: "{n}" writes it as the language does, "{n:lieu|lieux}" the word that goes with it.

    In French all below two takes the first word; in English, what is written "1".
    """

    def __init__(self, value: float, lang: str, decimals: int = 0) -> None:
        self._text = number(value, lang, decimals)
        self._one = abs(round(value, decimals)) < 2 if lang == "fr" else self._text == "1"

    def __str__(self) -> str:
        return self._text

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        if not bar:
            return format(self._text, spec)
        return one if self._one else several


class _Bar:
    """Progress of long work on a terminal: one line on stderr that goes away when the work is done."""

    def __init__(self, shown: RichProgress, lang: str) -> None:
        self._shown, self._lang = shown, lang
        self._task: TaskID | None = None

    def start(self, label: str, total: int | None = None) -> None:
        text = words().get(f"step_{label}", {}).get(self._lang, label)
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(text, total=total)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._shown.advance(self._task, steps)

    def done(self) -> None:
        if self._task is not None:
            self._shown.remove_task(self._task)
            self._task = None


class Output:
    """One command's voice."""

    def __init__(self, options: CommonOptions) -> None:
        self.lang = language(options)
        self._json = options.json
        self._quiet = options.quiet

    @property
    def talks(self) -> bool:
        """Whether sentences are printed."""
        return not (self._json or self._quiet)

    @property
    def interactive(self) -> bool:
        """Whether somebody sits before a terminal."""
        return self.talks and sys.stdout.isatty()

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A bar when somebody watches, else silence."""
        if not (self.talks and sys.stderr.isatty()):
            yield Silent()
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with RichProgress(*columns, console=Console(stderr=True), transient=True) as shown:
            yield _Bar(shown, self.lang)

    def number(self, value: float, decimals: int = 0) -> str:
        return number(value, self.lang, decimals)

    def percent(self, value: float, decimals: int = 0) -> str:
        """A number of hundredths with its sign, as people of the language write it."""
        from portee.reports.wording import per_cent

        return per_cent(self.number(value, decimals), self.lang)

    def counted(self, value: float, decimals: int = 0) -> Counted:
        """The same, with which a sentence may choose between one and several."""
        return Counted(value, self.lang, decimals)

    def text(self, key: str, **values: Any) -> str:
        """A sentence of `words.yaml`; whole numbers among the values are `counted`."""
        shown = {k: self.counted(v) if isinstance(v, int) and not isinstance(v, bool) else v for k, v in values.items()}
        return words()[key][self.lang].format(**shown)

    def say(self, key: str, **values: Any) -> None:
        """Print a sentence of `words.yaml`."""
        if self.talks:
            print(self.text(key, **values))

    def next(self, *words: object) -> None:
        """Print the command to go on with, such as "info" and a folder, quoted as a shell wants it."""
        self.say("next", command=shlex.join(["portee", *map(str, words)]))

    def line(self, text: str = "") -> None:
        """Print plain text."""
        if self.talks:
            print(text)

    def note(self, text: str) -> None:
        """Print a remark on stderr, where it does not mix with results."""
        if self.talks:
            print(text, file=sys.stderr)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows under a head, the first column on the left, the others on the right."""
        widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
        for place, row in enumerate(rows):
            cells = [row[0].ljust(widths[0]), *(text.rjust(w) for text, w in zip(row[1:], widths[1:], strict=True))]
            self.line("  ".join(cells).rstrip())
            if place == 0:
                self.line("  ".join("-" * width for width in widths))

    def result(self, values: Any) -> None:
        """Print the command's result as JSON when asked to."""
        if self._json:
            print(json.dumps(values, ensure_ascii=False, indent=1, default=str, allow_nan=False))

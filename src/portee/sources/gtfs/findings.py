"""What a feed's reader found wrong: one collector per feed, one report for all.

The rules themselves (severity, words, consequence) are declared in `rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import polars as pl
import yaml

from portee.core.provenance import Dropped

__all__ = ["Findings", "Problem", "Rule", "Severity", "ValidationReport", "load_rules"]

Severity = Literal["error", "warning"]
EXAMPLES = 5


@dataclass(frozen=True)
class Rule:
    """One thing the reader looks for: how bad it is, in which words it is told, what is left out for it."""

    code: str
    severity: Severity
    message: str
    left_out: str | None = None


@cache
def load_rules() -> dict[str, Rule]:
    """All rules by code, as declared in `rules.yaml`."""
    declared = yaml.safe_load((files("portee.sources.gtfs") / "rules.yaml").read_text(encoding="utf-8"))
    return {code: Rule(code=code, **values) for code, values in declared.items()}


@dataclass(frozen=True)
class Problem:
    """One kind of problem in one file of one feed.

    Attributes:
        code: the rule's name in `rules.yaml`.
        severity: "error" (breaks the reference or loses data; refused by `strict`) or "warning".
        message: plain words, with the count.
        file: feed and file, such as "gtfs.zip/stop_times.txt".
        line: line of the first case (the header is line 1), None where there is no line to name.
        field: the column, or None.
        count: how many rows or objects.
        examples: the first few, as ids or values.
    """

    code: str
    severity: Severity
    message: str
    file: str
    line: int | None = None
    field: str | None = None
    count: int = 1
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.field is not None:
            place += f", field '{self.field}'"
        shown = f" (such as {', '.join(self.examples)})" if self.examples else ""
        return f"{place}: {self.message}{shown}"


@dataclass(frozen=True)
class ValidationReport:
    """All problems of all feeds, in the order they were found."""

    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "warning")

    def to_text(self) -> str:
        """Plain words, errors first, one problem a line."""
        if not self.problems:
            return "No problem found."
        lines = [f"{len(self.errors)} kinds of errors, {len(self.warnings)} kinds of warnings."]
        lines += [f"error    {p}" for p in self.errors]
        lines += [f"warning  {p}" for p in self.warnings]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"problems": [asdict(p) | {"examples": list(p.examples)} for p in self.problems]}


class Findings:
    """Collects problems, dropped rows and notes while one feed is read.

    Args:
        feed: the feed's file name, which starts the `file` of every problem.
    """

    def __init__(self, feed: str) -> None:
        self.feed = feed
        self.problems: list[Problem] = []
        self.dropped: list[Dropped] = []
        self.notes: list[str] = []
        self._line_of: dict[str, Callable[[int], int]] = {}

    def lines_from(self, file: str, line_of: Callable[[int], int]) -> None:
        """Remember how a row index of a file becomes a line number."""
        self._line_of[file] = line_of

    def note(self, text: str) -> None:
        """A plain remark that a reader of any result must see."""
        self.notes.append(text)

    def dropped_with(self, file: str, count: int, what: str, why: str) -> None:
        """Rows left out as the consequence of another finding: counted, but no problem of their own."""
        if count:
            self.dropped.append(Dropped(f"{file}: {what}", count, why))

    def record(
        self,
        code: str,
        file: str,
        *,
        count: int = 1,
        row: int | None = None,
        field: str | None = None,
        examples: Sequence[object] = (),
        **words: object,
    ) -> None:
        """Add one problem of `count` cases, of which the first lies in row `row` (0 = first after the header)."""
        if count == 0:
            return
        rule = load_rules()[code]
        shown = tuple(_short(e) for e in examples[:EXAMPLES])
        line = self._line_of[file](row) if row is not None and file in self._line_of else None
        message = rule.message.format(count=f"{count:,}", field=field, **words)
        self.problems.append(
            Problem(code, rule.severity, message, f"{self.feed}/{file}", line, field, count, shown),
        )
        if rule.left_out is not None:
            self.dropped.append(Dropped(f"{file}: {rule.left_out}", count, message, shown))

    def record_rows(
        self, code: str, file: str, rows: pl.DataFrame, *, show: str, field: str | None = None, **words: object
    ) -> None:
        """Add one problem whose cases are the rows of a frame that has the column `row`; `show` gives examples."""
        if rows.height:
            seen = rows[show].head(200).unique(maintain_order=True).to_list()
            row = int(rows["row"][0])
            self.record(code, file, count=rows.height, row=row, field=field or show, examples=seen, **words)

    def without(
        self,
        frame: pl.DataFrame,
        bad: pl.Expr | pl.Series,
        code: str,
        file: str,
        *,
        show: str,
        field: str | None = None,
        **words: object,
    ) -> pl.DataFrame:
        """The frame without its bad rows (nulls in `bad` count as good), which are recorded."""
        flags = (
            frame.select(bad.fill_null(False).alias("bad"))["bad"] if isinstance(bad, pl.Expr) else bad.fill_null(False)
        )
        if not flags.any():
            return frame
        self.record_rows(code, file, frame.filter(flags), show=show, field=field, **words)
        return frame.filter(~flags)


def _short(value: object) -> str:
    text = "(empty)" if value is None else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"

"""A claim about an effect, and whether it rests on evidence: a computed interval, or a source that can be looked up.

A claim without evidence is refused, with the reason. So is one that says more than its evidence does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong

__all__ = ["Citation", "Claim", "Finding", "Judgement", "Reason", "Says", "judge_claim"]

DOI = re.compile(r"10\.\d{4,9}/\S+")
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*")

Says = Literal["rises", "falls", "changes", "steady"]

Reason = Literal[
    "computed", "cited", "no-evidence", "unknown-hypothesis", "not-computed", "wrong-side", "uncertain", "too-small",
    "pre-trend", "too-wide",
]  # fmt: skip
"""Why a claim is held or refused: the first two hold it."""


class Citation(Declared):
    """Where somebody else shows it: title, and a DOI or an address; when it was read."""

    title: Annotated[str, Field(min_length=3)]
    doi: str | None = None
    url: str | None = None
    accessed: date

    @model_validator(mode="after")
    def _can_be_found(self) -> Citation:
        if self.doi is None and self.url is None:
            raise Wrong("A citation has neither a DOI nor an address.", "Give doi or url.")
        if self.doi is not None and not DOI.fullmatch(self.doi):
            raise Wrong(
                f"'{self.doi[:60]}' is not a DOI.", "Write it as 10.1016/j.jue.2016.10.003, without an address."
            )
        if self.url is not None and not ADDRESS.fullmatch(self.url):
            raise Wrong(f"'{self.url[:60]}' is not an address.", "Begin with https://.")
        return self


class Claim(Declared):
    """What somebody wants to say of an effect.

    Attributes:
        id: short name. statement: the sentence, in both languages.
        hypothesis: id of the computed effect that it rests on. says: what the effect does.
        at_least: size from which it is claimed, in the outcome's unit; of a steady outcome, the largest change that
            would still not matter.
        cites: sources that show it, where it does not rest on a computed effect.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    statement: Words
    hypothesis: str | None = None
    says: Says | None = None
    at_least: Annotated[float, Field(ge=0)] = 0.0
    cites: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _says_what(self) -> Claim:
        if self.hypothesis is not None and self.says is None:
            raise Wrong("The claim rests on a hypothesis and does not say what the effect does.",
                        "Add says: rises, falls, changes or steady.")  # fmt: skip
        if self.says == "steady" and self.at_least == 0:
            raise Wrong("A claim that nothing changes needs the largest change that would not matter.",
                        "Add at_least, in the unit of the outcome.")  # fmt: skip
        return self


@dataclass(frozen=True)
class Finding:
    """A computed effect as a claim needs it.

    Attributes:
        estimate, low, high: the effect and its interval, in the outcome's unit; NaN where there is none.
        diverged: whether the groups already went apart before.
    """

    estimate: float
    low: float
    high: float
    diverged: bool = False


@dataclass(frozen=True)
class Judgement:
    """Whether a claim is held, on what, and why."""

    claim: Claim
    held: bool
    reason: Reason


def judge_claim(claim: Claim, findings: Mapping[str, Finding | None]) -> Judgement:
    """Whether a claim is held by its evidence.

    A claim on a computed effect is held when the whole interval lies where the claim says: on the right side of
    nothing for `rises`, `falls` and `changes`, and beyond `at_least`; within it for `steady`. A claim that only cites
    is held as cited: what the source says is for its readers to judge.

    Args:
        claim: what is said. findings: computed effects by hypothesis; None for one that could not be computed.
    """
    if claim.hypothesis is None:
        return Judgement(claim, bool(claim.cites), "cited" if claim.cites else "no-evidence")
    if claim.hypothesis not in findings:
        return Judgement(claim, held=False, reason="unknown-hypothesis")
    found = findings[claim.hypothesis]
    if found is None or any(math.isnan(value) for value in (found.estimate, found.low, found.high)):
        return Judgement(claim, held=False, reason="not-computed")
    if found.diverged:
        return Judgement(claim, held=False, reason="pre-trend")
    refused = _refusal(claim, found)
    return Judgement(claim, refused is None, refused or "computed")


def _refusal(claim: Claim, found: Finding) -> Reason | None:
    if claim.says == "steady":
        return None if -claim.at_least < found.low and found.high < claim.at_least else "too-wide"
    low, high = found.low, found.high
    if claim.says == "falls" or (claim.says == "changes" and found.estimate < 0):
        low, high = -high, -low
    if high < 0 or (low + high) / 2 < 0:
        return "wrong-side"
    if low <= 0:
        return "uncertain"
    return "too-small" if low < claim.at_least else None

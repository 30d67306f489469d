"""A rule of the charter, what follows when it is broken, and who agreed to each change of it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from portee.commons.records.references import StakeholderRef
from portee.commons.records.rule_area import RuleArea
from portee.commons.records.shape import Day, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["CharterRule", "Consent", "Consequence"]


class Consequence(Declared):
    """What follows the first, second … breach."""

    step: Annotated[int, Field(ge=1)]
    what: Text
    decided_by: Text


class Consent(Declared):
    """Who agreed, objected or stood aside, and when, to the text as it stands."""

    by: StakeholderRef
    date: Day
    says: Literal["agrees", "stands-aside", "objects"]
    why: Text | None = None


class CharterRule(Record):
    type: ClassVar[str] = "charter-rule"

    rule: Text
    why: Text
    consequences: Annotated[tuple[Consequence, ...], Field(min_length=1)]
    version: Annotated[int, Field(ge=1)] = 1
    """Counted up by each change of the rule; consents hold for one version."""
    consents: tuple[Consent, ...] = ()
    area: RuleArea | None = None
    """Where it applies, for a rule of one place; None for a rule that holds everywhere."""

    @model_validator(mode="after")
    def _is_graduated(self) -> CharterRule:
        if [c.step for c in self.consequences] != list(range(1, len(self.consequences) + 1)):
            raise Wrong("The consequences are not graduated 1, 2, 3 …", "Number them in order, the mildest first.")
        if self.status == "published" and any(consent.says == "objects" for consent in self.consents):
            raise Wrong("A rule somebody objects to is published.", "Settle the objection, or set the status back.")
        return self

"""Benefits before and after taking a job, in words and as values; and why they are not computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from portee.reports.fluent import eur, say
from portee.services.benefits import BenefitsChange, NotComputed, benefit_words
from portee.services.diagnose import Diagnosis
from portee.services.wage_benefits import WageBenefits

__all__ = ["benefit_notes", "benefit_rows", "benefits_dict", "typical_change", "why_not"]

TAX = "income_tax"


def why_not(diagnosis: Diagnosis, lang: str) -> str:
    """Why the change of benefits is not computed, "" where it is, or where no wage is told."""
    return diagnosis.benefits.in_(lang) if isinstance(diagnosis.benefits, NotComputed) else ""


def typical_change(diagnosis: Diagnosis) -> tuple[float, BenefitsChange] | None:
    """The median wage of the places within reach, one that is paid there, and the change at it."""
    benefits = diagnosis.benefits
    paid = diagnosis.wages[diagnosis.within.reach & np.isfinite(diagnosis.wages)]
    if not isinstance(benefits, WageBenefits) or not len(paid):
        return None
    wage = float(np.percentile(paid, 50, method="lower"))
    change = benefits.of(wage)
    return None if change is None else (wage, change)


def benefit_rows(change: BenefitsChange, lang: str) -> tuple[tuple[str, str, str], ...]:
    """Each benefit, and income tax where there is some: its name, before and after."""
    names = dict.fromkeys([*change.before, *change.after])
    rows = [(name, change.before.get(name, 0.0), change.after.get(name, 0.0)) for name in names]
    if change.tax_before or change.tax_after:
        rows.append((TAX, change.tax_before, change.tax_after))
    return tuple((benefit_words(name).in_(lang), eur(before, lang), eur(after, lang)) for name, before, after in rows)


def benefit_notes(diagnosis: Diagnosis, lang: str) -> tuple[str, ...]:
    """What was assumed, and what computed it."""
    found = typical_change(diagnosis)
    if found is None:
        return ()
    benefits, change = diagnosis.benefits, found[1]
    assert isinstance(benefits, WageBenefits)
    rounded = [say(lang, "benefits-rounded", eur=benefits.step_eur)] if benefits.step_eur else []
    return (
        say(lang, "benefits-by", engine=change.engine), *(benefit_words(name).in_(lang) for name in change.notes),
        *rounded,
    )  # fmt: skip


def benefits_dict(diagnosis: Diagnosis, lang: str) -> Mapping[str, Any] | None:
    """The change of benefits as JSON values, by wage; None where no wage is told."""
    benefits = diagnosis.benefits
    if benefits is None:
        return None
    if isinstance(benefits, NotComputed):
        return {"computed": False, "why": benefits.why, "words": benefits.in_(lang)}
    return {
        "computed": True,
        "wages_rounded_to_eur": benefits.step_eur,
        "notes": list(benefit_notes(diagnosis, lang)),
        "by_wage": [
            {
                "wage_net_eur_month": wage, "before_eur_month": dict(change.before),
                "after_eur_month": dict(change.after), "change_eur_month": change.change,
                "income_tax_change_eur_month": change.tax_change,
            }
            for wage, change in sorted(benefits.by_wage.items())
        ],
    }  # fmt: skip

"""Where each figure of a booklet comes from: what was asked, and of which data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from portee.core.provenance import Provenance
from portee.reports.booklet import BookletChapter, BookletList, BookletPart
from portee.reports.notes import note_texts
from portee.reports.sheet import SheetTable
from portee.services.booklet.facts import EARLY_S, STEPS, Facts
from portee.services.booklet.said import Said
from portee.services.explorer import Question

__all__ = ["Asked", "figures_of", "sources_chapter", "sources_of"]


@dataclass(frozen=True)
class Asked:
    """A figure. id: short name; place, profile: of whom; question: that it answers; step: of the drill, 0 for none."""

    id: str
    place: str
    value: float
    question: Question
    step: int = 0

    def record(self) -> dict[str, Any]:
        """As JSON values."""
        question = self.question
        return {
            "id": self.id, "place": self.place, "value": self.value, "lat": round(question.lat, 5),
            "lon": round(question.lon, 5), "day": question.day.isoformat(), "there_s": question.there_s,
            "back_s": question.back_s if question.direction == "both" else None, "minutes": question.minutes,
            "direction": question.direction, "profile": question.profile, "budget_eur": question.budget_eur,
            "drill_step": self.step or None,
        }  # fmt: skip


def figures_of(facts: Facts) -> Iterator[Asked]:
    """Every figure that is counted; shares and differences follow from them."""
    home = facts.home
    base = facts.question(home)
    for step in sorted({*STEPS, facts.shorter_min, facts.limit_min}):
        yield Asked(f"reach-{step}", home.name, home.at(step), replace(base, minutes=step))
    for k, spot in enumerate(facts.spots, start=1):
        if k > 1:
            yield Asked(f"busy-{k}", spot.name, facts.at(spot), facts.question(spot))
        yield Asked(f"early-{k}", spot.name, facts.at(spot, early=True), facts.question(spot, early=True))
    for who in facts.residents:
        asked = replace(base, profile=who.id, budget_eur=who.budget_eur)
        yield Asked(f"{who.id}-busy", home.name, who.busy, asked)
        yield Asked(f"{who.id}-early", home.name, who.early, replace(asked, there_s=EARLY_S))
        for eur, value in who.by_budget.items():
            yield Asked(f"{who.id}-{eur}-eur", home.name, value, replace(asked, budget_eur=float(eur)))
    for k, spot in enumerate(facts.spots):
        both = replace(facts.question(spot), direction="both")
        yield Asked(f"usual-{k + 1}", spot.name, facts.usual[k], both)
        for shock in facts.shocks:
            step = shock.step.number
            yield Asked(f"step-{step}-{k + 1}", spot.name, shock.reached[k], both, step)


def sources_of(facts: Facts) -> tuple[tuple[str, Provenance], ...]:
    """Role ("streets", "prices" or a kind of places) and source, each once."""
    found = [("streets", source) for source in facts.network_sources]
    found += [(kind, source) for kind, sources in facts.sources.items() for source in sources]
    found += [("prices", source) for source in facts.offer_sources]
    return tuple({(role, source.sha256): (role, source) for role, source in found}.values())


def sources_chapter(said: Said) -> BookletChapter:
    """The last chapter."""
    facts, none = said.facts, said.bare("learn-sources-none")
    figures = tuple((asked.id, _told(said, asked), said.count(asked.value)) for asked in figures_of(facts))
    files = tuple(
        (_role(said, role), source.file, source.date or none, source.licence or none)
        for role, source in sources_of(facts)
    )
    limits = tuple(said(f"learn-sources-limit-{k}") for k in range(1, 4))
    notes = tuple(str(text) for text in note_texts(facts.notes, said.lang))
    parts: list[BookletPart] = [
        said("learn-sources-network", key=facts.network_key, day=facts.day),
        BookletList(limits, title=said("learn-sources-limits")),
        *([BookletList(notes, title=said("learn-sources-notes"))] if notes else []),
        SheetTable("files-table", said("learn-sources-files"),
                   tuple(said.bare(f"learn-sources-{part}") for part in ("what", "file", "date", "licence")), files),
        SheetTable("figures-table", said("learn-sources-figures"),
                   tuple(said.bare(f"learn-sources-{part}") for part in ("figure", "asked", "value")), figures,
                   figures=(2,)),
    ]  # fmt: skip
    return BookletChapter("sources", said("learn-sources-title"), said("learn-sources-answer"), tuple(parts))


def _role(said: Said, role: str) -> str:
    known = role in ("streets", "prices")
    return said(f"learn-sources-{role}") if known else said("learn-things", kind=role)


def _told(said: Said, asked: Asked) -> str:
    question = asked.question
    text = said.bare(
        "learn-sources-both" if question.direction == "both" else "learn-sources-there",
        lat=f"{question.lat:.5f}", lon=f"{question.lon:.5f}", time=question.there_s, back=question.back_s,
        minutes=question.minutes,
    )  # fmt: skip
    extra = []
    if question.profile is not None:
        who = next(one for one in said.facts.residents if one.id == question.profile)
        budget = question.budget_eur
        price = (
            said.bare("learn-people-unlimited") if budget is None
            else said.bare("learn-sources-eur", eur=said.eur(budget))
        )  # fmt: skip
        extra.append(said.bare("learn-sources-profile", who=who.title.in_(said.lang), eur=price))
    if asked.step:
        step = next(shock.step for shock in said.facts.shocks if shock.step.number == asked.step)
        extra.append(step.title.in_(said.lang))
    return ", ".join([asked.place, text, *extra])

"""What the commands on territories say, in sentences, tables and JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.cli.output import Output
from portee.services.territories.alike import Alike, Neighbour
from portee.services.territories.facts import territory_facts
from portee.services.territories.groups import LITTLE, Groups
from portee.services.territories.replicate import Replicated
from portee.services.territories.told import bare_figure, far_reasons, near_reasons, reason_words, titled
from portee.territory.registry import Registry
from portee.territory.variables import variables

__all__ = [
    "tell_alike",
    "tell_all_replicated",
    "tell_groups",
    "tell_replicated",
    "tell_territory",
]


def tell_territory(out: Output, registry: Registry, row: int) -> None:
    """The same, as a table."""
    facts = territory_facts(registry, row)
    out.say("territory_shown", label=facts["label"], code=facts["code"], vintage=str(facts["vintage"]))
    _tell_estimated(out, registry)
    if facts["area_m2"] is not None:
        out.say("territory_area", hectares=out.number(facts["area_m2"] / 10_000, 1))
    if not facts["figures"]:
        return
    rows = [[out.text(name) for name in ("head_variable", "head_here", "head_register_median")]]
    for name, figure in facts["figures"].items():
        variable = variables().get(name)
        title = name if variable is None else variable.title.in_(out.lang)
        kind = "count" if variable is None else variable.kind
        shown = [_of_kind(out, figure[key], kind) for key in ("value", "median")]
        rows.append([title, *shown])
    out.table(rows)


def _tell_estimated(out: Output, registry: Registry) -> None:
    if registry.estimated:
        out.say("territories_estimated")


def _of_kind(out: Output, value: float | None, kind: str) -> str:
    if value is None:
        return "–"
    if kind == "share":
        return f"{out.number(value, 1)}{'%' if out.lang == 'en' else ' %'}"
    if kind == "ratio":
        return out.number(value, 1)
    return f"{out.number(value)}{' €' if kind == 'amount' else ''}"


def tell_alike(out: Output, found: Alike, output: Path | None, map_path: Path | None) -> None:
    """The nearest ones as a table, then why for each."""
    if not found.neighbours:
        out.say("alike_nobody", label=found.label, left=found.left_out)
        return
    out.say(
        "alike_done", label=found.label, first=found.neighbours[0].label, candidates=found.candidates,
        count=sum(1 for variable in found.compared.variables if variable.weight),
    )  # fmt: skip
    rows = [
        [out.text(head) for head in ("head_territory", "head_code", "head_distance", "head_interval", "head_stays")]
    ]
    for neighbour in found.neighbours:
        kept = "–" if neighbour.kept is None or not found.trials else f"{neighbour.kept}/{found.trials}"
        distance = out.number(neighbour.distance, 2)
        rows.append([neighbour.label, neighbour.code, distance, _interval(out, neighbour), kept])
    out.table(rows)
    out.say("alike_kept")
    _tell_estimated(out, found.registry)
    if found.left_out:
        out.say("alike_left_out", count=found.left_out)
    for neighbour in found.neighbours:
        near, far = (reason_words(part, out.lang) for part in (near_reasons(neighbour), far_reasons(neighbour)))
        out.line(f"- {neighbour.label}")
        for key, reasons in (("alike_near", near), ("alike_far", far)):
            if reasons:
                out.say(key, list=("; " if out.lang == "en" else " ; ").join(reasons))
    for path in (output, map_path):
        if path is not None:
            out.say("territories_written", path=path)


def tell_groups(out: Output, found: Groups, output: Path | None, map_path: Path | None) -> None:
    """The groups with their typical territory and stability, then what each one is like."""
    sizes = found.sizes()
    out.say("alike_groups_done", count=len(sizes), territories=len(found.rows))
    head = ("head_typical", "head_size", "head_silhouette", "head_jaccard", "head_holds")
    rows = [[out.text(name) for name in head]]
    for group, size in enumerate(sizes):
        widths = found.silhouette[found.found.labels == group]
        rows.append(
            [
                f"{group + 1}. {found.registry.label(found.typical(group))}", out.number(size),
                out.number(float(widths.mean()), 2), out.number(float(found.steadiness.jaccard[group]), 2),
                out.text(f"holds_{found.holds(group)}"),
            ]
        )  # fmt: skip
    out.table(rows)
    _tell_estimated(out, found.registry)
    out.say("alike_groups_rand", rand=out.number(found.steadiness.mean_rand, 2), draws=len(found.steadiness.rand))
    if found.tried:
        listed = ", ".join(f"{k}: {out.number(width, 2)}" for k, width in found.tried.items())
        out.say("alike_groups_tried", list=listed)
    if float(found.silhouette.mean()) < LITTLE:
        out.say("alike_groups_little")
    if found.left_out:
        out.say("alike_groups_left_out", count=found.left_out)
    heads = [out.text("head_variable"), *(str(group + 1) for group in range(len(sizes)))]
    body = [
        [titled(variable, out.lang), *(bare_figure(float(row[j]), variable, out.lang) for row in found.medians)]
        for j, variable in enumerate(found.compared.variables)
        if not variable.categorical
    ]
    out.say("alike_groups_medians")
    out.table([heads, *body])
    for path in (output, map_path):
        if path is not None:
            out.say("territories_written", path=path)


def tell_replicated(out: Output, found: Replicated) -> None:
    """The interval, then each term."""
    result = found.found
    low, high = (out.number(value, 2) for value in (result.result.low, result.result.high))
    title = found.title.in_(out.lang)
    if low == high:
        out.say("replicate_done", title=title, label=found.here, value=low)
    else:
        out.say("replicate_interval", title=title, label=found.here, low=low, high=high)
    rows = [[out.text(name) for name in ("head_term", "head_low", "head_high")]]
    likeness = out.text("term_likeness", label=found.there) if found.there else out.text("term_likeness_unknown")
    rows.append([likeness, *_bounds(out, result.likeness.low, result.likeness.high)])
    for condition in found.conditions:
        factor = result.by_condition[condition.name]
        kind = out.text("condition_hard" if condition.hard else "condition_soft")
        state = {True: "has", False: "lacks", None: "untold"}[condition.present]
        name = f"{condition.name} ({kind}, {out.text(f'condition_{state}')})"
        rows.append([name, *_bounds(out, factor.low, factor.high)])
    rows.append([out.text("term_evidence", grade=result.grade), *_bounds(out, result.evidence, result.evidence)])
    out.table(rows)
    for condition in found.conditions:
        if condition.name in result.missing:
            out.say("replicate_missing", name=condition.name, why=condition.why.in_(out.lang))
    if result.not_told:
        out.say("replicate_untold", names=", ".join(result.not_told))
    if result.known < 1:
        out.say("replicate_known", share=out.number(100 * result.known))
    out.say("replicate_no_probability")


def tell_all_replicated(out: Output, answers: Sequence[tuple[str, Replicated]], skipped: Sequence[str]) -> None:
    """Practices as a list, the highest interval first."""
    if answers:
        out.say("replicate_many", count=len(answers), label=answers[0][1].here)
        heads = ("head_practice", "head_grade", "head_low", "head_high", "head_untold", "head_missing")
        rows = [[out.text(name) for name in heads]]
        for id, answer in answers:
            result = answer.found.result
            missing = ", ".join(answer.found.missing)
            untold = out.number(len(answer.found.not_told))
            rows.append([id, answer.found.grade, *_bounds(out, result.low, result.high), untold, missing])
        out.table(rows)
    if skipped:
        out.say("replicate_skipped", count=len(skipped))
    out.say("replicate_no_probability")


def _bounds(out: Output, low: float, high: float) -> tuple[str, str]:
    return out.number(low, 2), out.number(high, 2)


def _interval(out: Output, neighbour: Neighbour) -> str:
    if neighbour.known == 1:
        return ""
    return f"{out.number(neighbour.low, 2)}–{out.number(neighbour.high, 2)}"

"""An answer about goods in words and tables, in one language: figures, sites, rounds, and whom nobody serves."""

from __future__ import annotations

from collections.abc import Iterator

from portee.core.clock import format_time_of_day
from portee.logistics.echelons import supplied_site
from portee.logistics.unserved import Hindrance, Unserved
from portee.reports.fluent import say
from portee.reports.sheet import SheetTable
from portee.reports.wording import figure
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.compute import Rounds
from portee.services.logistics.frames import site_frame
from portee.services.logistics.resolve import Goods
from portee.services.logistics.siting import SitedSpots

__all__ = [
    "FIGURES", "answer_text", "figure_table", "how_texts", "left_table", "name_of", "order_name", "question_text",
    "reason", "round_rows", "round_table", "site_rows", "site_table", "step_table", "tables_of",
]  # fmt: skip

FIGURES = (
    ("cost", 2), ("g_co2e", 0), ("km", 2), ("kerb_min", 1), ("noise_h", 3), ("driver_h", 3), ("insertion_h", 3),
)  # fmt: skip
"""Figures of `Performance`, with decimals per parcel."""
PRINTED_LEFT, PRINTED_ROUNDS = 5, 12
MOST_APART = 5
"""Orders with one reason that are told one by one."""
MINUTE, KM = 60, 1000
NOTHING = "–"


def name_of(goods: Goods, lang: str) -> str:
    """What the plan is called."""
    title = goods.declared.title
    return goods.declared.name if title is None else title.in_(lang)


def question_text(answer: GoodsAnswer, lang: str) -> str:
    """What was asked."""
    kind = "design" if answer.hubs or answer.lockers else "route" if answer.vans is None else "compare"
    return say(lang, f"goods-question-{kind}", name=name_of(answer.goods, lang))


def answer_text(answer: GoodsAnswer, lang: str) -> str:
    """What came out, in a sentence."""
    found = answer.found
    cost = found.figures.per_parcel("cost")
    if cost is None:
        return say(lang, "goods-answer-none")
    other = None if answer.vans is None else answer.vans.figures.per_parcel("cost")
    return say(
        lang, "goods-answer", served="some" if found.unserved else "all", parcels=found.figures.parcels,
        rounds=found.figures.rounds, cost=cost, vans="no" if other is None else "yes", other=other or 0.0,
    )  # fmt: skip


def how_texts(answer: GoodsAnswer, lang: str) -> tuple[str, ...]:
    """How it was computed, a paragraph each."""
    told = [_how_sited(sited, answer, lang) for sited in (answer.hubs, answer.lockers) if sited is not None]
    told += [say(lang, "goods-how-rounds"), say(lang, "goods-how-times")]
    told += [] if answer.vans is None else [say(lang, "goods-how-vans")]
    told.append(
        say(lang, "goods-how-jobs", days=figure(answer.goods.days_year, lang),
            hours=figure(answer.goods.hours_full_time, lang))
    )  # fmt: skip
    return tuple(told)


def _how_sited(sited: SitedSpots, answer: GoodsAnswer, lang: str) -> str:
    model = "covering" if sited is answer.lockers else answer.model
    gap = sited.found.gap
    return say(
        lang, "goods-how-siting", model=model, best="yes" if sited.found.optimal else "no",
        gap=figure(100 * gap, lang, 1),
    )  # fmt: skip


def figure_table(answer: GoodsAnswer, lang: str) -> SheetTable:
    """Each figure per parcel and in all, of the plan and of the vans where there are any, and what is between them."""
    plan, vans = answer.found.figures, None if answer.vans is None else answer.vans.figures
    cases = [plan] if vans is None else [plan, vans]
    rows = []
    for name, decimals in FIGURES:
        per = [one.per_parcel(name) for one in cases]
        known = [one for one in per if one is not None]
        between = [] if vans is None else [known[0] - known[1] if len(known) == 2 else None]
        every = [NOTHING if one is None else figure(one, lang, decimals) for one in (*per, *between)]
        whole = [figure(getattr(one, name), lang, 0 if decimals < 2 else 1) for one in cases]
        rows.append((say(lang, f"goods-figure-{name}"), *every, *whole))
    jobs = [one.jobs(answer.goods.days_year, answer.goods.hours_full_time) for one in cases]
    rows.append(
        (say(lang, "goods-figure-jobs"), *[NOTHING] * (len(cases) + (vans is not None)),
         *(figure(one, lang, 2) for one in jobs))
    )  # fmt: skip
    ids = ("plan", "total-plan") if vans is None else ("plan", "vans", "difference", "total-plan", "total-vans")
    head = (say(lang, "goods-figure"), *(say(lang, f"goods-{id}") for id in ids))
    return SheetTable(
        "places", say(lang, "goods-figures-title"), head, tuple(rows),
        lead=say(lang, "goods-figures-lead", parcels=plan.parcels), figures=tuple(range(1, len(head))), printed=8,
    )  # fmt: skip


def site_rows(answer: GoodsAnswer, lang: str) -> list[tuple[str, str, str, int, int, float]]:
    """Of each site: its name, kind, position, parcels, rounds, euros a day."""
    frame = site_frame(answer.found, answer.goods)
    names: dict[str, str] = {}
    for sited in (answer.hubs, answer.lockers):
        names |= {} if sited is None else {one.id: one.name for one in sited.opened if one.name}
    return [
        (
            f"{one.id} ({names[one.id]})" if one.id in names else one.id, say(lang, f"goods-kind-{one.kind}"),
            f"{one.geometry.x:.5f}, {one.geometry.y:.5f}", int(one.parcels), int(one.rounds), float(one.cost_day),
        )
        for one in frame.itertuples()
    ]  # fmt: skip


def site_table(answer: GoodsAnswer, lang: str) -> SheetTable:
    """Depots, micro-hubs and lockers."""
    head = tuple(say(lang, f"goods-{id}") for id in ("site", "kind", "position", "parcels-out", "rounds", "cost-day"))
    rows = tuple(
        (name, kind, at, figure(parcels, lang), figure(rounds, lang), figure(cost, lang, 2))
        for name, kind, at, parcels, rounds, cost in site_rows(answer, lang)
    )
    return SheetTable("sites", say(lang, "goods-sites-title"), head, rows, figures=(3, 4, 5), printed=8)


def round_rows(found: Rounds) -> list[tuple[str, str, str, int, int, float, float]]:
    """Of each round: its vehicle, when it starts and ends, stops, parcels, kilometres, euros."""
    rows = []
    for leg in found.legs:
        orders = {order.id: order for order in leg.problem.orders}
        for one in leg.plan.rounds:
            served = [orders[id] for id in one.orders]
            clock = (format_time_of_day(s - s % MINUTE) for s in (one.stops[0].begins_s, one.stops[-1].arrives_s))
            start, end = clock
            parcels = sum(order.delivery.parcels + order.pickup.parcels for order in served)
            rows.append(
                (f"{one.vehicle} {one.number}", start, end, len(served), parcels, one.metres / KM, one.micro / 1e6)
            )
    return rows


def round_table(found: Rounds, id: str, title: str, lang: str) -> SheetTable:
    """Rounds, supplies first."""
    head = tuple(
        say(lang, f"goods-{id}") for id in ("vehicle", "starts", "ends", "stops", "parcels-both", "km", "cost")
    )
    rows = tuple(
        (name, start, end, figure(stops, lang), figure(parcels, lang), figure(km, lang, 1), figure(cost, lang, 2))
        for name, start, end, stops, parcels, km, cost in round_rows(found)
    )
    return SheetTable(id, title, head, rows, figures=tuple(range(1, len(head))), printed=PRINTED_ROUNDS)


def left_table(found: Rounds, lang: str) -> SheetTable | None:
    """Whom nobody serves, with what would make it possible; None where there is nobody.

    What keeps a micro-hub dry comes first, and many orders with one reason are one row.
    """
    if not found.unserved:
        return None
    why: dict[str, list[str]] = {}
    for one in sorted(found.unserved, key=lambda one: supplied_site(one.order) is None):
        why.setdefault(reason(one, lang), []).append(order_name(one, lang))
    rows = tuple((name, told) for told, names in why.items() for name in _together(names, lang))
    head = (say(lang, "goods-order"), say(lang, "goods-why"))
    return SheetTable("left", say(lang, "goods-left-title"), head, rows, printed=PRINTED_LEFT)


def _together(names: list[str], lang: str) -> list[str]:
    """Names one by one, or the first and how many more there are."""
    if len(names) <= MOST_APART:
        return names
    return [say(lang, "goods-left-together", first=names[0], count=len(names) - 1)]


def order_name(one: Unserved, lang: str) -> str:
    """The id of an order, or whose supply it is."""
    site = supplied_site(one.order)
    return one.order if site is None else say(lang, "goods-supply-of", site=site)


def reason(one: Unserved, lang: str) -> str:
    """The vehicle that comes nearest, what it lacks, and what would make it possible."""
    nearest = min(one.hindrances, key=lambda found: (found.by is None, found.by or 0.0))
    return say(lang, f"goods-left-{nearest.constraint}", vehicle=nearest.vehicle, amount=_amount(nearest, lang))


def _amount(found: Hindrance, lang: str) -> str:
    if found.by is None:
        return ""
    by = {"s": MINUTE, "m": KM}.get(found.unit, 1)
    return figure(found.by / by, lang, 0 if found.unit == "parcels" else 1)


def step_table(sited: SitedSpots | None, id: str, title: str, lang: str) -> SheetTable | None:
    """What each place more brings; None where that was not asked."""
    if sited is None or len(sited.steps) < 2:
        return None
    covered = sited.within_min is not None
    head = ("goods-count", "goods-minutes", *(("goods-covered",) if covered else ()))
    rows = tuple(
        (figure(one.count, lang), figure(one.minutes, lang, 1),
         *((say(lang, "goods-percent", value=figure(100 * (one.covered or 0.0), lang, 1)),) if covered else ()))
        for one in sited.steps
    )  # fmt: skip
    return SheetTable(
        id, title, tuple(say(lang, one) for one in head), rows, lead=say(lang, "goods-steps-lead"),
        figures=tuple(range(1, len(head))), printed=8,
    )  # fmt: skip


def tables_of(answer: GoodsAnswer, lang: str) -> Iterator[SheetTable]:
    """All tables, in the order of reading."""
    yield figure_table(answer, lang)
    yield site_table(answer, lang)
    left = left_table(answer.found, lang)
    if left is not None:
        yield left
    yield round_table(answer.found, "rounds", say(lang, "goods-rounds-title"), lang)
    if answer.vans is not None:
        yield round_table(answer.vans, "van-rounds", say(lang, "goods-van-rounds-title"), lang)
    for sited, id, title in (
        (answer.hubs, "steps", "goods-steps-title"), (answer.lockers, "locker-steps", "goods-locker-steps-title")
    ):  # fmt: skip
        table = step_table(sited, id, say(lang, title), lang)
        if table is not None:
            yield table

"""The spreadsheet of an answer about goods: what its cells hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portee.core.atomic import atomic_file
from portee.core.parameters import shipped_parameters
from portee.logistics.performance import performance
from portee.logistics.plan import Plan
from portee.reports.fluent import say
from portee.reports.goods_workbook import BookRound, BookSite, BookVehicle, GoodsBook, goods_workbook
from portee.reports.notes import note_texts
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.compute import Rounds
from portee.services.logistics.told import name_of, order_name, reason, round_rows
from portee.services.logistics.write import rounds_frame

__all__ = ["goods_book", "write_goods_book"]


def write_goods_book(path: Path, answer: GoodsAnswer, lang: str = "fr") -> None:
    """Write the spreadsheet. Raises OutputError; nothing half-written stays."""
    content = goods_workbook(goods_book(answer, lang), lang)
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def goods_book(answer: GoodsAnswer, lang: str) -> GoodsBook:
    """All that is in the spreadsheet, in a language."""
    goods = answer.goods
    cases = {"plan": answer.found} | ({} if answer.vans is None else {"vans": answer.vans})
    vehicles = tuple(
        BookVehicle(
            one.id, one.cost_day, one.cost_km, one.cost_hour, goods.traits[one.id].g_co2e_km,
            goods.traits[one.id].insertion,
        )
        for one in (*goods.supply, *goods.vehicles, *goods.vans)
    )  # fmt: skip
    paid = {case: {site.id for leg in found.legs for site in leg.problem.sites} for case, found in cases.items()}
    sites = tuple(
        BookSite(
            site.id,
            say(lang, f"goods-kind-{kind}"),
            site.cost_day,
            tuple(case for case in cases if site.id in paid[case]),
        )
        for kind, every in (("depot", goods.depots), ("micro_hub", goods.hubs))
        for site in every
    )
    frame = rounds_frame(answer.found)
    columns = [name for name in frame.columns if name not in ("geometry", "reason")]
    stops = [
        [*columns, "lon", "lat"],
        *(
            [*(value if isinstance(value, str) else float(value) for value in row), point.x, point.y]
            for row, point in zip(frame[columns].itertuples(index=False), frame.geometry, strict=True)
        ),
    ]
    left = [[say(lang, "goods-order"), say(lang, "goods-why")]]
    left += [[order_name(one, lang), reason(one, lang)] for one in answer.found.unserved]
    known = shipped_parameters()
    figures = tuple(
        (known[row["parameter"]].title.in_(lang), str(row["source"]), say(lang, f"goods-data-{_yes(row['checked'])}"))
        for row in goods.parameters
    )
    notes = [str(note) for note in note_texts(list(answer.found.notes), lang)]
    return GoodsBook(
        name_of(goods, lang), tuple(cases), vehicles,
        tuple(one for case, found in cases.items() for one in _rounds(case, found, answer)), sites,
        {case: found.figures.parcels for case, found in cases.items()}, goods.days_year, goods.hours_full_time, stops,
        left, [*notes, *(words.in_(lang) for words in goods.declared.assumptions)], figures,
    )  # fmt: skip


def _yes(checked: object) -> str:
    return "yes" if checked else "no"


def _rounds(case: str, found: Rounds, answer: GoodsAnswer) -> Iterator[BookRound]:
    rows = iter(round_rows(found))
    for leg in found.legs:
        for one in leg.plan.rounds:
            _, start, end, stops, parcels, km, _ = next(rows)
            own = performance(leg.problem, Plan((one,), (), 0, 0), answer.goods.traits, sites=False)
            yield BookRound(
                case, one.vehicle, one.number, start, end, stops, parcels, km, own.driver_h, own.kerb_min, own.noise_h
            )

"""What each shop pays of rounds that several share, as a table with what it rests on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

import portee
from portee.core.atomic import atomic_file
from portee.logistics.sharing import Shares
from portee.reports.stream import check_ending
from portee.reports.tables import write_table
from portee.services.logistics.resolve import Goods
from portee.services.record import sources_of
from portee.world import World

__all__ = ["COLUMNS", "ENDINGS", "check_share_outputs", "share_facts", "write_shares"]

ENDINGS = (".csv", ".parquet", ".json")
COLUMNS = {
    "shop": "as orders name it",
    "eur": "what it pays of the shared rounds, €",
    "alone_eur": "what rounds of its own would cost, €",
    "error_eur": "standard error of its share, €; 0 where the share is exact",
}


def check_share_outputs(paths: Sequence[Path]) -> None:
    """Refuse, before long work, files that cannot be written. Raises ParameterError."""
    for path in paths:
        check_ending(path, endings=ENDINGS)


def share_facts(found: Shares) -> dict[str, Any]:
    """Shares as JSON values, in euros."""
    rows = zip(found.players, found.cents, found.alone, found.error, strict=True)
    return {
        "total_eur": found.total / 100, "exact": found.exact, "draws": found.draws,
        "shops": [
            {"shop": name, "eur": cents / 100, "alone_eur": alone / 100, "error_eur": error / 100}
            for name, cents, alone, error in rows
        ],
    }  # fmt: skip


def write_shares(paths: Sequence[Path], found: Shares, goods: Goods, world: World) -> None:
    """Write shares: a table as .csv or .parquet, or all as .json.

    Raises:
        ParameterError: another ending. OutputError: a file could not be written; nothing is left of it.
    """
    check_share_outputs(paths)
    facts = share_facts(found)
    record = {
        "made_by": f"Portée {portee.__version__}", "result": "goods shares", "network": world.network.key,
        "parameters": {
            "name": goods.declared.name, "date": goods.declared.date.isoformat(), "seed": goods.declared.seed,
            "iterations": goods.declared.iterations, "exact": found.exact, "draws": found.draws,
        },
        "figures": list(goods.parameters), "sources": [source.to_dict() for source in sources_of(world.network)],
    }  # fmt: skip
    for path in paths:
        if path.suffix.lower() == ".json":
            with atomic_file(path) as partial:
                partial.write_text(
                    json.dumps({**facts, "provenance": record}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
        else:
            write_table(pl.DataFrame(facts["shops"]), path, provenance=record, column_docs=COLUMNS)

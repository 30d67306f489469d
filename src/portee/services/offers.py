"""Offers of a territory, from the file that declares them and the open files that it names."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from portee.core.declared import Declared, parse_declared, read_declared
from portee.core.errors import ParameterError, SourceError, Where
from portee.core.parameters import Parameters
from portee.core.provenance import Provenance, sha256_of
from portee.network.network import Network
from portee.offers.aids import Aid
from portee.offers.catalogue import FlexFeed, Offers, OffersFile, SharedFeed
from portee.offers.tariff_checks import check_tariffs
from portee.services.offer_sources import docked_services, floating_services, on_demand_services, shared_notes

__all__ = ["no_offers", "read_offers", "shipped_offers"]

MOST_INCLUDES = 20
NOTHING = Parameters({})


class _AidsFile(Declared):
    aids: tuple[Aid, ...]


def _shipped_text(name: str) -> str:
    folder = files("portee.offers").joinpath("shipped")
    names = sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml"))
    if name not in names:
        raise ParameterError(
            f"No offers named '{name[:60]}' come with Portée.", mend=f"Choose one of: {', '.join(names)}."
        )
    return folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def no_offers() -> Offers:
    """National aids and figures alone: no tariff, no service."""
    return Offers(aids=parse_declared(_shipped_text("aids"), _AidsFile, "aids.yaml").aids)


def shipped_offers(name: str) -> Offers:
    """Offers that come with Portée under a name, with the national ones. Raises ParameterError for an unknown name."""
    return no_offers().joined(_shipped(name))


def read_offers(path: Path | str | None, network: Network | None = None) -> Offers:
    """Offers of a file, with the national ones; of None, the national ones alone.

    Args:
        path: file in the shape of `OffersFile`, or the name of offers that come with Portée.
        network: whose timetable fares refer to.

    Raises:
        SourceError, ParameterError: a file is wrong; the message says which, where and how to mend it.
    """
    if path is None:
        return no_offers()
    if not Path(path).suffix and not Path(path).is_file():
        return shipped_offers(str(path))
    found = no_offers().joined(_read(Path(path), network, []))
    errors, notes = check_tariffs(found.tariffs)
    if errors:
        problem = errors[0]
        raise SourceError(problem.what, where=Where(str(path), field="tariffs"), mend=problem.mend)
    return found.replace(notes=(*found.notes, *notes))


def _read(path: Path, network: Network | None, seen: list[Path]) -> Offers:
    """What one file says, and those that it includes; of the parameters, those that they declare alone."""
    if path.resolve() in seen or len(seen) >= MOST_INCLUDES:
        raise SourceError(
            "Files of offers include each other in a circle.", where=str(path), mend="Remove one include."
        )
    shape = read_declared(path, OffersFile)
    sha256, size = sha256_of(path)
    found = Offers(parameters=NOTHING)
    for name in shape.include:
        inner = _read(path.parent / name, network, [*seen, path.resolve()]) if Path(name).suffix else _shipped(name)
        found = found.joined(inner)
    found = found.joined(_plain(shape)).replace(provenance=(*found.provenance, _record(path.name, sha256, size, shape)))
    for add in (_fares, _shared, _flex, _zones):
        found = add(found, shape, path.parent, network)
    return found


def _shipped(name: str) -> Offers:
    """Offers that come with Portée alone, with a remark on prices that nobody has checked."""
    text = _shipped_text(name)
    shape = parse_declared(text, OffersFile, f"{name}.yaml")
    data = text.encode("utf-8")
    record = _record(f"{name}.yaml", hashlib.sha256(data).hexdigest(), len(data), shape)
    prices = [fare.checked for fare in shape.tariffs] + [toll.checked for toll in shape.tolls]
    unchecked = prices.count(False)
    old = f"{unchecked} of {len(prices)} fares of '{name}' were not read at the operator's own page: check them."
    return _plain(shape).replace(provenance=(record,), notes=(old,) if unchecked else ())


def _record(name: str, sha256: str, size: int, shape: OffersFile) -> Provenance:
    rows = {part: len(getattr(shape, part)) for part in ("tariffs", "services", "aids", "tolls", "parameters")}
    return Provenance("offers", name, sha256, size, rows={part: count for part, count in rows.items() if count})


def _plain(shape: OffersFile) -> Offers:
    return Offers(
        shape.tariffs, shape.services, shape.aids, tolls=shape.tolls, parameters=Parameters(shape.parameters),
        work_parking_eur_month=shape.work_parking_eur_month,
    )  # fmt: skip


def _fares(offers: Offers, shape: OffersFile, folder: Path, network: Network | None) -> Offers:
    from portee.sources.gtfs_fares import read_gtfs_fares

    feeds = [] if network is None else [record.file for record in network.provenance if record.source == "gtfs"]
    for name in shape.gtfs_fares:
        path = folder / name
        # A timetable of several feeds writes the feed's name before its ids.
        prefix = path.stem if len(feeds) > 1 else ""
        tariffs, record = read_gtfs_fares(path, prefix=prefix, exchange=shape.exchange or None)
        offers = offers.joined(
            Offers(tariffs, parameters=NOTHING, provenance=(record,), notes=record.notes)
        )  # fmt: skip
    return offers


def _shared(offers: Offers, shape: OffersFile, folder: Path, network: Network | None) -> Offers:
    del network
    from portee.sources.gbfs import read_gbfs

    for told in shape.gbfs:
        feed = SharedFeed(path=told) if isinstance(told, str) else told
        system = read_gbfs(folder / feed.path, exchange=shape.exchange or None)
        offers = offers.joined(
            Offers(
                services=(*docked_services(system, feed), *floating_services(system, feed)), parameters=NOTHING,
                provenance=system.provenance, notes=(*system.notes, *shared_notes(system, feed)),
            )
        )  # fmt: skip
    return offers


def _flex(offers: Offers, shape: OffersFile, folder: Path, network: Network | None) -> Offers:
    del network
    from portee.sources.gtfs_flex import read_gtfs_flex

    for told in shape.gtfs_flex:
        feed = FlexFeed(path=told) if isinstance(told, str) else told
        services, record = read_gtfs_flex(folder / feed.path)
        rides, notes = on_demand_services(services, feed, offers.tariffs)
        offers = offers.joined(
            Offers(services=rides, parameters=NOTHING, provenance=(record,), notes=(*record.notes, *notes))
        )  # fmt: skip
    return offers


def _zones(offers: Offers, shape: OffersFile, folder: Path, network: Network | None) -> Offers:
    del network
    from portee.sources.bnzfe import read_bnzfe

    for name in shape.low_emission:
        zones, record = read_bnzfe(folder / name)
        offers = offers.joined(Offers(zones=zones, parameters=NOTHING, provenance=(record,), notes=record.notes))
    return offers

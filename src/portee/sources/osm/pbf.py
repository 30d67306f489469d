"""The common kinds of OSM PBF, decoded on whole arrays → RawOsm.

Source: https://wiki.openstreetmap.org/wiki/PBF_Format. Reads what extracts are made of today: zlib or plain blobs,
dense or single nodes. Anything else raises `UnusualPbf`, and `through_osmium` reads it instead.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portee.sources.osm.raw import RawOsm, Restriction
from portee.sources.osm.tables import NODE_KEYS
from portee.sources.osm.tagsets import Names, Tagsets, class_keys
from portee.sources.osm.wire import Spans, fields, message_spans, packed, parse_many, unzigzag

__all__ = ["UnusualPbf", "read_pbf"]

Ints = npt.NDArray[np.int64]
_KNOWN_FEATURES = {"OsmSchema-V0.6", "DenseNodes"}
_MAX_HEADER, _MAX_BLOB = 64 * 1024, 32 * 1024 * 1024
_MAX_LON_E7, _MAX_LAT_E7 = 1_800_000_000, 900_000_000
_MEMBER_LETTERS = "nwr"


class UnusualPbf(ValueError):
    """A PBF file with features this decoder does not know, or a damaged one: let libosmium judge."""


def read_pbf(path: Path) -> RawOsm:
    """Street material of a PBF file.

    Raises:
        UnusualPbf: the file is damaged, or uses a feature outside the common ones.
    """
    decoder = _Decoder()
    try:
        with path.open("rb") as stream:
            for kind, data in _blobs(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)):
                if kind == "OSMHeader":
                    decoder.header(data)
                elif kind == "OSMData":
                    decoder.block(data)
        return decoder.result()
    except (ValueError, zlib.error, IndexError, OverflowError) as problem:
        raise UnusualPbf(str(problem)) from None


def _blobs(content: mmap.mmap) -> Iterator[tuple[str, bytes]]:
    """(type, unpacked bytes) of each blob of the file."""
    position = 0
    while position < len(content):
        size = int.from_bytes(content[position : position + 4], "big")
        begin = position + 4
        if size > _MAX_HEADER or begin + size > len(content):
            raise UnusualPbf("not a PBF blob header")
        kind, data_size = "", 0
        for number, value, start, end in fields(content, begin, begin + size):
            if number == 1:
                kind = content[start:end].decode("ascii")
            elif number == 3:
                data_size = value
        position = begin + size + data_size
        if position > len(content):
            raise UnusualPbf("the file is cut short")
        yield kind, _unpacked(content, begin + size, position)


def _unpacked(content: mmap.mmap, begin: int, finish: int) -> bytes:
    for number, _, start, end in fields(content, begin, finish):
        if number == 1:
            return content[start:end]
        if number == 3:
            unpack = zlib.decompressobj()
            data = unpack.decompress(content[start:end], _MAX_BLOB)
            if not unpack.eof:
                raise UnusualPbf("a blob is too large or cut short")
            return data
        if number > 3:
            raise UnusualPbf("blobs are packed by another method than zlib")
    raise UnusualPbf("a blob holds no data")


@dataclass(frozen=True, eq=False)
class _Block:
    """One primitive block: its bytes, strings, and how its coordinates are scaled."""

    data: bytes
    buffer: npt.NDArray[np.uint8]
    strings: list[bytes]
    granularity: int
    lon_offset: int
    lat_offset: int

    def e7(self, values: Ints, offset: int) -> Ints:
        """Nanodegree units → 1e-7 degrees, cut towards zero as libosmium does."""
        nano = values * self.granularity + offset
        return np.asarray(np.sign(nano) * (np.abs(nano) // 100))

    def text(self, index: int) -> str:
        return self.strings[index].decode("utf-8")


class _Decoder:
    """Gathers the blocks of one file."""

    def __init__(self) -> None:
        self._nodes: list[tuple[Ints, Ints, Ints]] = []
        self._ways: list[tuple[Ints, Ints, Ints, Ints, Ints]] = []
        self._tagsets, self._names = Tagsets(), Names()
        self._barriers: dict[int, dict[str, str]] = {}
        self._restrictions: list[Restriction] = []
        self._timestamp: str | None = None
        self._objects = {"nodes": 0, "ways": 0, "relations": 0}

    def header(self, data: bytes) -> None:
        for number, value, start, end in fields(data):
            if number == 4 and data[start:end].decode("utf-8") not in _KNOWN_FEATURES:
                raise UnusualPbf("the file asks for a feature that is not common")
            if number == 5 and data[start:end] == b"LocationsOnWays":
                raise UnusualPbf("ways hold the places of their nodes")
            if number == 32:
                self._timestamp = datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def block(self, data: bytes) -> None:
        groups, strings, scale = [], [], {17: 100, 19: 0, 20: 0}
        for number, value, start, end in fields(data):
            if number == 1:
                strings = [data[begin:finish] for _, _, begin, finish in fields(data, start, end)]
            elif number == 2:
                groups.append((start, end))
            elif number in scale:
                scale[number] = value - (1 << 64) if value >= 1 << 63 else value
        block = _Block(data, np.frombuffer(data, dtype=np.uint8), strings, scale[17], scale[20], scale[19])
        for start, end in groups:
            for number, _, begin, finish in fields(data, start, end):
                if number == 2:
                    self._dense(block, begin, finish)
                    continue
                # A group holds objects of one kind: the first tells it.
                spans = message_spans(data, start, end, number)
                if number == 1:
                    self._single_nodes(block, spans)
                elif number == 3:
                    self._add_ways(block, spans)
                elif number == 4:
                    self._add_relations(block, spans)
                break

    def _dense(self, block: _Block, begin: int, finish: int) -> None:
        one = Spans(np.array([begin], dtype=np.int64), np.array([finish - begin], dtype=np.int64))
        _, spans = parse_many(block.buffer, one, (1, 8, 9, 10))
        ids, lat, lon = (np.cumsum(unzigzag(packed(block.buffer, spans[number])[0])) for number in (1, 8, 9))
        if not len(ids) == len(lat) == len(lon):
            raise UnusualPbf("nodes without a place")
        self._objects["nodes"] += len(ids)
        self._nodes.append((ids, block.e7(lon, block.lon_offset), block.e7(lat, block.lat_offset)))
        if b"barrier" not in block.strings and b"kerb" not in block.strings:
            return
        key_values, _ = packed(block.buffer, spans[10])
        # keys and values alternate; a zero key closes each node.
        owner_key_value = _dense_tags(key_values)
        gate_keys = [i for i, text in enumerate(block.strings) if text in (b"barrier", b"kerb")]
        gates = np.unique(owner_key_value[np.isin(owner_key_value[:, 1], gate_keys), 0])
        for node, key, value in owner_key_value[np.isin(owner_key_value[:, 0], gates)].tolist():
            tags = self._barriers.setdefault(int(ids[node]), {})
            if block.text(key) in NODE_KEYS:
                tags[block.text(key)] = block.text(value)

    def _single_nodes(self, block: _Block, nodes: Spans) -> None:
        values, spans = parse_many(block.buffer, nodes, (1, 2, 3, 8, 9))
        ids, lat, lon = (unzigzag(values[number]) for number in (1, 8, 9))
        self._objects["nodes"] += len(ids)
        self._nodes.append((ids, block.e7(lon, block.lon_offset), block.e7(lat, block.lat_offset)))
        keys, counts = packed(block.buffer, spans[2])
        texts, _ = packed(block.buffer, spans[3])
        owner = np.repeat(np.arange(len(ids)), counts)
        gate_keys = [i for i, text in enumerate(block.strings) if text in (b"barrier", b"kerb")]
        gates = np.unique(owner[np.isin(keys, gate_keys)])
        for tag in np.flatnonzero(np.isin(owner, gates)).tolist():
            tags = self._barriers.setdefault(int(ids[owner[tag]]), {})
            if block.text(int(keys[tag])) in NODE_KEYS:
                tags[block.text(int(keys[tag]))] = block.text(int(texts[tag]))

    def _add_ways(self, block: _Block, ways: Spans) -> None:
        self._objects["ways"] += len(ways.start)
        if not class_keys() & set(block.strings):
            return
        values, spans = parse_many(block.buffer, ways, (1, 2, 3, 8))
        keys, key_counts = packed(block.buffer, spans[2])
        texts, text_counts = packed(block.buffer, spans[3])
        if not np.array_equal(key_counts, text_counts):
            raise UnusualPbf("keys without values")
        owner = np.repeat(np.arange(len(ways.start)), key_counts)
        is_class = np.array([text in class_keys() for text in block.strings], dtype=bool)
        wanted = np.zeros(len(ways.start), dtype=bool)
        wanted[owner[is_class[keys]]] = True
        tagset = self._tagsets.of(block.strings, owner, keys, texts, wanted)
        name = self._names.of(block.strings, owner, keys, texts, wanted)
        refs, ref_counts = packed(block.buffer, Spans(spans[8].start[wanted], spans[8].length[wanted]))
        refs = _undelta(unzigzag(refs), ref_counts)
        self._ways.append((values[1][wanted], ref_counts, refs, tagset, name))

    def _add_relations(self, block: _Block, relations: Spans) -> None:
        self._objects["relations"] += len(relations.start)
        if b"restriction" not in block.strings:
            return
        values, spans = parse_many(block.buffer, relations, (1, 2, 3, 8, 9, 10))
        columns = {number: packed(block.buffer, spans[number]) for number in (2, 3, 8, 9, 10)}
        at = {number: np.cumsum(counts) - counts for number, (_, counts) in columns.items()}
        type_key = [i for i, text in enumerate(block.strings) if text == b"type"]
        restriction = [i for i, text in enumerate(block.strings) if text == b"restriction"]
        keys, texts = columns[2][0], columns[3][0]
        owner = np.repeat(np.arange(len(relations.start)), columns[2][1])
        for row in owner[np.isin(keys, type_key) & np.isin(texts, restriction)].tolist():

            def part(number: int, row: int = row) -> Ints:
                begin = at[number][row]
                return columns[number][0][begin : begin + columns[number][1][row]]

            tags = {block.text(k): block.text(v) for k, v in zip(part(2).tolist(), part(3).tolist(), strict=True)}
            ids, roles, kinds = np.cumsum(unzigzag(part(9))), part(8), part(10)
            members = tuple(
                (_MEMBER_LETTERS[kind], ref, block.text(role))
                for kind, ref, role in zip(kinds.tolist(), ids.tolist(), roles.tolist(), strict=True)
            )
            self._restrictions.append(Restriction(int(values[1][row]), tags, members))

    def result(self) -> RawOsm:
        ids, lon, lat = (_joined([part[i] for part in self._nodes]) for i in range(3))
        way_id, counts, refs, tagset, name = (_joined([part[i] for part in self._ways]) for i in range(5))
        placed = (np.abs(lon) <= _MAX_LON_E7) & (np.abs(lat) <= _MAX_LAT_E7)
        ids, lon, lat = ids[placed], lon[placed], lat[placed]
        if len(ids) and not np.all(ids[1:] > ids[:-1]):
            ids, first = np.unique(ids, return_index=True)
            lon, lat = lon[first], lat[first]
        return RawOsm(
            node_id=ids,
            node_lon_e7=lon.astype(np.int32),
            node_lat_e7=lat.astype(np.int32),
            way_id=way_id,
            way_offset=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            ref=refs,
            way_tagset=tagset.astype(np.int32),
            tagsets=self._tagsets.table(),
            way_name=name.astype(np.int32),
            names=self._names.table(),
            barriers=self._barriers,
            restrictions=tuple(self._restrictions),
            timestamp=self._timestamp,
            objects=self._objects,
        )


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _undelta(values: Ints, counts: Ints) -> Ints:
    """Running sums that start anew in each of the runs of the given lengths."""
    total = np.cumsum(values)
    starts = np.cumsum(counts) - counts
    filled = counts > 0
    base = np.zeros(len(counts), dtype=np.int64)
    base[filled] = total[starts[filled]] - values[starts[filled]]
    return np.asarray(total - np.repeat(base, counts))


def _dense_tags(key_values: Ints) -> Ints:
    """(node, key, value) rows of the keys_vals column of dense nodes."""
    rows, node, position, entries = [], 0, 0, key_values.tolist()
    while position < len(entries):
        if entries[position] == 0:
            node, position = node + 1, position + 1
        else:
            rows.append((node, entries[position], entries[position + 1]))
            position += 2
    return np.array(rows, dtype=np.int64).reshape(-1, 3)

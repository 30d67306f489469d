"""Distinct sets of rule tags, and distinct names, gathered over the blocks of a PBF file."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from portee.sources.osm.tables import read_table, way_keys

__all__ = ["Names", "Tagsets", "class_keys"]

Ints = npt.NDArray[np.int64]


@cache
def class_keys() -> frozenset[bytes]:
    """Keys that may make a way a street."""
    return frozenset(key.encode() for key in ("highway", *read_table("ways")["class_of_tag"]))


class Tagsets:
    """Numbers the distinct sets of rule tags in the order met."""

    def __init__(self) -> None:
        self._keys = frozenset(key.encode() for key in way_keys())
        self._number: dict[frozenset[tuple[bytes, bytes]], int] = {}

    def of(self, strings: list[bytes], owner: Ints, key: Ints, value: Ints, wanted: npt.NDArray[np.bool_]) -> Ints:
        """Number of the tag set of each wanted way.

        Args:
            strings: string table of the block.
            owner: way index (t,) of each tag, ascending.
            key, value: string indices (t,).
            wanted: bool (w,).
        """
        ruled = np.array([text in self._keys for text in strings], dtype=bool)
        mine = ruled[key] & wanted[owner]
        pair = key[mine] * len(strings) + value[mine]
        owner = owner[mine]
        # Equal sets get equal bytes: the sorted pairs of a way, cut out of one buffer.
        order = np.lexsort((pair, owner))
        content = pair[order].tobytes()
        ends = (np.cumsum(np.bincount(owner, minlength=len(wanted))) * 8).tolist()
        local: dict[bytes, int] = {}
        result = np.empty(len(wanted), dtype=np.int64)
        begin = 0
        for way, end in enumerate(ends):
            cut = content[begin:end]
            number = local.get(cut)
            if number is None:
                number = local[cut] = self._global(strings, cut) if wanted[way] else -1
            result[way] = number
            begin = end
        return result[wanted]

    def _global(self, strings: list[bytes], cut: bytes) -> int:
        pairs = np.frombuffer(cut, dtype=np.int64).tolist()
        tags = frozenset((strings[pair // len(strings)], strings[pair % len(strings)]) for pair in pairs)
        return self._number.setdefault(tags, len(self._number))

    def table(self) -> tuple[dict[str, str], ...]:
        return tuple({key.decode(): value.decode() for key, value in sorted(tags)} for tags in self._number)


class Names:
    """Numbers the distinct names in the order met."""

    def __init__(self) -> None:
        self._number: dict[bytes, int] = {}

    def of(self, strings: list[bytes], owner: Ints, key: Ints, value: Ints, wanted: npt.NDArray[np.bool_]) -> Ints:
        """Number of the name of each wanted way, -1 where it has none. Arguments as in `Tagsets.of`."""
        result = np.full(len(wanted), -1, dtype=np.int64)
        if b"name" in strings:
            named = np.isin(key, [i for i, text in enumerate(strings) if text == b"name"]) & wanted[owner]
            texts, inverse = np.unique(value[named], return_inverse=True)
            numbers = [
                self._number.setdefault(strings[text], len(self._number)) if strings[text] else -1
                for text in texts.tolist()
            ]
            result[owner[named]] = np.array(numbers, dtype=np.int64)[inverse]
        return result[wanted]

    def table(self) -> tuple[str, ...]:
        return tuple(name.decode() for name in self._number)

"""A column of text kept as one block of UTF-8 bytes, so that a saved network opens without decoding its names."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

__all__ = ["TextColumn"]


class TextColumn(Sequence[str]):
    """Immutable sequence of strings over a byte block: text i is bytes offset[i] .. offset[i + 1]."""

    def __init__(self, block: npt.NDArray[np.uint8], offset: npt.NDArray[np.int64]) -> None:
        self.block = block
        self.offset = offset

    @classmethod
    def of(cls, texts: Iterable[str]) -> TextColumn:
        encoded = [text.encode() for text in texts]
        offset = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(text) for text in encoded], out=offset[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offset)

    @classmethod
    def joined(cls, parts: Iterable[Sequence[str]]) -> TextColumn:
        """Several sequences as one; columns are copied without being decoded."""
        columns = [part if isinstance(part, TextColumn) else cls.of(part) for part in parts]
        blocks = [column.block[column.offset[0] : column.offset[-1]] for column in columns]
        lengths = [np.diff(column.offset) for column in columns]
        offset = np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *lengths]))]).astype(np.int64)
        return cls(np.concatenate([np.zeros(0, np.uint8), *blocks]), offset)

    def __len__(self) -> int:
        return len(self.offset) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return TextColumn(self.block, self.offset[start : max(start, stop) + 1])
            return [self[i] for i in range(start, stop, step)]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bytes(self.block[self.offset[index] : self.offset[index + 1]]).decode()

    def __iter__(self) -> Iterator[str]:
        begin = int(self.offset[0])
        whole = bytes(self.block[begin : self.offset[-1]])
        bounds = (self.offset - begin).tolist()
        for start, end in itertools.pairwise(bounds):
            yield whole[start:end].decode()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

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

    def __len__(self) -> int:
        return len(self.offset) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bytes(self.block[self.offset[index] : self.offset[index + 1]]).decode()

    def __iter__(self) -> Iterator[str]:
        whole = bytes(self.block)
        bounds = self.offset.tolist()
        for start, end in itertools.pairwise(bounds):
            yield whole[start:end].decode()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

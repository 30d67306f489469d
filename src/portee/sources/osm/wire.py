"""Protocol buffer wire format on whole arrays: many messages are read at once, field by field.

Source: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

import numpy as np
import numpy.typing as npt

__all__ = ["MalformedMessage", "Spans", "fields", "message_spans", "packed", "parse_many", "unzigzag"]

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10


class MalformedMessage(ValueError):
    """The bytes are not a protocol buffer of the expected shape."""


@dataclass(frozen=True, eq=False)
class Spans:
    """Pieces of a byte buffer: start and length (m,) each."""

    start: Ints
    length: Ints


def fields(data: bytes | mmap, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int, int]]:
    """Walk the fields of one message: (number, value or 0, start, end) with the span of length-delimited ones.

    Raises:
        MalformedMessage: a field runs past the end, or has an unknown wire type.
    """
    end = len(data) if end is None else end
    position = start
    while position < end:
        tag, position = _varint(data, position, end)
        kind = tag & 7
        if kind == _VARINT:
            value, position = _varint(data, position, end)
            yield tag >> 3, value, position, position
            continue
        if kind == _BYTES:
            size, position = _varint(data, position, end)
        elif kind in (_FIXED32, _FIXED64):
            size = 4 if kind == _FIXED32 else 8
        else:
            raise MalformedMessage(f"wire type {kind}")
        if position + size > end:
            raise MalformedMessage("a field runs past its message")
        yield tag >> 3, 0, position, position + size
        position += size


def _varint(data: bytes | mmap, position: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if position >= end or shift > 63:
            raise MalformedMessage("a number runs past its message")
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7


def message_spans(data: bytes, start: int, end: int, wanted: int) -> Spans:
    """Spans of every field number `wanted` of the message data[start:end], the rest skipped."""
    starts, lengths = [], []
    for number, _, begin, finish in fields(data, start, end):
        if number == wanted:
            starts.append(begin)
            lengths.append(finish - begin)
    return Spans(np.array(starts, dtype=np.int64), np.array(lengths, dtype=np.int64))


def parse_many(buffer: Bytes, messages: Spans, numbers: tuple[int, ...]) -> tuple[dict[int, Ints], dict[int, Spans]]:
    """First level of many messages at once.

    Args:
        buffer: bytes (b,).
        messages: spans (m,).
        numbers: field numbers wanted, all below 16.

    Returns:
        for each number the plain values (m,) and the spans (m,) of its last occurrence; zero where absent.

    Raises:
        MalformedMessage: a field runs past its message, or has an unknown wire type.
    """
    m = len(messages.start)
    values = {number: np.zeros(m, dtype=np.int64) for number in numbers}
    spans = {number: Spans(np.zeros(m, dtype=np.int64), np.zeros(m, dtype=np.int64)) for number in numbers}
    cursor, stop = messages.start.copy(), messages.start + messages.length
    active = np.flatnonzero(cursor < stop)
    while len(active):
        tag, position = _varints_at(buffer, cursor[active], stop[active])
        kind, number = tag & 7, tag >> 3
        is_bytes = kind == _BYTES
        if not np.all(is_bytes | (kind == _VARINT)):
            raise MalformedMessage("unexpected wire type")
        value, position = _varints_at(buffer, position, stop[active])
        after = np.where(is_bytes, position + value, position)
        if np.any(after > stop[active]) or np.any(after < position):
            raise MalformedMessage("a field runs past its message")
        for wanted in numbers:
            hit = number == wanted
            if hit.any():
                plain, spanned = hit & ~is_bytes, hit & is_bytes
                values[wanted][active[plain]] = value[plain]
                spans[wanted].start[active[spanned]] = position[spanned]
                spans[wanted].length[active[spanned]] = value[spanned]
        cursor[active] = after
        active = active[after < stop[active]]
    return values, spans


def _varints_at(buffer: Bytes, position: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Value of the varint at each position, and the position behind it."""
    last = len(buffer) - 1
    byte = buffer[np.minimum(position, last)].astype(np.int64)
    value = byte & 0x7F
    position = position + 1
    more = np.flatnonzero(byte >= 0x80)
    shift = 7
    while len(more):
        if shift > 63:
            raise MalformedMessage("a number has too many bytes")
        byte = buffer[np.minimum(position[more], last)].astype(np.int64)
        value[more] |= (byte & 0x7F) << shift
        position[more] += 1
        more = more[byte >= 0x80]
        shift += 7
    if np.any(position > stop):
        raise MalformedMessage("a number runs past its message")
    return value, position


def packed(buffer: Bytes, spans: Spans) -> tuple[Ints, Ints]:
    """Varints packed in many spans: (values in order (v,), how many in each span (m,)).

    Raises:
        MalformedMessage: a span ends in the middle of a number, or a number has too many bytes.
    """
    total = int(spans.length.sum())
    if total == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(len(spans.start), dtype=np.int64)
    if len(spans.start) == 1:
        taken = buffer[int(spans.start[0]) : int(spans.start[0]) + total]
    else:
        before = np.cumsum(spans.length) - spans.length
        taken = buffer[np.arange(total) + np.repeat(spans.start - before, spans.length)]
    final = np.flatnonzero(taken < 0x80)
    bounds = np.cumsum(spans.length)
    ended = np.searchsorted(final, bounds, side="left")
    filled = spans.length > 0
    if not len(final) or np.any(taken[bounds[filled] - 1] >= 0x80):
        raise MalformedMessage("a packed field ends inside a number")
    begin = np.empty_like(final)
    begin[0] = 0
    begin[1:] = final[:-1] + 1
    size = final - begin + 1
    longest = int(size.max())
    if longest > _LONGEST_VARINT:
        raise MalformedMessage("a number has too many bytes")
    value = (taken[begin] & 0x7F).astype(np.int64)
    rows = np.arange(len(final)) if longest > 1 else final[:0]
    for step in range(1, longest):
        rows = rows[size[rows] > step]
        value[rows] |= (taken[begin[rows] + step] & 0x7F).astype(np.int64) << (7 * step)
    return value, np.diff(ended, prepend=0)


def unzigzag(values: Ints) -> Ints:
    """Signed numbers of zigzag-coded ones."""
    return np.asarray((values.view(np.uint64) >> np.uint64(1)).view(np.int64) ^ -(values & 1))

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.osm.wire import MalformedMessage, Spans, fields, message_spans, packed, parse_many, unzigzag

BIG = st.integers(0, (1 << 63) - 1)


def varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, bytes):
        return varint(number << 3 | 2) + varint(len(value)) + value
    return varint(number << 3) + varint(value)


def spans_of(pieces: list[bytes]) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint8]], Spans]:
    lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
    buffer = np.frombuffer(b"".join(pieces), dtype=np.uint8)
    return buffer, Spans(np.cumsum(lengths) - lengths, lengths)


@given(st.lists(st.lists(BIG, max_size=5), min_size=1, max_size=6))
def test_packed_numbers(lists: list[list[int]]) -> None:
    buffer, spans = spans_of([b"".join(varint(v) for v in values) for values in lists])
    values, counts = packed(buffer, spans)
    assert values.tolist() == [v for inner in lists for v in inner]
    assert counts.tolist() == [len(inner) for inner in lists]


@given(st.lists(st.integers(-(1 << 62), (1 << 62) - 1)))
def test_zigzag(numbers: list[int]) -> None:
    coded = np.array([(n << 1) ^ (n >> 63) for n in numbers], dtype=np.int64)
    assert unzigzag(coded).tolist() == numbers


@given(st.lists(st.dictionaries(st.integers(1, 15), BIG | st.binary(max_size=200), max_size=5), min_size=1, max_size=5))
def test_many_messages_at_once(messages: list[dict[int, int | bytes]]) -> None:
    pieces = [b"".join(field(number, value) for number, value in message.items()) for message in messages]
    buffer, spans = spans_of(pieces)
    values, found = parse_many(buffer, spans, (1, 5))
    for row, message in enumerate(messages):
        for number in (1, 5):
            value = message.get(number, 0)
            if isinstance(value, int):
                assert values[number][row] == value
                assert found[number].length[row] == 0
            else:
                start, length = found[number].start[row], found[number].length[row]
                assert buffer[start : start + length].tobytes() == value


def test_fields_skips_fixed_numbers() -> None:
    data = varint(1 << 3 | 5) + b"\0" * 4 + varint(2 << 3 | 1) + b"\0" * 8 + field(3, 7)
    assert [(number, value) for number, value, _, _ in fields(data)] == [(1, 0), (2, 0), (3, 7)]


def test_message_spans() -> None:
    data = field(1, b"ab") + field(2, b"xyz") + field(1, b"")
    spans = message_spans(data, 0, len(data), 1)
    assert [data[s : s + n] for s, n in zip(spans.start, spans.length, strict=True)] == [b"ab", b""]


@pytest.mark.parametrize("data", [b"\x0a\x05ab", b"\x08", b"\x08" + b"\xff" * 11, b"\x0b"])
def test_damaged_messages(data: bytes) -> None:
    with pytest.raises(MalformedMessage):
        list(fields(data))
    buffer, spans = spans_of([data])
    with pytest.raises(MalformedMessage):
        parse_many(buffer, spans, (1,))


@pytest.mark.parametrize("data", [b"\x80", b"\x01\xff", b"\xff" * 12 + b"\x01"])
def test_damaged_packed_numbers(data: bytes) -> None:
    with pytest.raises(MalformedMessage):
        packed(*spans_of([data]))

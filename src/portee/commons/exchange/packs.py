"""Git's format for many objects in one file: read within limits, before anything is unpacked; and written.

Source: gitformat-pack(5), version 2. Libgit2 reads packs too, but unpacks an object before it tells its size.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pygit2

from portee.commons.exchange.limits import Limits
from portee.core.errors import SourceError

__all__ = ["read_pack", "write_pack"]

_PLAIN = {
    1: pygit2.enums.ObjectType.COMMIT,
    2: pygit2.enums.ObjectType.TREE,
    3: pygit2.enums.ObjectType.BLOB,
    4: pygit2.enums.ObjectType.TAG,
}
_CODES = {kind: code for code, kind in _PLAIN.items()}
_BEFORE, _NAMED = 6, 7
"""An object told as what differs from one that stands before it in the pack, or from one named by its id."""
_CHUNK = 1 << 16
_ID = 20


def read_pack(data: memoryview, repository: pygit2.Repository, limits: Limits, file: str) -> int:
    """Write every object of a pack to a repository; how many there were.

    Objects may be told as differences from others in the pack or in the repository.

    Raises:
        SourceError: it is no pack, it is damaged, or it holds more than the limits.
    """
    reader = _Reader(data, repository, limits, file)
    return reader.read()


@dataclass
class _Reader:
    data: memoryview
    repository: pygit2.Repository
    limits: Limits
    file: str
    unpacked: int = 0
    _ids: dict[int, pygit2.Oid] = field(default_factory=dict)

    def read(self) -> int:
        if len(self.data) < 12 + _ID or bytes(self.data[:8]) != b"PACK\0\0\0\2":
            raise self._wrong("It is no pack of Git objects.")
        count = int.from_bytes(self.data[8:12], "big")
        if count > self.limits.objects:
            raise self._wrong(f"It holds {count} objects; at most {self.limits.objects} are let in.")
        body = self.data[:-_ID]
        if hashlib.sha1(body, usedforsecurity=False).digest() != bytes(self.data[-_ID:]):
            raise self._wrong("It is damaged.")
        at = 12
        waiting: list[tuple[int, pygit2.Oid | None, int | None, bytes]] = []
        for _ in range(count):
            start = at
            kind, size, at = self._header(at)
            base: pygit2.Oid | None = None
            if kind == _BEFORE:
                back, at = self._offset(at)
                base = self._ids.get(start - back)
                if base is None:
                    # What it differs from is itself still waiting.
                    found = next((item for item in waiting if item[0] == start - back), None)
                    if found is None:
                        raise self._wrong("It is damaged.")
            elif kind == _NAMED:
                base, at = pygit2.Oid(raw=bytes(self.data[at : at + _ID])), at + _ID
            elif kind not in _PLAIN:
                raise self._wrong("It is damaged.")
            content, at = self._inflate(at, size)
            if kind in _PLAIN:
                self._ids[start] = self.repository.odb.write(_PLAIN[kind], content)
            elif base is not None and self.repository.odb.exists(base):
                self._ids[start] = self._apply(base, content)
            else:
                waiting.append((start, base, start - back if kind == _BEFORE else None, content))
        if at != len(body):
            raise self._wrong("It is damaged.")
        self._late(waiting)
        return count

    def _late(self, waiting: list[tuple[int, pygit2.Oid | None, int | None, bytes]]) -> None:
        """Objects told as differences from one that stands after them."""
        while waiting:
            rest = []
            for start, named, offset, content in waiting:
                base = named if offset is None else self._ids.get(offset)
                if base is not None and self.repository.odb.exists(base):
                    self._ids[start] = self._apply(base, content)
                else:
                    rest.append((start, named, offset, content))
            if len(rest) == len(waiting):
                raise self._wrong("It builds on versions that are not here.", "Pull the other commons itself first.")
            waiting = rest

    def _header(self, at: int) -> tuple[int, int, int]:
        byte, at = self._byte(at)
        kind, size, shift = byte >> 4 & 7, byte & 15, 4
        while byte & 0x80:
            byte, at = self._byte(at)
            size |= (byte & 0x7F) << shift
            shift += 7
            if shift > 60:
                raise self._wrong("It is damaged.")
        return kind, size, at

    def _offset(self, at: int) -> tuple[int, int]:
        byte, at = self._byte(at)
        value = byte & 0x7F
        while byte & 0x80:
            byte, at = self._byte(at)
            value = (value + 1) << 7 | byte & 0x7F
        return value, at

    def _byte(self, at: int) -> tuple[int, int]:
        if at >= len(self.data) - _ID:
            raise self._wrong("It is damaged.")
        return self.data[at], at + 1

    def _inflate(self, at: int, size: int) -> tuple[bytes, int]:
        self._measure(size)
        unpacker, parts, length, rest = zlib.decompressobj(), [], 0, b""
        end = len(self.data) - _ID
        try:
            while not unpacker.eof:
                if not rest:
                    rest = bytes(self.data[at : min(at + _CHUNK, end)])
                    at += len(rest)
                part = unpacker.decompress(rest, max(1, size + 1 - length))
                parts.append(part)
                length += len(part)
                if length > size or (not part and not rest):
                    raise self._wrong("It is damaged.")
                rest = unpacker.unconsumed_tail
        except zlib.error:
            raise self._wrong("It is damaged.") from None
        if length != size:
            raise self._wrong("It is damaged.")
        return b"".join(parts), at - len(unpacker.unused_data)

    def _apply(self, base: pygit2.Oid, delta: bytes) -> pygit2.Oid:
        kind, before = self.repository.odb.read(base)
        try:
            size, at = _number(delta, 0)
            length, at = _number(delta, at)
            if size != len(before):
                raise self._wrong("It is damaged.")
            self._measure(length)
            result = _patched(before, delta, at, length)
        except IndexError:
            raise self._wrong("It is damaged.") from None
        if result is None:
            raise self._wrong("It is damaged.")
        return self.repository.odb.write(kind, result)

    def _measure(self, size: int) -> None:
        largest = max(self.limits.file_bytes, self.limits.tree_bytes)
        if size > largest:
            raise self._wrong(f"It holds an object of {size} bytes; at most {largest} are let in.")
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_bytes:
            raise self._wrong(f"It holds more than {self.limits.unpacked_bytes} bytes.")

    def _wrong(self, what: str, mend: str = "Ask for it again.") -> SourceError:
        return SourceError(what, where=self.file, mend=mend)


def _number(delta: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = delta[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80 or shift > 60:
            return value, at


def _patched(before: bytes, delta: bytes, at: int, length: int) -> bytes | None:
    """What comes of copying parts of one text and inserting others; None where that is not what was promised."""
    result = bytearray()
    while at < len(delta):
        code, at = delta[at], at + 1
        if code & 0x80:
            offset = size = 0
            for place in range(7):
                if code & 1 << place:
                    if place < 4:
                        offset |= delta[at] << 8 * place
                    else:
                        size |= delta[at] << 8 * (place - 4)
                    at += 1
            size = size or 0x10000
            if offset + size > len(before):
                return None
            result += before[offset : offset + size]
        elif code:
            result += delta[at : at + code]
            at += code
        else:
            return None
        if len(result) > length:
            return None
    return bytes(result) if len(result) == length else None


def write_pack(repository: pygit2.Repository, ids: Iterable[pygit2.Oid]) -> Iterator[bytes]:
    """A pack of objects, each whole, in the order given."""
    chosen = list(ids)
    digest = hashlib.sha1(usedforsecurity=False)
    head = b"PACK\0\0\0\2" + len(chosen).to_bytes(4, "big")
    digest.update(head)
    yield head
    for id in chosen:
        kind, content = repository.odb.read(id)
        size = len(content)
        byte, size = _CODES[pygit2.enums.ObjectType(kind)] << 4 | size & 15, size >> 4
        start = bytearray()
        while size:
            start.append(byte | 0x80)
            byte, size = size & 0x7F, size >> 7
        start.append(byte)
        part = bytes(start) + zlib.compress(content)
        digest.update(part)
        yield part
    yield digest.digest()

"""Things dear to make, kept while they are in use and fit into a set amount of memory."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


_ENTRY_BYTES = 150
"""What holding a key and a value takes beside them, about."""


class BoundedCache(Generic[Value]):
    """Keeps what was used last, up to ``limit`` bytes, of which ``size_of`` counts the values'."""

    def __init__(self, limit: int, size_of: Callable[[Value], int]) -> None:
        self._limit = limit
        self._size_of = size_of
        self._held: OrderedDict[Hashable, Value] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value under ``key``, made if it is not there. Two threads may both make it."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = value
                self._size += self._bytes_of(key, value)
            while self._size > self._limit and len(self._held) > 1:
                self._drop(next(iter(self._held)))
        return value

    def held(self, key: Hashable) -> tuple[Value] | None:
        """The value under ``key`` by itself, None if it is not there."""
        with self._lock:
            return (self._held[key],) if key in self._held else None

    def keep_only(self, wanted: Callable[[Hashable], bool]) -> None:
        """Forget every key that is not wanted."""
        with self._lock:
            for key in [key for key in self._held if not wanted(key)]:
                self._drop(key)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size

    def _drop(self, key: Hashable) -> None:
        self._size -= self._bytes_of(key, self._held.pop(key))

    def _bytes_of(self, key: Hashable, value: Value) -> int:
        return _ENTRY_BYTES + _key_bytes(key) + self._size_of(value)


def _key_bytes(key: Hashable) -> int:
    parts = key if isinstance(key, tuple) else ()
    return sys.getsizeof(key) + sum(map(_key_bytes, parts))

"""Work of which a process does one at a time, and for which no thread ever waits."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Turn:
    """Whoever comes while the work is being done goes away, and it is done once more after."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._wanted = threading.Event()

    def take(self, work: Callable[[], object]) -> None:
        """Do ``work``, or leave it to the thread that is at it; what that raises is raised."""
        self._wanted.set()
        while self._wanted.is_set() and self._busy.acquire(blocking=False):
            try:
                self._wanted.clear()
                work()
            finally:
                self._busy.release()

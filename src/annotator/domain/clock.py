"""A hybrid logical clock: one total order for the facts of any number of machines.

A stamp is 34 characters: 12 hexadecimal digits of wall milliseconds, 6 of a counter, 16 of the session. Stamps compare
as text. A stamp is later than every stamp its maker had seen, even when the wall clock has jumped back or somebody
else's is years ahead (Kulkarni et al. 2014, "Logical physical clocks"). The session is drawn anew at every opening,
because people copy files.
"""

import re
import secrets
import time
from collections.abc import Callable

_STAMP = re.compile(r"[0-9a-f]{34}")
_MAX_COUNTER = 0xFFFFFF
_MAX_MS = 0xFFFFFFFFFFFF

ZERO = "0" * 34
"""Earlier than every stamp."""


def wall_ms() -> int:
    """Give the machine's time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def is_stamp(text: object) -> bool:
    """Whether this is a stamp that a clock can have made, with room for later ones."""
    return isinstance(text, str) and _STAMP.fullmatch(text) is not None and int(text[:12], 16) < _MAX_MS


class Clock:
    """Makes stamps, each later than all made or seen before.

    Args:
        wall: Where the time comes from, in milliseconds.
        session: 16 hexadecimal digits; drawn at random where not given.
    """

    def __init__(self, wall: Callable[[], int] = wall_ms, session: str | None = None) -> None:
        self.session = session or secrets.token_hex(8)
        self._wall = wall
        self._ms = 0
        self._counter = 0

    def tick(self) -> str:
        """Give the next stamp."""
        wall = max(0, self._wall())
        if wall > self._ms:
            self._ms, self._counter = wall, 0
        elif self._counter < _MAX_COUNTER:
            self._counter += 1
        else:
            self._ms, self._counter = self._ms + 1, 0
        return f"{self._ms:012x}{self._counter:06x}{self.session}"

    def observe(self, stamp: str) -> None:
        """Make sure that every later stamp is later than this one."""
        seen = int(stamp[:12], 16), int(stamp[12:18], 16)
        self._ms, self._counter = max((self._ms, self._counter), seen)

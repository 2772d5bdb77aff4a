"""Code points to UTF-16 units and back: transcripts count the first, Qt the second, and only here do they meet."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Utf16Map:
    """Converts offsets into one text between code points and UTF-16 units.

    A text without characters beyond the Basic Multilingual Plane costs nothing to convert.
    """

    __slots__ = ("_astral", "_length", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral: Sequence[int] = ()
        if text and max(text) > "\uffff":
            self._astral = [index for index, character in enumerate(text) if character > "\uffff"]
        # The unit at which each astral character begins: one more for every astral character before it.
        self._units = [index + nth for nth, index in enumerate(self._astral)]

    @property
    def length_utf16(self) -> int:
        """How many UTF-16 units the text has."""
        return self._length + len(self._astral)

    def to_utf16(self, offset_cp: int) -> int:
        """Give the UTF-16 unit at which this code point begins; offsets outside the text are brought to its edge."""
        offset_cp = min(max(offset_cp, 0), self._length)
        return offset_cp + bisect_left(self._astral, offset_cp)

    def to_cp(self, offset_utf16: int) -> int:
        """Give the code point that begins at, or holds, this UTF-16 unit."""
        offset_utf16 = min(max(offset_utf16, 0), self.length_utf16)
        before = bisect_right(self._units, offset_utf16)
        if before and self._units[before - 1] + 1 >= offset_utf16:
            # At the first or inside the second half of a pair: that character itself.
            inside = self._units[before - 1]
            return self._astral[before - 1] + (1 if offset_utf16 - inside > 1 else 0)
        return offset_utf16 - before

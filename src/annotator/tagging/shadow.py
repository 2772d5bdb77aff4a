"""A shadow of the text for the grammars: of the same length, with every known name replaced by signs of its kind.

A pattern can then say "a State" in one sign, whatever the State is called, and every offset stays what it was.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.domain.transcript import MentionKind
from annotator.tagging.candidates import Candidate
from annotator.tagging.letters import FULL_NAME
from annotator.tagging.places import Words

_SIGNS = {
    MentionKind.COUNTRY: "\ue000\ue001",
    MentionKind.ORG: "\ue002\ue003",
    MentionKind.UN_BODY: "\ue002\ue003",
    MentionKind.NORP: "\ue004\ue005",
    MentionKind.REGION: "\ue006\ue007",
}
_OTHER = "\ue008\ue009"
_QUOTED = "\ue00a"
SIGNS = frozenset("\ue000\ue002\ue004\ue006\ue008")
"""The first sign of each known name."""
_PRIVATE = re.compile(r"[\ue000-\ue00f]")

STATE = "(?:\ue000\ue001*)"
"""Matches a State."""
ORG = "(?:\ue002\ue003*)"
"""Matches an organisation or an organ of the United Nations."""
DEMONYM = "(?:\ue004\ue005*)"
"""Matches an adjective made of a name."""
REGION = "(?:\ue006\ue007*)"
"""Matches a region."""
VOICE = f"(?:{STATE}|{ORG}|{REGION})"
"""Matches whatever somebody can speak for."""
ANY_NAME = f"(?:{STATE}|{ORG}|{DEMONYM}|{REGION}|\ue008\ue009*)"
"""Matches any known name."""

_FULL_NAME = re.compile(rf"(?<![\w'\-.]){FULL_NAME}")
_PREFIXES = ("al-", "el-", "an-", "ar-", "as-", "ad-", "ash", "at-", "az-", "ul-", "al'", "d'", "d-", "l'", "l-")

_PREFIX_LETTERS = frozenset(prefix[0] for prefix in _PREFIXES)
_LEADING = re.compile(
    r"(?:But|And|While|When|As|If|Yet|Also|However|Meanwhile|After|Before|Because|From|For|In|On|At|By|With|Of|Both|"
    r"Then|The|This|That|Although|Though|Since|Once|Even|Like|Unlike|Where|Today|Yesterday|Earlier|Later|Still)\s"
)
"""A word with a capital because a sentence begins with it, and not a name."""
_ASIDE = re.compile(
    r",\s(?:however|meanwhile|too|also|though|instead|in turn|in contrast|by contrast|in response|in reply|"
    r"in particular|"
    r"for (?:his|her|its|their) part|nevertheless|nonetheless|on the other hand|on (?:his|her|its) part|separately|"
    r"likewise|similarly|in fact|of course|moreover|furthermore|again)(?:,(?=\s)|(?=\s[a-z]+ed\b))"
)
"""A word or two between a subject and its verb: "Rassendyll, however, said"."""
_QUOTATION = re.compile(
    r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|(?<![\w])\"[^\"]*\"|"
    r"(?<![\w'])'(?=[A-Z\ue000-\ue008])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?=\s[a-z]))*(?<=[,.?!…])'(?!\w)|"
    r"^'(?=[A-Z\ue000-\ue008])[^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*$"
)


@dataclass(frozen=True)
class Shadow:
    """A text as the grammars see it.

    Attributes:
        plain: The text with its spaces, hyphens and apostrophes made plain.
        signs: ``plain`` with the known names replaced by signs.
        names: What the signs stand for, in order of place.
    """

    plain: str
    signs: str
    names: tuple[Candidate, ...]

    @cached_property
    def _at(self) -> dict[int, Candidate]:
        return {name.start_cp: name for name in self.names}

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start_cp for name in self.names]

    def name_at(self, start_cp: int) -> Candidate | None:
        """Give the known name that begins at this place, or None."""
        return self._at.get(start_cp)

    def names_in(self, start_cp: int, end_cp: int) -> list[Candidate]:
        """Give the known names that lie in a stretch, in order."""
        begin = bisect_left(self._starts, start_cp)
        return [name for name in self.names[begin : bisect_left(self._starts, end_cp)] if name.end_cp <= end_cp]

    @cached_property
    def words(self) -> Words:
        """The words of ``signs``, and so all places where a pattern can begin that asks for one."""
        return Words(self.signs)

    @cached_property
    def spoken(self) -> Words:
        """The words of ``unquoted``."""
        return Words(self.unquoted)

    @cached_property
    def full_names(self) -> list[int]:
        """Where ``FULL_NAME`` matches a whole word and what follows it: all that can be a person's name."""
        signs, words = self.signs, self.words
        found: list[int] = []
        for word, start in zip(words.words, words.starts, strict=True):
            first = word[0]
            if first.isupper():
                may_begin = not _LEADING.match(signs, start)
            else:
                may_begin = first in _PREFIX_LETTERS and signs.startswith(_PREFIXES, start)
            if may_begin:
                at = start - (signs[start - 1 : start] == "[")
                if _FULL_NAME.match(signs, at):
                    found.append(at)
        return found

    @cached_property
    def unquoted(self) -> str:
        """``signs`` with what stands between quotation marks, and ", however,", blotted out.

        A quotation never passes its line.
        """
        lines = (_QUOTATION.sub(_blot, line) for line in self.signs.split("\n"))
        return "\n".join(_ASIDE.sub(lambda match: " " * len(match[0]), line) for line in lines)


def make_shadow(plain: str, names: Sequence[Candidate]) -> Shadow:
    """Give the shadow of a text that has been through ``for_matching``; the names must not overlap."""
    signs = list(_PRIVATE.sub("?", plain))
    for name in names:
        kind = MentionKind.COUNTRY if name.kind is MentionKind.CITY and name.voice else name.kind
        lead, rest = tuple(_SIGNS.get(kind, _OTHER))
        signs[name.start_cp : name.end_cp] = lead + rest * (name.end_cp - name.start_cp - 1)
    return Shadow(plain, "".join(signs), tuple(sorted(names, key=lambda n: n.start_cp)))


def _blot(match: re.Match[str]) -> str:
    inside = match[0][1:-1] if len(match[0]) > 1 and match[0][-1] in "”»\"'" else match[0][1:]
    return match[0][0] + _QUOTED * len(inside) + match[0][1 + len(inside) :]

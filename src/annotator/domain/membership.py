"""Which groups a State belonged to on a day, and whether it sat in the Security Council."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

SINCE = "1996"
"""Before this year nothing is said of groups; who belonged already then has no other beginning."""
AS_OF = "2025"
"""The year in which the lists of members were drawn up: what is called current is as known then."""
COUNCIL = "Security Council"
"""The body of a meeting in which a State's seat says something of who speaks."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A State's time in a group, or in the Security Council.

    Attributes:
        iso: ISO 3166 alpha-3 code of the State.
        group: Short name of the group ("CSTO"), or of the kind of seat: "P5" or "E10".
        start, end: First and last day, month or year, as ``YYYY[-MM[-DD]]``; a month or a year means the whole of it.
            An empty start is before ``SINCE``, an empty end is open.
    """

    iso: str
    group: str
    start: str = ""
    end: str = ""

    def holds(self, on: str) -> bool:
        """Whether it held on a day, or at some time in a month or a year."""
        start = self.start or SINCE
        since, until = min(len(start), len(on)), min(len(self.end), len(on))
        return start[:since] <= on[:since] and (not self.end or on[:until] <= self.end[:until])


@dataclass(frozen=True, slots=True)
class KnownGroups:
    """The groups of a State.

    Attributes:
        seat: "P5" or "E10", or "" where it had no seat in the Security Council.
        on: The day, month or year that they are about; None where no date was given, so that they are the current ones.
    """

    groups: tuple[str, ...] = ()
    seat: str = ""
    on: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The seat, if there is one, and the groups."""
        return ((self.seat,) if self.seat else ()) + self.groups


class Memberships:
    """What is known of all States, in the order of the tables."""

    def __init__(self, groups: Iterable[Membership], seats: Iterable[Membership]) -> None:
        self._groups: defaultdict[str, list[Membership]] = defaultdict(list)
        self._seats: defaultdict[str, list[Membership]] = defaultdict(list)
        for found, rows in ((self._groups, groups), (self._seats, seats)):
            for row in rows:
                found[row.iso].append(row)

    def on(self, iso: str, date: str | None) -> KnownGroups:
        """Give a State's groups on a date; without one, or with one that has no year, the current ones."""
        day = dated(date)
        groups = [m.group for m in self._groups.get(iso, ()) if (m.holds(day) if day else not m.end)]
        seats = [m.group for m in self._seats.get(iso, ()) if (m.holds(day) if day else not m.end)]
        return KnownGroups(tuple(dict.fromkeys(groups)), seats[0] if seats else "", day)

    def times(self, iso: str) -> tuple[Membership, ...]:
        """Give a State's memberships of groups, past ones included."""
        return tuple(self._groups.get(iso, ()))

    def seats(self, iso: str) -> tuple[Membership, ...]:
        """Give a State's terms in the Security Council."""
        return tuple(self._seats.get(iso, ()))


def dated(date: str | None) -> str | None:
    """Give a date back where it says at least the year (see ``Metadata.date``), else None."""
    return date if date and date[:4].isdigit() else None

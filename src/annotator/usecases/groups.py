"""The groups of States, from the tables that come with the program."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from annotator.domain.membership import AS_OF, COUNCIL, Membership, Memberships
from annotator.domain.transcript import Metadata, Speaker
from annotator.store import entities
from annotator.store.file import ProjectFile


@cache
def memberships() -> Memberships:
    """Give what the tables say of all States."""
    from annotator.tagging.gazetteer import rows

    groups = [Membership(row["iso"], row["group"], row["from"], row["to"]) for row in rows("memberships.tsv")]
    seats = [Membership(row["iso"], row["seat"], row["from"], row["to"]) for row in rows("security_council.tsv")]
    return Memberships(groups, seats)


class SpeakersGroups:
    """The groups of those who speak: what people noted of them, and what the tables say of States."""

    def __init__(self, file: ProjectFile) -> None:
        from annotator.tagging import known_names

        with file.read() as connection:
            noted = entities.noted(connection)
            codes = entities.iso_codes(connection)
        known = {name: iso for name, (_kind, iso, _words) in known_names().items() if iso}
        said = {name: about["iso"] for name, about in noted.items() if about["iso"]}
        self._codes: Mapping[str, str] = {**known, **codes, **said}
        self._noted = {name: tuple(about["groups"]) for name, about in noted.items() if about["groups"]}

    def groups(self, speaker: Speaker, meeting: Metadata) -> tuple[str, ...]:
        """Give a speaker's groups on the day of the meeting; where it has none, the current ones, marked as such."""
        noted = [group for name in (speaker.name, speaker.affiliation) for group in self._noted.get(name or "", ())]
        iso = self._codes.get(speaker.affiliation or "")
        known = memberships().on(iso, meeting.date) if iso else None
        named = tuple(dict.fromkeys((*noted, *(known.groups if known else ()))))
        undated = known is not None and known.on is None and known.groups
        return (*named, f"as in {AS_OF}") if undated else named

    def seat(self, speaker: Speaker, meeting: Metadata) -> tuple[str, ...]:
        """Give P5 or E10 where the speaker's State had a seat in the Security Council, and this is its meeting."""
        iso = self._codes.get(speaker.affiliation or "")
        if iso is None or meeting.body != COUNCIL:
            return ()
        seat = memberships().on(iso, meeting.date).seat
        return (seat,) if seat else ()


def in_one_cell(parts: Iterable[Sequence[str]]) -> str | None:
    """Give each voice's groups, with commas between, in one text; a dash stands for none."""
    said = [", ".join(part) for part in parts]
    return "; ".join(part or "–" for part in said) if any(said) else None

"""The groups of actors as the actors screen shows them: in a year, and in words with their times."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.domain.correction import Actor
from annotator.domain.membership import SINCE, Membership, Memberships
from annotator.domain.transcript import MentionKind


def groups_of(actors: Sequence[Actor], known: Memberships, year: str | None) -> dict[str, tuple[str, ...]]:
    """Give, by entity, what people noted and what is known of a State: in a year, or with None currently."""
    found = {}
    for actor in actors:
        is_state = actor.iso is not None and actor.kind is MentionKind.COUNTRY
        names = known.on(actor.iso, year).names if is_state and actor.iso else ()
        found[actor.entity] = tuple(dict.fromkeys((*actor.groups, *names)))
    return found


def all_groups(found: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Give the name of every group that somebody belongs to, in order."""
    return sorted({group for groups in found.values() for group in groups}, key=str.casefold)


def in_words(known: Memberships, iso: str) -> str:
    """Give all that is known of a State's groups and seats, with their times."""
    parts = [_time(one) for one in known.times(iso)]
    seats = known.seats(iso)
    permanent = [_tr("permanent member of the Security Council") for one in seats if one.group == "P5"]
    elected = ", ".join(
        one.start if one.start == one.end else f"{one.start}–{one.end}" for one in seats if one.group == "E10"
    )
    parts += permanent[:1] + ([_tr("elected member of the Security Council {0}").format(elected)] if elected else [])
    return _tr("Known groups, from {0} on: {1}.").format(SINCE, "; ".join(parts)) if parts else ""


def _time(one: Membership) -> str:
    since = _tr(" from {0}").format(one.start) if one.start else ""
    until = _tr(" to {0}").format(one.end) if one.end else ""
    return f"{one.group}{since}{until}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("actors", text)

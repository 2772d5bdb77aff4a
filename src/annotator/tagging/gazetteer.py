"""The names that are known beforehand, from plain tables: States, organs, organisations, places, agreements, events."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from annotator.domain.transcript import MentionKind
from annotator.paths import resource

_NOT_ONLY_STATES = frozenset({"Salvador", "Maurice", "Dominique", "Mauricio", "Granada", "Argentine"})
"""French and Spanish names of States that people or cities bear, or that are adjectives in English."""
_FOLDED_OUT = frozenset({"Male"})
"""What a name becomes without its accents, and is then an ordinary word."""

_SERIAL = re.compile(r"(, [^,]{2,60}?) and (?=[A-Z])")
_MAY_LIST = frozenset({MentionKind.ORG, MentionKind.UN_BODY, MentionKind.LAW})
"""Names of these that list three things may have a comma before the last."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an entity.

    Attributes:
        surface: The words as a text may have them.
        entity: Canonical name.
        iso: ISO 3166-1 alpha-3 code of a State, or None.
        voice: On whose behalf somebody from there speaks: canonical name of a State or organisation, or None.
    """

    surface: str
    kind: MentionKind
    entity: str
    iso: str | None = None
    voice: str | None = None


def rows(table: str) -> Iterator[dict[str, str]]:
    """Give the rows of a table under resources/gazetteers; comments begin with #, the first other line is the head."""
    lines = resource("gazetteers", table).read_text(encoding="utf-8").splitlines()
    content = [line for line in lines if line.strip() and not line.startswith("#")]
    head = content[0].split("\t")
    for line in content[1:]:
        cells = line.split("\t")
        yield dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=False))


def all_names() -> list[Name]:
    """Give every name with its variants in capitals and without accents; of two that are written alike the earlier."""
    found: dict[str, Name] = {}
    for name in plain_names():
        for surface in _variants(name):
            found.setdefault(surface, _with_surface(name, surface))
    return list(found.values())


def plain_names() -> Iterator[Name]:
    """Give every name as the tables have it, the entity's own first."""
    yield from _states()
    yield from _former_states()
    yield from _table("organisations.tsv", MentionKind.ORG, speaks=True)
    yield from _un_bodies()
    yield from _table("laws.tsv", MentionKind.LAW)
    yield from _table("events.tsv", MentionKind.EVENT)
    yield from _regions()
    yield from _table("groups.tsv", MentionKind.NORP)
    yield from _capitals()
    yield from _table("cities.tsv", MentionKind.CITY)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _table(table: str, kind: MentionKind, *, speaks: bool = False) -> Iterator[Name]:
    for row in rows(table):
        for surface in [row["name"], *_split(row["also"])]:
            yield Name(surface, kind, row["name"], None, (row.get("voice") or row["name"]) if speaks else None)


def _states() -> Iterator[Name]:
    for row in rows("states.tsv"):
        name, iso = row["name"], row["iso"]
        for surface in [name, *_split(row["also"]), *_formal_names(iso)]:
            yield Name(surface, MentionKind.COUNTRY, name, iso, name)
        for surface in _split(row["demonyms"]):
            yield Name(surface, MentionKind.NORP, name, iso, name)


def _formal_names(iso: str) -> Iterator[str]:
    """The formal and common names of a State in English, and its French and Spanish ones."""
    import pycountry
    from babel import Locale

    country = pycountry.countries.get(alpha_3=iso)
    if country is None:
        return
    for attribute in ("name", "official_name", "common_name"):
        value = getattr(country, attribute, None)
        if value and "," not in value:
            yield value.removeprefix("the ")
    for language in ("en", "fr", "es"):
        territory = Locale(language).territories[country.alpha_2].replace("’", "'")
        if territory not in _NOT_ONLY_STATES:
            yield territory


def _former_states() -> Iterator[Name]:
    for row in rows("former_states.tsv"):
        for surface in [row["name"], *_split(row["also"])]:
            yield Name(surface, MentionKind.COUNTRY, row["name"], row["iso"], row["name"])
        for surface in _split(row["demonyms"]):
            yield Name(surface, MentionKind.NORP, row["name"], row["iso"], row["name"])


def _un_bodies() -> Iterator[Name]:
    for row in rows("un_bodies.tsv"):
        voice = row["name"] if row["voice"] == "own" else "United Nations"
        for surface in [row["name"], *_split(row["also"])]:
            yield Name(surface, MentionKind.UN_BODY, row["name"], None, voice)


def _regions() -> Iterator[Name]:
    for row in rows("regions.tsv"):
        for surface in [row["name"], *_split(row["also"])]:
            yield Name(surface.removeprefix("the "), MentionKind.REGION, row["name"], None, row["name"])
        for surface in _split(row["adjectives"]):
            yield Name(surface, MentionKind.NORP, row["name"], None, None)


def _capitals() -> Iterator[Name]:
    for row in rows("states.tsv"):
        for surface in _split(row["capitals"]):
            yield Name(surface, MentionKind.CITY, surface)


@cache
def states_of_capitals() -> Mapping[str, str]:
    """Give for each capital the State whose government it can stand for."""
    return {surface: row["name"] for row in rows("states.tsv") for surface in _split(row["capitals"])}


def _variants(name: Name) -> Iterator[str]:
    """The surface itself, with UN for United Nations, without accents, and each of these in capitals."""
    forms = [name.surface]
    if name.surface.startswith("United Nations ") and name.kind is not MentionKind.ORG:
        rest = name.surface.removeprefix("United Nations ")
        forms += [f"UN {rest}", f"U.N. {rest}"]
    elif name.kind is MentionKind.UN_BODY and " " in name.surface and not name.surface.startswith("UN"):
        forms += [f"United Nations {name.surface}", f"UN {name.surface}", f"U.N. {name.surface}"]
    forms += [
        form.replace(" in the ", " in ") for form in forms if name.kind is MentionKind.UN_BODY and " in the " in form
    ]
    forms += [form.replace(" of the Congo", " of Congo") for form in forms if " of the Congo" in form]
    if name.kind in _MAY_LIST:
        forms += [_SERIAL.sub(r"\1, and ", form) for form in forms if _SERIAL.search(form)]
    if name.kind is MentionKind.UN_BODY and name.surface.isupper() and not name.surface.startswith("UN"):
        forms.append(f"UN {name.surface}")
    for form in forms:
        yield form
        folded = unfold(form)
        if folded != form and folded not in _FOLDED_OUT:
            yield folded
        if len(form) > 3 and not form.isupper():
            yield form.upper()
            yield folded.upper()


def unfold(text: str) -> str:
    """Give the text without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _with_surface(name: Name, surface: str) -> Name:
    return name if surface == name.surface else Name(surface, name.kind, name.entity, name.iso, name.voice)

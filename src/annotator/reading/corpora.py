"""Corpora of one speech a file: what a file's name says of it, and what the tables beside the files say.

The UN Security Council Debates (doi 10.7910/DVN/KGVSYH) have ``speaker.tsv``, a row for each speech, and ``meta.tsv``,
a row for each meeting; the UN General Debate Corpus (doi 10.7910/DVN/0TJX8Y) has ``Speakers_by_session.xlsx``. Their
columns differ from release to release, so they are known by their names.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from annotator.domain.errors import UserError
from annotator.domain.given import Given, GivenVoice
from annotator.paths import resource
from annotator.reading import limits
from annotator.reading.beside import Place, Table, read_table

_DEBATES = re.compile(
    r"(?P<base>UNSC_(?P<year>\d{4})_SPV\.?(?P<meeting>\d{4}_\d{1,4}|\d{1,5})(?P<part>[A-Za-z][\w()\s-]*?)?)"
    r"_spch(?P<speech>\d{1,5})(?:\.\w+)?$",
    re.IGNORECASE,
)
_GENERAL_DEBATE = re.compile(r"(?P<iso>[A-Z]{2,4})_(?P<session>\d{1,3})_(?P<year>(?:19|20)\d\d)\.\w+$")
_SPEECHES = re.compile(r"speeches\.(?:zip|tar|tar\.gz|tgz)$", re.IGNORECASE)
_PART = re.compile(r"(?P<word>Resumption|Part)[\s_-]*(?P<number>\w*)", re.IGNORECASE)
_SPEAKERS = re.compile(r"speakers?\.(?:tsv|tab|csv)$", re.IGNORECASE)
_MEETINGS = re.compile(r"meta(?:data)?\.(?:tsv|tab|csv)$", re.IGNORECASE)
_SESSIONS = re.compile(r"speakers?[ _-]by[ _-]session[^/]*\.(?:xlsx|csv|tsv|tab)$", re.IGNORECASE)
_NO_STATES = frozenset({"EU"})
"""Codes in that corpus that are no State's."""
_UPWARDS = 2
"""How many folders above a speech its tables may be."""

_SPEAKER_COLUMNS = {
    "file": ("filename", "file name", "file", "doc id", "document"),
    "base": ("basename", "base name"),
    "speech": ("speech number", "speech", "speech no", "spch"),
    "speaker": ("speaker", "speaker name", "name"),
    "affiliation": ("country org", "country", "country organization", "country or organization", "affiliation",
                    "state", "speaker country"),
    "role": ("role in un", "role", "position", "function", "post"),
    "type": ("participanttype", "participant type"),
    "date": ("date",),
    "year": ("year",),
    "month": ("month",),
    "day": ("day",),
    "meeting": ("spv", "meeting number", "meeting"),
    "symbol": ("document symbol", "meeting symbol", "symbol"),
    "topic": ("topic", "agenda item manual", "agenda item", "title", "agenda item1"),
}  # fmt: skip
"""Fields and what their columns are called in the releases, best first."""
_SESSION_COLUMNS = {
    "session": ("session",),
    "year": ("year",),
    "iso": ("iso code", "iso", "iso3", "country code", "code"),
    "speaker": ("name of person speaking", "speaker", "speaker name", "name"),
    "role": ("post", "position", "role", "speaker title", "title"),
}


def is_corpus_table(path: PurePath) -> bool:
    """Tell by its name whether a file is a table that tells of the speeches beside it."""
    return any(pattern.match(path.name) for pattern in (_SPEAKERS, _MEETINGS, _SESSIONS))


def is_speech(path: PurePath) -> bool:
    """Tell by its name whether a file is one speech of a corpus."""
    return bool(_DEBATES.match(path.name) or _general_debate(path.name))


def holds_speeches(path: PurePath) -> bool:
    """Tell by its name whether a file is one speech of a corpus, or the archive in which its speeches are published."""
    return is_speech(path) or bool(_SPEECHES.match(path.name))


def _general_debate(name: str) -> re.Match[str] | None:
    """The parts of a file's name in the General Debate corpus, which begins with the code of a State."""
    match = _GENERAL_DEBATE.match(name)
    return match if match and match["iso"] in _codes() else None


@cache
def _codes() -> frozenset[str]:
    """The codes by which the General Debate corpus names whoever speaks."""
    tables = [resource("gazetteers", f"{table}.tsv").read_text("utf-8") for table in ("states", "former_states")]
    return _NO_STATES | {line.split("\t")[0] for table in tables for line in table.splitlines() if line[:1] != "#"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a speech, as its table says it."""

    speaker: str = ""
    affiliation: str = ""
    role: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """When, where and about what a meeting was, as a table says it."""

    date: str = ""
    meeting: str = ""
    symbol: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who speaks in the speeches of each meeting, by the meeting's base name and the speech's number."""

    voices: dict[str, dict[int, Voice]]
    meetings: dict[str, Meeting]


_Sessions = dict[tuple[str, str], Voice]
"""Who spoke for whom, by session or year and code of the State."""


class Beside:
    """The tables beside the speeches of corpora. Each is read once, when the first speech asks for it.

    What it keeps of them is a few names a speech, each name once; files are not kept.
    """

    def __init__(self) -> None:
        self._names: dict[Place, list[str]] = {}
        self._tables: dict[tuple[Place, str], object] = {}
        self._nearest: dict[tuple[Place, re.Pattern[str]], tuple[Place, str] | None] = {}
        self._complaints: list[tuple[str, UserError]] = []

    def given(self, name: str, place: Place) -> Given | None:
        """Give what is known of the file of this name in this place; None where it is no speech of a corpus."""
        if match := _DEBATES.match(name):
            return self._debate(match, place)
        if match := _general_debate(name):
            return self._general_debate(match, place)
        return None

    def complaints(self) -> list[tuple[str, UserError]]:
        """Give each table that could not be used, with the sentence that says why; each is told once."""
        told, self._complaints = self._complaints, []
        return told

    def _debate(self, match: re.Match[str], place: Place) -> Given:
        base, speech = match["base"].casefold(), int(match["speech"])
        speakers = self._table(place, _SPEAKERS, _read_speakers)
        meetings = self._table(place, _MEETINGS, _read_meetings)
        voice = speakers.voices.get(base, {}).get(speech) if isinstance(speakers, _Speakers) else None
        told = [
            one
            for one in (
                speakers.meetings.get(base) if isinstance(speakers, _Speakers) else None,
                meetings.get(base) if isinstance(meetings, dict) else None,
            )
            if one is not None
        ]
        named = _named(match)
        topic = next((one.topic for one in reversed(told) if one.topic), "")
        is_missing = isinstance(speakers, _Speakers) and voice is None
        return Given(
            title=f"{topic} · speech {match['speech']}" if topic else "",
            date=next((one.date for one in told if one.date), ""),
            meeting=named.meeting or next((one.meeting for one in told if one.meeting), ""),
            body="Security Council",
            source_kind="verbatim record",
            symbols=(next((one.symbol for one in told if one.symbol), "") or named.symbol,),
            voices=(_given(voice),) if voice else (),
            warnings=(f"{self._name(place, _SPEAKERS)} has no row for this speech.",) if is_missing else (),
        )

    def _general_debate(self, match: re.Match[str], place: Place) -> Given:
        iso = match["iso"]
        sessions = self._table(place, _SESSIONS, _read_sessions)
        keys = ((f"session {int(match['session'])}", iso), (f"year {match['year']}", iso))
        voice = next((sessions[key] for key in keys if key in sessions), None) if isinstance(sessions, dict) else None
        is_missing = isinstance(sessions, dict) and voice is None
        return Given(
            title=f"General Debate, session {int(match['session'])} ({match['year']}) · {iso}",
            body="General Assembly",
            voices=(GivenVoice(voice.speaker if voice else "", iso, voice.role if voice else ""),),
            warnings=(f"{self._name(place, _SESSIONS)} has no row for this speech.",) if is_missing else (),
        )

    def _table(self, place: Place, pattern: re.Pattern[str], read: Callable[[Table], object]) -> object:
        """The nearest table of this name, read when it is first asked for; None where none can be used."""
        found = self._find(place, pattern)
        if found is None:
            return None
        if found not in self._tables:
            where, name = found
            try:
                self._tables[found] = read(read_table(where, name))
            except UserError as error:
                self._tables[found] = None
                self._complaints.append((where.path_of(name), error))
        return self._tables[found]

    def _find(self, place: Place, pattern: re.Pattern[str]) -> tuple[Place, str] | None:
        if (place, pattern) not in self._nearest:
            found: tuple[Place, str] | None = None
            at = place
            for _ in range(_UPWARDS + 1):
                if at not in self._names:
                    self._names[at] = sorted(name for name in at.names() if is_corpus_table(PurePath(name)))
                found = next(((at, name) for name in self._names[at] if pattern.match(name)), None)
                above = at.above()
                if found or above is None:
                    break
                at = above
            self._nearest[place, pattern] = found
        return self._nearest[place, pattern]

    def _name(self, place: Place, pattern: re.Pattern[str]) -> str:
        found = self._find(place, pattern)
        return found[1] if found else ""


def _named(match: re.Match[str]) -> Meeting:
    """What the name of a speech of the Debates says: meeting and symbol, or the letter that a videoconference is in."""
    number = match["meeting"]
    if "_" in number:
        return Meeting(symbol=f"S/{number.replace('_', '/')}")
    part = _PART.match(match["part"] or "")
    behind = f" ({' '.join(filter(None, (part['word'].capitalize(), part['number'].upper())))})" if part else ""
    return Meeting(meeting=number, symbol=f"S/PV.{number}{behind}")


def _given(voice: Voice) -> GivenVoice:
    """A voice of the Debates' table: who presides says so in the role, who is invited in the capacity."""
    kind = " ".join(voice.type.casefold().split())
    presides = kind.removeprefix("the ") == "president"
    role = voice.role or ("President" if presides else "")
    return GivenVoice(voice.speaker, voice.affiliation, role, "guest" if kind == "guest" else "")


def _read_speakers(table: Table) -> _Speakers:
    """Who speaks in which speech."""
    columns = table.columns(_SPEAKER_COLUMNS)
    if not columns["file"] and not (columns["base"] and columns["speech"]):
        raise UserError(
            f"{table.name} has no column with the names of the files (“filename”), so the speeches are read without it."
        )
    if not any(columns[field] for field in ("speaker", "affiliation", "topic", "date")):
        raise UserError(f"{table.name} says neither who speaks nor when, so the speeches are read without it.")
    voices: dict[str, dict[int, Voice]] = {}
    meetings: dict[str, Meeting] = {}
    once: dict[Voice, Voice] = {}
    for row in table.rows:
        value = _Values(row, columns)
        match = _DEBATES.match(value("file"))
        base = (match["base"] if match else value("base")).casefold()
        speech = match["speech"] if match else value("speech")
        if not base or not speech.isdecimal():
            continue
        voice = Voice(*map(value, ("speaker", "affiliation", "role", "type")))
        voices.setdefault(base, {}).setdefault(int(speech), once.setdefault(voice, voice))
        if base not in meetings:
            meetings[base] = _meeting(value)
    if not voices:
        raise UserError(f"{table.name} names no speech of this corpus, so the speeches are read without it.")
    return _Speakers(voices, meetings)


def _read_meetings(table: Table) -> dict[str, Meeting]:
    """What is said of each meeting, by the beginning of its files' names."""
    columns = table.columns(_SPEAKER_COLUMNS)
    if not (columns["base"] or columns["file"]):
        raise UserError(
            f"{table.name} has no column with the names of the meetings’ files (“basename”), "
            "so the speeches are read without it."
        )
    meetings: dict[str, Meeting] = {}
    for row in table.rows:
        value = _Values(row, columns)
        base = value("base").casefold() or value("file").casefold().partition("_spch")[0]
        if base:
            meetings.setdefault(base, _meeting(value))
    if not meetings:
        raise UserError(f"{table.name} names no meeting, so the speeches are read without it.")
    return meetings


def _read_sessions(table: Table) -> _Sessions:
    """Who spoke in the General Debate."""
    columns = table.columns(_SESSION_COLUMNS)
    if not columns["iso"] or not (columns["session"] or columns["year"]) or not (columns["speaker"] or columns["role"]):
        raise UserError(
            f"{table.name} lacks columns for the State’s code, the session and the speaker (“ISO Code”, “Session”, "
            "“Name of Person Speaking”), so the speeches are read without it."
        )
    sessions: _Sessions = {}
    for row in table.rows:
        value = _Values(row, columns)
        voice = Voice(value("speaker"), "", value("role"))
        for kind in ("session", "year"):
            number = value(kind)
            if number.isdecimal() and (voice.speaker or voice.role):
                sessions.setdefault((f"{kind} {int(number)}", value("iso").upper()), voice)
    if not sessions:
        raise UserError(f"{table.name} names no speaker, so the speeches are read without it.")
    return sessions


def _meeting(value: "_Values") -> Meeting:
    parts = [value(field) for field in ("year", "month", "day")]
    date = value("date")
    if not date and all(part.isdecimal() for part in parts):
        date = f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    number = value("meeting").removeprefix("S/PV.")
    return Meeting(date, number if number.isdecimal() else "", value("symbol"), limits.shown(value("topic")))


_NOTHING = frozenset({"na", "n/a", "nan", "null", "none", "-"})


class _Values:
    """The fields of a row: of several columns that may hold a field, the first that does."""

    def __init__(self, row: list[str], columns: dict[str, list[int]]) -> None:
        self._row = row
        self._columns = columns

    def __call__(self, field: str) -> str:
        for place in self._columns[field]:
            value = " ".join(self._row[place].split()) if place < len(self._row) else ""
            if value and value.casefold() not in _NOTHING:
                return value
        return ""

"""What is known of a text from beside it, made canonical and set against what the text says itself.

A table names the speaker in full, the label at the head of a speech is the record's own words. Where they name the same
person, the table gives the full name and whatever the label leaves open, and the label gives the State; a table's group
of States is then on whose behalf was spoken. Where they name different people, the text is right, and it is said.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from functools import cache
from itertools import groupby

from annotator.domain.columns import Rows
from annotator.domain.correction import Alias
from annotator.domain.given import Given, GivenVoice
from annotator.domain.transcript import MentionKind, Metadata, Passage, PassageKind, Span, Speaker, Unit
from annotator.tagging.dates import first_date
from annotator.tagging.documents import symbols_of
from annotator.tagging.gazetteer import Name, all_names, rows, unfold
from annotator.tagging.learnt import learnt_names
from annotator.tagging.mentions import name_shadow
from annotator.tagging.names import proper_name
from annotator.tagging.shadow import Shadow
from annotator.tagging.speakers import Attribution, labels
from annotator.tagging.tagger import shared_tagger

_HONORIFICS = re.compile(
    r"(?:(?:H\.?\s?E|His Excellency|Her Excellency|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sr|Sra|M|Mme|Amb|Ambassador)"
    r"(?:\.\s*|\s+))+",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<name>[^()]+?)\s*\((?P<state>.+)\)\s*:?\s*$")
_REPRESENTATIVE = re.compile(
    r"(?:the\s+)?(?P<role>(?:permanent\s+|deputy\s+)*representative|delegat(?:e|ion)|observer)\s+of\s+(?P<state>.+)$",
    re.IGNORECASE,
)
_DELEGATE = "representative"
_LANGUAGES = {
    name: code
    for code, names in {
        "en": "english,eng,anglais,inglés",
        "fr": "french,fra,fre,français,francés",
        "es": "spanish,spa,español,espagnol",
        "ru": "russian,rus,русский,russe,ruso",
        "ar": "arabic,ara,العربية,arabe,árabe",
        "zh": "chinese,zho,chi,中文,chinois,chino",
        "pt": "portuguese,por,português,portugais",
        "de": "german,deu,ger,deutsch,allemand",
    }.items()
    for name in names.split(",")
}
_MEETING = re.compile(r"S/PV\.(\d{1,5})")
_STATES = frozenset({MentionKind.COUNTRY})


def digest_of(given: Given | None) -> str:
    """Give what tells what is known of a text from other such knowledge, in the importer's version; "" for none."""
    if given is None:
        return ""
    content = repr(astuple(replace(given, table=None, warnings=())))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def looks_with(looks: Sequence[PassageKind | None], given: Given) -> list[PassageKind | None]:
    """Give the looks of the blocks: the rows of a table are spoken, however short they are."""
    if given.rows is None:
        return list(looks)
    only = (PassageKind.NOTE, PassageKind.BOILERPLATE)
    return [look if look in only and given.voice_at(i) is None else None for i, look in enumerate(looks)]


def parts_with(parts: Sequence[tuple[Span, ...]], blocks: Sequence[Span], given: Given) -> list[tuple[Span, ...]]:
    """Give the statements of each block: a row that is a statement is one."""
    return [(block,) for block in blocks] if given.rows is Rows.STATEMENT else list(parts)


def unit_with(unit: Unit, given: Given) -> Unit:
    """Give the unit by which passages become statements: rows that are statements are not joined to turns."""
    return Unit.PARAGRAPH if given.rows is Rows.STATEMENT else unit


def metadata_with(metadata: Metadata, given: Given) -> Metadata:
    """Give the metadata with what is known from beside the text, which goes before what was found in it."""
    symbols = symbols_of("\n".join(given.symbols))
    languages = {_language(voice.language) for voice in given.voices}
    meeting = next((match[1] for symbol in symbols if (match := _MEETING.match(symbol))), None)
    return replace(
        metadata,
        title=given.title or metadata.title,
        source_kind=metadata.source_kind or given.source_kind or None,
        body=given.body or metadata.body,
        meeting=given.meeting or meeting or metadata.meeting,
        symbols=tuple(dict.fromkeys((*symbols, *metadata.symbols))),
        date=(given.date and first_date(given.date)) or metadata.date,
        language=(languages.pop() if len(languages) == 1 else None) or metadata.language,
    )


def languages_with(passages: Sequence[Passage], given: Given) -> tuple[Passage, ...]:
    """Give the passages with the languages that a table says they are in."""
    codes = [_language(voice.language) for voice in given.voices]
    if not any(codes):
        return tuple(passages)
    places = given.row_of or (0,) * len(passages)
    return tuple(replace(p, language=codes[place] or p.language) for p, place in zip(passages, places, strict=True))


def _language(word: str) -> str | None:
    word = word.casefold().strip()
    return word if re.fullmatch(r"[a-z]{2}", word) else _LANGUAGES.get(word)


class Voices:
    """The speakers that a table names, as values; the same words are made canonical once."""

    def __init__(self, given: Given, aliases: Sequence[Alias]) -> None:
        self._given = given
        self._aliases = tuple(aliases)
        self._known: dict[GivenVoice, Speaker | None] = {}
        self.contradictions: dict[str, str] = {}

    @property
    def only(self) -> Speaker | None:
        """Whose words the whole text is, where it is one speech."""
        return None if self._given.rows else self.at(0)

    def at(self, block: int) -> Speaker | None:
        """Give who speaks in a block, or None where nobody is named."""
        voice = self._given.voice_at(block)
        if voice is None:
            return None
        if voice not in self._known:
            self._known[voice] = _speaker(voice, self._aliases)
        return self._known[voice]

    def over(
        self,
        shadow: Shadow,
        blocks: Sequence[Span],
        found: Sequence[Attribution],
        alone: Callable[[int, int], Sequence[Attribution]],
    ) -> list[Attribution]:
        """Give the attributions with these speakers, where they are known; a row begins with its own.

        A row that names nobody, neither beside its text nor with a label in it, is nobody's but whom its own words
        tell of: a label of a row above does not reach it.

        Args:
            alone: From the first block and the one past the last to what they tell by themselves.
        """
        result: list[Attribution] = []
        found = self._by_rows(shadow, blocks, found, alone)
        row, current, last = -1, None, None
        for i, (block, one) in enumerate(zip(blocks, found, strict=True)):
            speaker = self.at(i)
            place = self._given.row_of[i] if self._given.row_of else 0
            if place != row:
                row, current, last = place, speaker, None
            if speaker is None:
                current = self._of_row(shadow, block, one, current)
                result.append(_spoken(one, current))
                continue
            label = labels.speaker_of_label(shadow, block.start_cp, block.end_cp)
            if label and labels.is_only_label(shadow, block.start_cp, block.end_cp):
                result.append(one)
            if label is not None and (label.name or label.role in _CHAIRS):
                current = self._agreed(label, speaker, last)
                last = label
            if len(result) <= i:
                result.append(_spoken(one, current))
        return result

    def _by_rows(
        self,
        shadow: Shadow,
        blocks: Sequence[Span],
        found: Sequence[Attribution],
        alone: Callable[[int, int], Sequence[Attribution]],
    ) -> list[Attribution]:
        """Give the attributions without what rows that name nobody have from labels of rows above."""
        result = list(found)
        if not self._given.rows:
            return result
        is_labelled = [labels.is_label(shadow, block.start_cp, block.end_cp) for block in blocks]
        first_label = next((i for i, is_one in enumerate(is_labelled) if is_one), len(blocks))
        for _row, places in groupby(range(len(blocks)), lambda i: self._given.row_of[i] if self._given.row_of else 0):
            row = list(places)
            start, end = row[0], next((i for i in row if is_labelled[i]), row[-1] + 1)
            if first_label < start < end and self._given.voice_at(start) is None:
                result[start:end] = alone(start, end)
        return result

    def _of_row(self, shadow: Shadow, block: Span, found: Attribution, current: Speaker | None) -> Speaker | None:
        """Give who speaks in a block of a row without a speaker from its label on; None for whom the text tells.

        A row is by itself: its label holds in it, however few rows of the table have one.
        """
        if not self._given.rows or not labels.is_label(shadow, block.start_cp, block.end_cp):
            return current
        label = labels.speaker_of_label(shadow, block.start_cp, block.end_cp)
        if label is None or not (label.name or label.role in _CHAIRS):
            return current
        told = (speaker for voices in found.voices for speaker in voices)
        return None if any(_may_be_same(label, speaker) for speaker in told) else label

    def _agreed(self, label: Speaker, speaker: Speaker, last: Speaker | None) -> Speaker:
        """Give the speaker of a label with what is known of the same person."""
        presides = last is None or last == label or speaker.role == label.role
        same = _share_a_word(label.name, speaker.name) if label.name and speaker.name else bool(label.name) or presides
        both = label.affiliation, speaker.affiliation
        states = all(both) and all(kind_of(name, self._aliases) in _STATES for name in both if name)
        if label.name and not speaker.name and states and both[0] != both[1]:
            same = False
        if not same:
            if label.name and last is None:
                self.contradictions[label.shown] = speaker.shown
            return label
        behalf = None
        if all(both) and both[0] != both[1]:
            if states:
                self.contradictions[label.shown] = speaker.shown
            else:
                behalf = f"on behalf of {both[1]}"
        return Speaker(
            speaker.name or label.name,
            label.role or speaker.role,
            label.affiliation or speaker.affiliation,
            label.capacity or behalf or speaker.capacity,
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the text says otherwise."""
        return tuple(
            f"The text names {text} as the speaker where the table has {table}: the text was followed."
            for text, table in self.contradictions.items()
        )[:3]


_CHAIRS = frozenset({"President", "Secretary-General", "Deputy Secretary-General", "Chair", "Chairman", "Chairperson"})


def _spoken(found: Attribution, speaker: Speaker | None) -> Attribution:
    """A block as this speaker's, where it is running text."""
    if speaker is None or found.kind not in (PassageKind.SPEECH, PassageKind.NARRATION):
        return found
    return Attribution(PassageKind.SPEECH, found.section, ((speaker,),) * len(found.voices))


def _may_be_same(label: Speaker, other: Speaker) -> bool:
    """Whether a text tells of the speaker of a label, perhaps by a fuller name."""
    return _share_a_word(label.name, other.name or "") if label.name else label.role == other.role


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names can be the same person's: one calls the other by a part of it."""
    return not _name_words(one).isdisjoint(_name_words(other))


def _name_words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", unfold(name).casefold()) if len(word) > 1}


def _speaker(voice: GivenVoice, aliases: tuple[Alias, ...]) -> Speaker | None:
    """The speaker of a table's words."""
    words = voice.speaker.rstrip(": ").strip()
    affiliation = affiliation_of(voice.affiliation, aliases) if voice.affiliation else None
    name, role, bracket = _named(words, aliases)
    speaker = Speaker(name, voice.role or role, affiliation or bracket, voice.capacity or None)
    if speaker.name or speaker.role or not speaker.affiliation:
        return speaker if speaker.shown else None
    return replace(speaker, role=_DELEGATE)


def _named(words: str, aliases: tuple[Alias, ...]) -> tuple[str | None, str | None, str | None]:
    """The name, the role and the affiliation in the words of a speaker's cell."""
    if not words:
        return None, None, None
    line = f"{words}:"
    shadow = name_shadow(line, [Span(0, len(line))], shared_tagger(aliases))
    label = labels.speaker_of_label(shadow, 0, len(line))
    if label is not None and label.name is None and label.role:
        return None, label.role, label.affiliation
    if match := _REPRESENTATIVE.match(words):
        return None, match["role"].lower(), affiliation_of(match["state"], aliases)
    if kind_of(words, aliases) is not None:
        return None, None, affiliation_of(words, aliases)
    bracket = None
    if match := _BRACKET.match(words):
        words, bracket = match["name"], affiliation_of(match["state"], aliases)
    names = [proper_name(_HONORIFICS.sub("", part.strip(), count=1)) for part in words.split("/")]
    return " / ".join(filter(None, names)) or None, None, bracket


def affiliation_of(words: str, aliases: tuple[Alias, ...] = ()) -> str:
    """Give the canonical name of a State or organisation as a table has it, or the words themselves."""
    known = _known(words, aliases)
    return (known.voice or known.entity) if known else " ".join(words.split())


def kind_of(words: str, aliases: tuple[Alias, ...] = ()) -> MentionKind | None:
    """Give what a table's words name, where they name somebody that can be spoken for."""
    known = _known(words, aliases)
    return known.kind if known else None


def _known(words: str, aliases: tuple[Alias, ...]) -> Name | None:
    plain = _plain(words)
    if plain.startswith("the "):
        plain = plain.removeprefix("the ")
    learnt = next((name for name in learnt_names(aliases) if _plain(name.surface) == plain and name.voice), None)
    return learnt or _surfaces().get(plain) or _codes().get(words.strip())


def _plain(words: str) -> str:
    return " ".join(unfold(words).casefold().replace("’", "'").replace(",", " ").split())


@cache
def _surfaces() -> dict[str, Name]:
    """Whoever can be spoken for, by each way to write it, whatever the case."""
    found: dict[str, Name] = {}
    kinds = (MentionKind.COUNTRY, MentionKind.ORG, MentionKind.UN_BODY, MentionKind.REGION)
    for name in all_names():
        if name.voice and name.kind in kinds:
            found.setdefault(_plain(name.surface), name)
    return found


@cache
def _codes() -> dict[str, Name]:
    """States by their ISO codes."""
    tables = (row for table in ("states.tsv", "former_states.tsv") for row in rows(table))
    return {row["iso"]: Name(row["name"], MentionKind.COUNTRY, row["name"], row["iso"], row["name"]) for row in tables}

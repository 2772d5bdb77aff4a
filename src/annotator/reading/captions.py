"""Captions (.vtt, .srt, or in a .txt): cues joined to paragraphs. A voice tag alone names somebody (WebVTT, 6.2)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import plain

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_TURN = re.compile(r"(?:>>+|&gt;&gt;|[-–—])\s*(?=\S)")
_END = re.compile(r"[.!?…][”’\"')\]]*$")
_PAUSE_MS = 2_000
"""A silence after the end of a sentence that ends a paragraph."""
_LONG_PAUSE_MS = 6_000
"""A silence that ends a paragraph wherever it falls."""
_LONG = 900
"""Code points from which a paragraph ends with the next sentence."""


@dataclass(slots=True)
class _Cue:
    start_ms: int
    end_ms: int
    voice: str | None
    text: str


def read_vtt(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a WebVTT file; raises UserError where it holds no captions."""
    return _read(data, file_name, "vtt")


def read_srt(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a SubRip file; raises UserError where it holds no captions."""
    return _read(data, file_name, "srt")


def read_txt(data: bytes, file_name: str) -> SourceText:
    """Give the source text of a plain text file, which may hold captions all the same."""
    text, encoding = plain.characters(data, file_name)
    return of_characters(text, file_name, encoding)


def of_characters(text: str, file_name: str, encoding: str) -> SourceText:
    """Give the source text of decoded characters: as they stand, or joined to paragraphs where they are captions."""
    lines = text.splitlines()
    cues = sum(bool(_TIMES.match(line)) for line in lines)
    if cues < _FEWEST_CUES or cues < _CUE_SHARE * sum(bool(line.strip()) for line in lines):
        return plain.source(text, file_name, encoding)
    form = "vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "srt"
    return _of_captions(
        text, file_name, form, encoding, ("Its lines are captions with times; they were put together.",)
    )


_FEWEST_CUES = 3
_CUE_SHARE = 0.15
"""A line with the times of a cue stands over one to four lines of text, with a number above it or none."""


def _read(data: bytes, file_name: str, form: str) -> SourceText:
    text, encoding = plain.characters(data, file_name)
    return _of_captions(text, file_name, form, encoding)


def _of_captions(text: str, file_name: str, form: str, encoding: str, warnings: tuple[str, ...] = ()) -> SourceText:
    plain.refuse_broken(text, file_name)
    paragraphs = _paragraphs(_without_echoes(_cues(text.splitlines())))
    if not paragraphs:
        raise UserError(f"{file_name} holds no captions: there is no line with the times of a cue and text below it.")
    return plain.from_paragraphs(paragraphs, file_name, form, encoding, warnings)


def _cues(lines: Iterable[str]) -> Iterator[_Cue]:
    """The spoken lines with their times; one cue a voice. Whatever stands outside cues (notes, styles) is left out."""
    times: tuple[int, int] | None = None
    voice: str | None = None
    for line in lines:
        if match := _TIMES.match(line):
            times, voice = (_ms(match.groups()[:4]), _ms(match.groups()[4:])), None
        elif not line.strip():
            times = None
        elif times:
            before, *pairs = _VOICE.split(line)
            for name, spoken in zip([voice, *pairs[::2]], [before, *pairs[1::2]], strict=True):
                voice = name and (" ".join(unescape(name).split()) or None)
                words = " ".join(unescape(_TAG.sub("", spoken)).split())
                if words:
                    yield _Cue(*times, voice, words)


def _ms(parts: Iterable[str | None]) -> int:
    hours, minutes, seconds, fraction = ((part or "0") for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _without_echoes(cues: Iterable[_Cue]) -> Iterator[_Cue]:
    """The cues without lines that only stay on the screen while the next one rolls in."""
    previous: _Cue | None = None
    for cue in cues:
        if previous and cue.text == previous.text and cue.voice == previous.voice and cue.start_ms <= previous.end_ms:
            previous.end_ms = max(previous.end_ms, cue.end_ms)
            continue
        yield cue
        previous = cue


def _paragraphs(cues: Iterable[_Cue]) -> list[str]:
    """The cues joined: a new paragraph for a new voice, after a silence, and where one has grown long."""
    paragraphs: list[list[str]] = []
    length = 0
    previous: _Cue | None = None
    for cue in cues:
        turn = _TURN.match(cue.text)
        text = cue.text[turn.end() :] if turn else cue.text
        if previous is None or turn or cue.voice != previous.voice or _ends(previous, cue, length):
            paragraphs.append([f"{cue.voice}: {text}" if cue.voice else text])
            length = 0
        else:
            paragraphs[-1].append(text)
        length += len(text)
        previous = cue
    return [" ".join(parts) for parts in paragraphs]


def _ends(previous: _Cue, cue: _Cue, length: int) -> bool:
    silence_ms = cue.start_ms - previous.end_ms
    if silence_ms >= _LONG_PAUSE_MS:
        return True
    return bool(_END.search(previous.text)) and (silence_ms >= _PAUSE_MS or length >= _LONG)

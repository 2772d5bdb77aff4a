"""The matcher of known names: spaCy's PhraseMatcher over our own tokens, loaded once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from annotator.domain.correction import Alias
from annotator.domain.transcript import MentionKind, Span
from annotator.tagging.candidates import Candidate
from annotator.tagging.gazetteer import Name, all_names
from annotator.tagging.learnt import learnt_names
from annotator.tagging.tokens import Tokens, for_matching, tokenise
from annotator.tagging.wordlists import words

_WORDS_IN_CAPITALS = frozenset(words("WHO IS US ECO DOS START AMIS ALBA NAM SAF TURKEY POLES CAR CONGRESS SENATE QUAD"))
"""Abbreviations that are ordinary words where a whole line is in capitals."""
_MOSTLY = 0.8
_LINE_CP = 400
"""So much of a line tells whether it is in capitals."""


class Tagger:
    """Finds the names of the gazetteer in a text. Holds no state of a text, so threads may share it."""

    def __init__(self, names: Sequence[Name]) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._make_doc = Doc
        self._vocab: Any = Vocab()  # a blank pipeline without its tokenizer, which we do not use
        self._matcher: Any = PhraseMatcher(self._vocab, attr="ORTH")
        self._names: dict[int, Name] = {}
        patterns: dict[tuple[str, ...], Name] = {}
        for name in names:
            words = tokenise(for_matching(name.surface)).words
            if words:
                patterns.setdefault(words, name)
        for number, (words, name) in enumerate(patterns.items()):
            key = f"n{number}"
            self._matcher.add(key, [Doc(self._vocab, words=list(words))])
            self._names[self._vocab.strings[key]] = name

    def find(self, plain: str, blocks: Sequence[Span]) -> list[Candidate]:
        """Give the known names in the blocks of a text that has been through ``for_matching``, longest first choice."""
        found: list[Candidate] = []
        for block in blocks:
            tokens = tokenise(plain, block.start_cp, block.end_cp)
            if tokens.words:
                capitals = in_capitals(plain[block.start_cp : block.end_cp])
                found.extend(self._in_block(plain, tokens, capitals=capitals))
        return found

    def _in_block(self, plain: str, tokens: Tokens, *, capitals: bool) -> list[Candidate]:
        from spacy.util import filter_spans

        doc = self._make_doc(self._vocab, words=list(tokens.words))
        found: list[Candidate] = []
        for span in filter_spans(self._matcher(doc, as_spans=True)):
            name = self._names[span.label]
            start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
            surface = plain[start:end]
            if capitals and surface in _WORDS_IN_CAPITALS:
                continue
            found.append(Candidate(start, end, name.kind, name.entity, _iso(name), name.voice, trust=1))
        return found


def _iso(name: Name) -> str | None:
    return name.iso if name.kind is MentionKind.COUNTRY else None


def in_capitals(text: str) -> bool:
    """Whether most letters of a line are capitals."""
    text = text[:_LINE_CP]
    letters = sum(map(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, text)) >= _MOSTLY * letters


@lru_cache(maxsize=2)  # the project's, and the one without aliases
def shared_tagger(aliases: tuple[Alias, ...] = ()) -> Tagger:
    """Give the tagger with the shipped gazetteer and these aliases, which win, loaded at the first call."""
    return Tagger([*learnt_names(aliases), *all_names()])

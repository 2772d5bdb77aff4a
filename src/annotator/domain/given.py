"""What lies beside a text and says something of it that the text does not: a table's cells, a file's name."""

from dataclasses import dataclass

from annotator.domain.columns import Rows, TableRead


@dataclass(frozen=True, slots=True)
class GivenVoice:
    """Who speaks, in the words of a table: nothing is canonical yet, "" is what it does not say."""

    speaker: str = ""
    affiliation: str = ""
    role: str = ""
    capacity: str = ""
    language: str = ""

    @property
    def says_who(self) -> bool:
        """Whether anybody is named."""
        return bool(self.speaker or self.affiliation or self.role)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a text from beside it.

    Attributes:
        date: As it stands there, in whatever form.
        symbols: Document symbols of the text itself.
        voices: Who speaks: one for the whole text, or one for each row of a table.
        row_of: For each block of the text its place in ``voices``; empty where there is one voice for all.
        rows: What a row is, where the text is a table's; None for a file of one speech.
        table: How the table was read that the text came in.
        warnings: What a person should know of it, each one sentence.
    """

    title: str = ""
    date: str = ""
    meeting: str = ""
    body: str = ""
    source_kind: str = ""
    symbols: tuple[str, ...] = ()
    voices: tuple[GivenVoice, ...] = ()
    row_of: tuple[int, ...] = ()
    rows: Rows | None = None
    table: TableRead | None = None
    warnings: tuple[str, ...] = ()

    def voice_at(self, block: int) -> GivenVoice | None:
        """Give who speaks in a block, or None where nobody is named."""
        place = self.row_of[block] if self.row_of else 0
        voice = self.voices[place] if self.voices else None
        return voice if voice is not None and voice.says_who else None

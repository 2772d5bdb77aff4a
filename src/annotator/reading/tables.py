"""Tables of speeches or statements, one a row: which column holds what, and the texts that the rows make."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.errors import UserError
from annotator.domain.transcript import SourceText
from annotator.reading import limits, plain


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


_HEADERS: dict[str, tuple[str, ...]] = {
    "text": _names(
        "text,speech,statement,speech text,statement text,full text,transcript,utterance,content,contents,remarks,"
        "paragraph,sentence,quote,quotation,intervention,body,message,texte,discours,contenu,texto"
    ),
    "speaker": _names(
        "speaker,speaker name,name of speaker,name,who,person,speaking,delegate,representative,orateur,orador,"
        "spoken by,name of person speaking,participant"
    ),
    "affiliation": _names(
        "affiliation,country,state,delegation,organisation,organization,country organization,country organisation,"
        "country or organization,member state,on behalf of,pays,iso,iso code,iso3,party,group"
    ),
    "date": _names("date,meeting date,date of meeting,day,datum,fecha,speech date,published"),
    "document": _names(
        "document,doc,doc id,document id,document symbol,symbol,meeting,meeting number,meeting symbol,spv,s pv,"
        "transcript,transcript id,file,filename,file name,source,record,title"
    ),
}
"""What each column may be called, best first; letters and digits only, lower case."""
_LABEL = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Sheikh|Sheikha|Prince|Princess|Archbishop|Cardinal|"
    r"Judge|Justice|General|Monsignor|King|Queen|Ambassador|Prime Minister)\.?\s+[^\W\d_]|"
    r"The\s+(?:Acting\s+)?(?:President|Secretary-General|Chair(?:man|person)?|Deputy Secretary-General|Moderator)\b|"
    r"Speaker \d+$|(?:Q|A|SG)$)"
)
"""Speakers whom the tagger knows by a label such as "Mr. Name (State):" at the head of a paragraph."""
_OPENING_LABEL = re.compile(rf"{_LABEL.pattern}[^:\n]{{0,120}}:")
_SHOWN_HEADERS = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, counted from 0, holds what; None where the table does not have it.

    Attributes:
        text: What was said; the only column that must be there.
        document: What tells the transcripts of one table apart; failing that the date does.
        header: Whether the first row holds names.
    """

    text: int
    speaker: int | None = None
    affiliation: int | None = None
    date: int | None = None
    document: int | None = None
    header: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file: its name in a workbook, else empty, and its cells as text."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def guess_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Give which column holds what, by the names in the first row, else by the length of the cells; None if neither."""
    if not rows:
        return None
    names = [" ".join(re.findall(r"[a-z0-9]+", cell.casefold())) for cell in rows[0]]
    found: dict[str, int] = {}
    for kind, known in _HEADERS.items():
        places = [i for name in known for i, given in enumerate(names) if given == name and i not in found.values()]
        if places:
            found[kind] = places[0]
    if "text" in found:
        return _columns(found["text"], found, header=True)
    longest = _wordiest(rows)
    if longest is None:
        return None
    header = len(rows) > 1 and all(len(cell) < 40 and not cell.rstrip().endswith(".") for cell in rows[0])
    found = {kind: place for kind, place in found.items() if place != longest} if header else {}
    return _columns(longest, found, header)


def _columns(text: int, found: Mapping[str, int], header: bool) -> Columns:
    return Columns(
        text,
        speaker=found.get("speaker"),
        affiliation=found.get("affiliation"),
        date=found.get("date"),
        document=found.get("document"),
        header=header,
    )


def sources(
    sheets: Iterable[Sheet], file_name: str, form: str, encoding: str, columns: Columns | None = None
) -> list[tuple[str, SourceText]]:
    """Give each transcript of the tables under a name of its own: one a document, failing that one a date.

    The names of document and date stand in lines of their own at the head of the text, the rows below; before a row the
    speaker stands as a label ("Mr. Name (State): …"), where every speaker of the document can be written so.

    Raises:
        UserError: no table has a column that holds text.
    """
    filled = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    if not filled:
        raise UserError(f"{file_name} holds no rows: there is nothing to import.")
    guessed = [(sheet, columns or guess_columns(sheet.rows)) for sheet in filled]
    if columns is None and any(by_name(sheet, found) for sheet, found in guessed):
        guessed = [(sheet, found) for sheet, found in guessed if by_name(sheet, found)]
    documents: dict[tuple[str, str], list[tuple[Sequence[str], Columns]]] = {}
    for sheet, found in guessed:
        for row in sheet.rows[found.header :] if found else ():
            if found and _cell(row, found.text).strip():
                key = _cell(row, found.document) or _cell(row, found.date)
                documents.setdefault((sheet.name if len(guessed) > 1 else "", key), []).append((row, found))
    if not documents:
        shown = limits.shown(", ".join(f"“{cell}”" for cell in filled[0].rows[0][:_SHOWN_HEADERS] if cell))
        raise UserError(f"{file_name} has no column with text among {shown}: name that column “text” and import again.")
    several = len(documents) > 1
    made = []
    for place, rows in documents.items():
        part = limits.shown(" · ".join(filter(None, place))) or "other rows"
        name = f"{file_name} · {part}" if several else file_name
        made.append((name, _document(rows, name, form, encoding)))
    return made


def by_name(sheet: Sheet, columns: Columns | None) -> bool:
    """Tell whether the text's column was found by its name, not by its look."""
    if columns is None or not columns.header:
        return False
    name = " ".join(re.findall(r"[a-z0-9]+", sheet.rows[0][columns.text].casefold()))
    return name in _HEADERS["text"]


def _wordiest(rows: Sequence[Sequence[str]]) -> int | None:
    """The column with most words in its cells, where they are more than names."""
    sample = rows[:200]
    width = max(map(len, sample))
    words = [sum(len(_cell(row, i).split()) for row in sample) for i in range(width)]
    best = max(range(width), key=lambda i: words[i], default=None)
    return best if best is not None and words[best] >= 3 * len(sample) else None


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _document(rows: Sequence[tuple[Sequence[str], Columns]], name: str, form: str, encoding: str) -> SourceText:
    """One transcript out of the rows that belong to it."""
    head = [" ".join(values.split()) for values in dict.fromkeys(_cell(row, c.document) for row, c in rows)]
    dates = list(dict.fromkeys(_cell(row, c.date) for row, c in rows))
    lines = [*head, *(dates if len(dates) == 1 else [])]
    labels = [_label(_cell(row, c.speaker), _cell(row, c.affiliation), _cell(row, c.text)) for row, c in rows]
    labelled = all(label is not None for label in labels)
    for (row, columns), label in zip(rows, labels, strict=True):
        lines.append((label or "" if labelled else "") + _cell(row, columns.text).strip())
    warnings = []
    if not labelled:
        warnings.append("The speakers’ column was left out: not every name in it has a title such as “Mr.” before it.")
    if len(dates) > 1:
        warnings.append("The rows of this document have several dates, so none was taken.")
    return plain.from_paragraphs(lines, name, form, encoding, warnings)


def _label(speaker: str, affiliation: str, text: str) -> str | None:
    """What is put before the text: nothing where nobody is named or the text does it, None where nothing would do."""
    speaker, affiliation = " ".join(speaker.split()).rstrip(":"), " ".join(affiliation.split())
    if _OPENING_LABEL.match(text.strip()):
        return ""
    if not speaker:
        return "" if not affiliation else None
    if not _LABEL.match(speaker):
        return None
    bracket = f" ({affiliation})" if affiliation and "(" not in speaker else ""
    return f"{speaker}{bracket}: "


def refuse_many_rows(n_rows: int, file_name: str) -> None:
    """Raise UserError where a table has more rows than any with transcripts."""
    if n_rows > limits.MOST_ROWS:
        raise UserError(f"{file_name} has more than {limits.MOST_ROWS:,} rows: split it into parts.")
